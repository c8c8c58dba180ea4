using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4006: the settings that production reads name no wildcard as an origin.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsWildcardInSettings() : GateAnalyzer(CorsRules.CorsWildcardInSettings)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var settings = new SettingsFiles(start.Options);
        start.RegisterAdditionalFileAction(context =>
        {
            if (SettingsFiles.IsOfProduction(context.AdditionalFile.Path))
                reporter.Guard(context, file => Check(file, reporter, settings));
        });
    }

    private static void Check(AdditionalFileAnalysisContext context, GateReporter reporter, SettingsFiles settings)
    {
        var (path, cancellation) = (context.AdditionalFile.Path, context.CancellationToken);
        // A test's or a sample's settings open nothing.
        if (context.AdditionalFile.GetText(cancellation) is not { Length: <= SettingsFile.MaxLength } text
            || reporter.PlaceOf(path) == SecretPlace.Aside)
        {
            return;
        }

        foreach (var entry in OriginSettings.Wildcards(JsonSettings.Read(text.ToString(), cancellation).Entries))
        {
            // What the file over this one replaces does not reach production.
            if (!settings.Holds(path, entry.KeyPath, entry.Value, cancellation))
                continue;

            var span = new TextSpan(entry.Start, entry.Length);
            reporter.Finding(
                context.ReportDiagnostic, CorsRules.CorsWildcardInSettings, Location.Create(path, span, text.Lines.GetLinePositionSpan(span)),
                entry.KeyPath, entry.KeyPath, "is '*', which stands for every site");
        }
    }
}
