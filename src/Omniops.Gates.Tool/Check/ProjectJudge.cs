using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tool.Check;

/// <summary>Says of every project of a target that it was judged, or why it was not.</summary>
internal static class ProjectJudge
{
    /// <param name="expected">The target's projects.</param>
    /// <param name="descriptions">What the projects that were built said of themselves; may include references outside the target.</param>
    /// <param name="errors">The build's errors.</param>
    /// <param name="findings">What the code rules found.</param>
    public static IReadOnlyList<ProjectVerdict> Judge(
        IReadOnlyList<TargetProject> expected,
        IReadOnlyList<ProjectDescription> descriptions,
        IReadOnlyList<BuildError> errors,
        out List<Finding> findings)
    {
        findings = [];
        var verdicts = new List<ProjectVerdict>();
        foreach (var description in descriptions)
            verdicts.Add(Judge(description, errors, findings));

        var built = descriptions.ToLookup(description => description.Project, ProjectVerdict.PathComparer);
        foreach (var project in expected.DistinctBy(project => project.Path, ProjectVerdict.PathComparer))
        {
            if (!built.Contains(project.Path))
                verdicts.Add(Absent(project, errors));
            else if (project.Exclusion is null)
                verdicts.AddRange(MissingFrameworks(project.Path, [.. built[project.Path]], errors));
        }

        // A file compiled for two frameworks is found twice.
        findings = [.. findings.DistinctBy(finding => (finding.Rule.Id, finding.Position, finding.Message))];
        return verdicts;
    }

    private static ProjectVerdict Judge(ProjectDescription description, IReadOnlyList<BuildError> errors, List<Finding> findings)
    {
        if (description.Language != "C#")
            return Unjudged($"is written in {description.Language}, which the code rules do not read", isBroken: false);

        if (description.MakesNothing && !File.Exists(description.LogFile))
            return Unjudged("compiles nothing; its packages are judged", isBroken: false) with { HasNoCode = true };

        if (!File.Exists(description.LogFile))
            return Unjudged($"was not compiled{Cause(description.Project, description.Framework, errors)}", isBroken: true);

        var problem = CompilationCheck.Check(description.Project, description.LogFile, out var log);
        if (problem is not null)
            findings.Add(problem);
        if (log is null)
            return Unjudged("has no readable compiler log", isBroken: true);

        findings.AddRange(log.GateFindings(Expected));
        var compileErrors = log.Results.Where(result => result.Level == "error" && result.Suppression is null);
        if (compileErrors.FirstOrDefault(result => result.RuleId.StartsWith("CS", StringComparison.Ordinal)) is { } compileError)
            return Unjudged($"does not compile: {compileError.RuleId}: {compileError.Message}", isBroken: true);

        if (errors.FirstOrDefault(error => error.IsOfRestore && error.IsOf(description.Project)) is { } restoreError)
            return Unjudged($"does not restore: {restoreError.Message}", isBroken: true);

        return problem is null
            ? new ProjectVerdict(description.Project, description.Framework, Reason: null, IsBroken: false)
            : Unjudged("was compiled without the gate's rules", isBroken: true);

        ProjectVerdict Unjudged(string reason, bool isBroken) => new(description.Project, description.Framework, reason, isBroken);
    }

    /// <summary>In collect mode whatever blocks is a warning.</summary>
    private static string Expected(Outcome outcome) => outcome == Outcome.Noted ? "note" : "warning";

    private static ProjectVerdict Absent(TargetProject project, IReadOnlyList<BuildError> errors) => project.Exclusion is { } exclusion
        ? new ProjectVerdict(project.Path, "", exclusion, project.IsBroken)
        : new ProjectVerdict(project.Path, "", $"was not built{Cause(project.Path, "", errors)}", IsBroken: true);

    private static IEnumerable<ProjectVerdict> MissingFrameworks(
        string project, IReadOnlyList<ProjectDescription> built, IReadOnlyList<BuildError> errors) =>
        built.SelectMany(description => description.Frameworks).Distinct(StringComparer.OrdinalIgnoreCase)
            .Except(built.Select(description => description.Framework), StringComparer.OrdinalIgnoreCase)
            .Select(framework => new ProjectVerdict(
                project, framework, $"was not built for '{framework}'{Cause(project, framework, errors)}", IsBroken: true));

    /// <summary>
    /// The project's own first error, or who else has failed: a project behind a broken one has no error of its own. The frameworks of a
    /// project are built side by side, so that the first error in the log may be of any of them.
    /// </summary>
    private static string Cause(string project, string framework, IReadOnlyList<BuildError> errors)
    {
        if (errors.Count == 0)
            return ", though the build reports no error; build it by itself";
        var ofProject = errors.Where(error => error.IsOf(project)).ToList();
        if ((ofProject.FirstOrDefault(error => error.IsOf(project, framework)) ?? ofProject.FirstOrDefault()) is { } own)
            return $": {own.Message}";

        var culprits = errors.Select(error => error.Culprit).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return culprits.Count == 0 ? $": {errors[0].Message}" : $", as the build failed in '{string.Join("', '", culprits)}'";
    }
}
