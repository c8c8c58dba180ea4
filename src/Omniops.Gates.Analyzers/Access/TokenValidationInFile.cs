using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6004 over settings files. What of such a file cannot be read, OMNI9912 says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenValidationInFile() : GateAnalyzer(AuthenticationRules.TokenValidationOff)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        start.RegisterAdditionalFileAction(context =>
        {
            if (SettingsFile.IsSettings(context.AdditionalFile.Path))
                reporter.Guard(context, file => Check(file, reporter));
        });

    private static void Check(AdditionalFileAnalysisContext context, GateReporter reporter)
    {
        var path = context.AdditionalFile.Path;
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { Length: <= SettingsFile.MaxLength } text)
            return;

        var (relative, place) = (reporter.Relative(path), reporter.PlaceOf(path));
        foreach (var finding in SettingsTokens.Check(Path.GetFileName(path), place, text.ToString(), context.CancellationToken))
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
