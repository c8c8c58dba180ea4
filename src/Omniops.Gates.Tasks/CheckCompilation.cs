using Microsoft.Build.Framework;

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
    private protected override GateRun Run() => GateRun.OfCompilation(ProjectFile, LogFile, WasSkipped, Root, ParsedStage, ReportsOnly);
}
