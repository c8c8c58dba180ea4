using Microsoft.Build.Framework;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tasks;

/// <summary>Proves after each compilation that the rules were loaded, and repeats their warnings when the compiler was not run again.</summary>
public sealed class CheckCompilation : GateTask
{
    /// <summary>Full path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The compiler's error log, SARIF 2.1.</summary>
    [Required]
    public string LogFile { get; set; } = "";

    /// <summary>Whether this build reused the result of an earlier compilation.</summary>
    public bool WasSkipped { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<Finding> Check()
    {
        if (CompilationCheck.Check(ProjectFile, LogFile, out var log) is { } problem)
            yield return problem;

        if (!WasSkipped || log is null)
            yield break;

        // The compiler has shown its warnings only in the build that ran it.
        foreach (var finding in log.GateFindings())
            yield return finding;
    }
}
