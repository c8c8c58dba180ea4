using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Inspection.Seen;

/// <summary>How the rules understood a program.</summary>
/// <param name="Project">Full path of its project.</param>
/// <param name="Frameworks">The target frameworks for which they understood it so.</param>
/// <param name="Program">The program; null where the log does not tell.</param>
/// <param name="Problem">Why it does not; null where it does.</param>
public sealed record ProjectSeen(string Project, IReadOnlyList<string> Frameworks, SeenProgram? Program, string? Problem)
{
    /// <summary>
    /// What the logs tell of the compilations that were judged. One that did not compile is not understood, and a program that serves no
    /// HTTP has nothing to list.
    /// </summary>
    public static IReadOnlyList<ProjectSeen> ReadAll(
        IReadOnlyList<ProjectDescription> descriptions, IReadOnlyList<ProjectVerdict> verdicts) =>
    [
        .. descriptions.Where(description => verdicts.Any(verdict => verdict.Reason is null
                && verdict.Framework == description.Framework && ProjectVerdict.PathComparer.Equals(verdict.Path, description.Project)))
            .SelectMany(Read)
            .GroupBy(seen => (seen.Project, Text: seen.Program is null ? seen.Problem : SeenWriter.Write(seen.Program, file => file)))
            .Select(same => same.First() with { Frameworks = [.. same.SelectMany(seen => seen.Frameworks).Distinct()] }),
    ];

    private static IEnumerable<ProjectSeen> Read(ProjectDescription description)
    {
        CompilationCheck.Check(description.Project, description.LogFile, out var log);
        foreach (var text in (log?.Results ?? []).Select(result => result.Seen).OfType<string>())
            yield return Read(description, text);
    }

    private static ProjectSeen Read(ProjectDescription description, string text)
    {
        try
        {
            return new ProjectSeen(description.Project, [description.Framework], SeenReader.Read(text), null);
        }
        catch (InvalidDataException error)
        {
            return new ProjectSeen(
                description.Project, [description.Framework], null,
                $"what the compiler's log says about it cannot be read: {error.Message}; check again with nothing else building");
        }
    }
}
