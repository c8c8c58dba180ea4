using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>Hands the settings files of a project to a check and reports what it finds, where it stands.</summary>
internal static class SettingsReport
{
    /// <summary>What a check finds in a file of this name, of this use and with this text.</summary>
    public delegate IEnumerable<SettingsFinding> FileCheck(string name, SecretPlace place, string text, CancellationToken cancellation);

    public static void Run(AdditionalFileAnalysisContext context, GateReporter reporter, FileCheck check)
    {
        var path = context.AdditionalFile.Path;
        if (!SettingsFile.IsSettings(path) || context.AdditionalFile.GetText(context.CancellationToken) is not { Length: <= SettingsFile.MaxLength } text)
            return;

        var (relative, place) = (reporter.Relative(path), reporter.PlaceOf(path));
        foreach (var finding in check(Path.GetFileName(path), place, text.ToString(), context.CancellationToken))
        {
            var span = new TextSpan(finding.Start, finding.Length);
            object[] arguments = [.. finding.Arguments];
            reporter.Report(context.ReportDiagnostic, new GateDiagnostic(
                finding.Rule, finding.Outcome, Location.Create(path, span, text.Lines.GetLinePositionSpan(span)), finding.Anchor, arguments)
            {
                IsAsideByPolicy = place == SecretPlace.Aside && SecretPlaces.Of(relative) != place,
            });
        }
    }
}
