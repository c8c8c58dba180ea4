using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Reports;

namespace Omniops.Gates.Tasks;

/// <summary>What the gate's tasks share: the stage, and how a finding becomes an MSBuild error or warning.</summary>
public abstract class GateTask : Microsoft.Build.Utilities.Task
{
    /// <summary><c>build</c> or <c>release</c>.</summary>
    [Required]
    public string Stage { get; set; } = "";

    /// <summary>Full path of the repository, whose policy says what is accepted.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Whether every finding is a warning and the build goes on: <c>OmniopsGates=report</c>.</summary>
    public bool ReportsOnly { get; set; }

    /// <summary>The rules whose findings are errors.</summary>
    [Output]
    public ITaskItem[] FailedRules { get; private set; } = [];

    /// <inheritdoc />
    public sealed override bool Execute()
    {
        var run = Run();
        if (run.Summary is not null)
            Log.LogMessage(MessageImportance.High, "{0}", run.Summary);
        foreach (var finding in FoldedFinding.Of(run.Findings))
            Report(finding.First, finding.Message);

        FailedRules = [.. run.Findings.Where(IsError).Select(finding => finding.Rule.Id).Distinct().Select(id => new TaskItem(id))];
        // A logged error fails the build as a whole. The task itself has succeeded: what follows it shall show its findings as well.
        return true;
    }

    /// <summary>Converts the task's inputs and runs the gate.</summary>
    private protected abstract GateRun Run();

    /// <summary>The stage, which the targets have checked.</summary>
    private protected Stage ParsedStage => Enum.Parse<Stage>(Stage, ignoreCase: true);

    private bool IsError(Finding finding) => !ReportsOnly && finding.IsError(ParsedStage);

    private void Report(Finding finding, string message)
    {
        var (rule, position) = (finding.Rule, finding.Position);
        if (IsError(finding))
        {
            Log.LogError(
                subcategory: null, rule.Id, helpKeyword: null, rule.HelpLink, position.Path,
                position.Line, position.Column, position.EndLine, position.EndColumn, "{0}", message);
        }
        else if (finding.Outcome == Outcome.Noted)
        {
            Log.LogMessage(MessageImportance.Low, "{0}: {1}", rule.Id, message);
        }
        else
        {
            Log.LogWarning(
                subcategory: null, rule.Id, helpKeyword: null, rule.HelpLink, position.Path,
                position.Line, position.Column, position.EndLine, position.EndColumn, "{0}", message);
        }
    }
}
