using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Tasks;

/// <summary>What the gate's tasks share: the stage, and how a finding becomes an MSBuild error or warning.</summary>
public abstract class GateTask : Microsoft.Build.Utilities.Task
{
    /// <summary><c>build</c> or <c>release</c>.</summary>
    [Required]
    public string Stage { get; set; } = "";

    /// <inheritdoc />
    public sealed override bool Execute()
    {
        foreach (var finding in Check())
            Report(finding);
        return !Log.HasLoggedErrors;
    }

    /// <summary>Converts the task's inputs, asks the inspection, returns what it says.</summary>
    protected abstract IEnumerable<Finding> Check();

    private void Report(Finding finding)
    {
        var (rule, position) = (finding.Rule, finding.Position);
        if (finding.IsError(Enum.Parse<Stage>(Stage, ignoreCase: true)))
        {
            Log.LogError(
                subcategory: null, rule.Id, helpKeyword: null, rule.HelpLink, position.Path,
                position.Line, position.Column, position.EndLine, position.EndColumn, "{0}", finding.Message);
        }
        else if (finding.Outcome == Outcome.Noted)
        {
            Log.LogMessage(MessageImportance.Low, "{0}: {1}", rule.Id, finding.Message);
        }
        else
        {
            Log.LogWarning(
                subcategory: null, rule.Id, helpKeyword: null, rule.HelpLink, position.Path,
                position.Line, position.Column, position.EndLine, position.EndColumn, "{0}", finding.Message);
        }
    }
}
