using System.CommandLine;
using Omniops.Gates.Engine.Catalogue;
using Spectre.Console;

namespace Omniops.Gates.Tool.Commands;

/// <summary><c>omniops-gates explain ID</c>: the rule's page.</summary>
internal sealed class ExplainCommand : Command
{
    public ExplainCommand(IAnsiConsole console)
        : base("explain", "Shows why a rule exists, what fails, what passes and how to mend it.")
    {
        var id = new Argument<string>("ID") { Description = "A rule, such as OMNI4001." };
        Add(id);
        SetAction(result =>
        {
            var rule = RuleCatalogue.Find(result.GetValue(id)!)
                ?? throw new UsageException($"there is no rule '{result.GetValue(id)}'; 'omniops-gates rules' lists them");
            console.Profile.Out.Writer.WriteLine(Payload.Page(rule));
        });
    }
}
