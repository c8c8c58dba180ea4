using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>
/// OMNI1010 and OMNI1016 over settings files, which the package hands to the compiler as additional files of kind <c>Settings</c>. The text comes from
/// the compiler, so that the IDE judges what is typed and not what is saved.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInFile() : GateAnalyzer(
    SecretRules.SecretInFile, SecretRules.SecretReachesClient, IntegrityRules.InputNotRead)
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
        var text = context.AdditionalFile.GetText(context.CancellationToken);
        var (relative, place) = (reporter.Relative(path), reporter.PlaceOf(path));
        foreach (var finding in Check(relative, place, text, context.CancellationToken))
        {
            object[] arguments = [.. finding.Arguments];
            reporter.Report(context.ReportDiagnostic, new(finding.Rule, finding.Outcome, At(finding), finding.Anchor, arguments)
            {
                IsAsideByPolicy = place == SecretPlace.Aside && SecretPlaces.Of(relative) != place,
            });
        }

        Location At(SettingsFinding finding)
        {
            var span = new TextSpan(finding.Start, finding.Length);
            return Location.Create(path, span, text?.Lines.GetLinePositionSpan(span) ?? default);
        }
    }

    private static IEnumerable<SettingsFinding> Check(string path, SecretPlace place, SourceText? text, CancellationToken cancellation)
    {
        return text switch
        {
            null => [SettingsFile.NotOpened(Path.GetFileName(path))],
            { Length: > SettingsFile.MaxLength } => [SettingsFile.TooLarge(Path.GetFileName(path))],
            _ => SettingsFile.Check(path, place, text.ToString(), IsUnicode(text), cancellation),
        };
    }

    /// <summary>Where UTF-8 fails, the compiler takes the machine's code page.</summary>
    private static bool IsUnicode(SourceText text) =>
        text.Encoding is not { } encoding || encoding.WebName.StartsWith("utf-", StringComparison.OrdinalIgnoreCase);
}
