using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tool.Check;

/// <summary>Says of every project of a target that it was judged, or why it was not.</summary>
internal static class ProjectJudge
{
    /// <param name="expected">Full paths of the target's projects.</param>
    /// <param name="descriptions">What the projects that were built said of themselves; may include referenced projects outside the target.</param>
    /// <param name="errors">The build's error lines.</param>
    /// <param name="findings">What the code rules found.</param>
    public static IReadOnlyList<ProjectVerdict> Judge(
        IReadOnlyList<string> expected, IReadOnlyList<ProjectDescription> descriptions, IReadOnlyList<string> errors, out List<Finding> findings)
    {
        findings = [];
        var verdicts = new List<ProjectVerdict>();
        foreach (var description in descriptions)
            verdicts.Add(Judge(description, errors, findings));

        foreach (var missing in expected.Except(descriptions.Select(description => description.Project), StringComparer.OrdinalIgnoreCase))
            verdicts.Add(new ProjectVerdict(missing, "", Absence(missing, errors), IsBroken: IsDotNet(missing)));

        // A file compiled for two frameworks is found twice.
        findings = [.. findings.DistinctBy(finding => (finding.Rule.Id, finding.Position, finding.Message))];
        return verdicts;
    }

    private static ProjectVerdict Judge(ProjectDescription description, IReadOnlyList<string> errors, List<Finding> findings)
    {
        if (description.Language != "C#")
            return Unjudged($"is written in {description.Language}, which the code rules do not read", isBroken: false);

        if (!File.Exists(description.LogFile))
            return Unjudged(FirstError(description.Project, errors) is { } error ? $"was not compiled: {error}" : "was not compiled", isBroken: true);

        if (CompilationCheck.Check(description.Project, description.LogFile, out var log) is { } problem)
            findings.Add(problem);
        if (log is null)
            return Unjudged("has no readable compiler log", isBroken: true);

        findings.AddRange(log.GateFindings(Expected));
        var compileError = log.Results.FirstOrDefault(result => result.Level == "error" && result.Suppression is null && result.RuleId.StartsWith("CS", StringComparison.Ordinal));
        return compileError is null
            ? new ProjectVerdict(description.Project, description.Framework, Reason: null, IsBroken: false)
            : Unjudged($"does not compile: {compileError.RuleId}: {compileError.Message}", isBroken: true);

        ProjectVerdict Unjudged(string reason, bool isBroken) => new(description.Project, description.Framework, reason, isBroken);
    }

    /// <summary>In collect mode whatever blocks is a warning.</summary>
    private static string Expected(Outcome outcome) => outcome == Outcome.Noted ? "note" : "warning";

    private static string Absence(string project, IReadOnlyList<string> errors)
    {
        if (!File.Exists(project))
            return "does not exist";
        if (!IsDotNet(project))
            return "is no project that the .NET SDK compiles";
        return FirstError(project, errors) is { } error ? $"was not built: {error}" : "was not built in this configuration";
    }

    private static bool IsDotNet(string project) => Path.GetExtension(project).ToLowerInvariant() is ".csproj" or ".vbproj" or ".fsproj";

    /// <summary>The first error that names the project; the path before it says nothing new.</summary>
    private static string? FirstError(string project, IReadOnlyList<string> errors)
    {
        var line = errors.FirstOrDefault(error => error.Contains(project, StringComparison.OrdinalIgnoreCase)) ?? errors.FirstOrDefault();
        if (line is null)
            return null;

        var at = line.IndexOf(": error ", StringComparison.Ordinal);
        var message = at < 0 ? line : line[(at + ": error ".Length)..];
        var bracket = message.LastIndexOf(" [", StringComparison.Ordinal);
        return bracket < 0 ? message : message[..bracket];
    }
}
