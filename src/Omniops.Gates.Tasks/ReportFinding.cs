using Microsoft.Build.Framework;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Tasks;

/// <summary>Reports what the targets themselves have found, so that severity, message and help link come from the catalogue.</summary>
public sealed class ReportFinding : GateTask
{
    /// <summary>ID of the rule.</summary>
    [Required]
    public string Rule { get; set; } = "";

    /// <summary>Full path of the file the finding is about.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>What is wrong.</summary>
    [Required]
    public string Fact { get; set; } = "";

    /// <summary>What to write instead.</summary>
    [Required]
    public string WayOut { get; set; } = "";

    /// <summary>Reports as not proven what would otherwise be an error.</summary>
    public bool IsNotProven { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<Finding> Check()
    {
        var rule = RuleCatalogue.Find(Rule) ?? throw new InvalidOperationException($"no rule {Rule}");
        var finding = Finding.Of(rule, new FilePosition(File), Fact, Fact, WayOut);
        yield return IsNotProven ? finding with { Outcome = Outcome.NotProven } : finding;
    }
}
