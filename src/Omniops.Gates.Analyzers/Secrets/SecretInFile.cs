using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>
/// OMNI1010 over settings files, which the package hands to the compiler as additional files of kind <c>Settings</c>. The text comes from
/// the compiler, so that the IDE judges what is typed and not what is saved.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInFile() : GateAnalyzer(SecretRules.SecretInFile, IntegrityRules.InputNotRead)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        start.RegisterAdditionalFileAction(context =>
        {
            if (SettingsFiles.IsSettings(context.AdditionalFile.Path))
                reporter.Guard(context, file => Check(file, reporter));
        });

    /// <summary>Where UTF-8 fails, the compiler takes the machine's code page, or, where that is UTF-8 as well, puts replacement characters.</summary>
    private static bool IsWronglyEncoded(SourceText text, string content) =>
        text.Encoding is { } encoding && !encoding.WebName.StartsWith("utf-", StringComparison.OrdinalIgnoreCase) || content.IndexOf('\uFFFD') >= 0;

    private static void Check(AdditionalFileAnalysisContext context, GateReporter reporter)
    {
        var path = context.AdditionalFile.Path;
        var fileName = Path.GetFileName(path);
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            NotRead(Location.Create(path, default, default), $"'{fileName}' cannot be opened", "check that the file exists and may be read");
            return;
        }

        if (text.Length > SettingsFiles.MaxLength)
        {
            NotRead(At(text, 0, 0), $"'{fileName}' is larger than {SettingsFiles.MaxLength / (1024 * 1024)} million characters", "keep data out of settings files");
            return;
        }

        var content = text.ToString();
        if (IsWronglyEncoded(text, content))
            NotRead(At(text, 0, 0), $"'{fileName}' is not valid UTF-8", "save it as UTF-8");

        var settings = JsonSettings.Read(content, context.CancellationToken);
        if (settings.Error is { } error)
            NotRead(At(text, error.Start, 0), $"'{fileName}' is not valid JSON: {error.Reason}", "mend it, nothing behind this place was checked");

        foreach (var (entry, outcome) in SettingsSecrets.Find(fileName, settings.Entries))
        {
            var location = At(text, entry.Start, entry.Length);
            var variable = SettingsSecrets.EnvironmentVariable(entry.KeyPath);
            var anchor = $"{entry.KeyPath} {SecretDigest.Of(entry.Value)}";
            if (outcome == Outcome.Noted)
                reporter.Noted(context.ReportDiagnostic, SecretRules.SecretInFile, location, anchor, entry.KeyPath, variable);
            else
                reporter.Finding(context.ReportDiagnostic, SecretRules.SecretInFile, location, anchor, entry.KeyPath, variable);
        }

        void NotRead(Location location, string fact, string wayOut) =>
            reporter.Finding(context.ReportDiagnostic, IntegrityRules.InputNotRead, location, fileName, fact, wayOut);

        Location At(SourceText source, int start, int length)
        {
            var span = new TextSpan(start, length);
            return Location.Create(path, span, source.Lines.GetLinePositionSpan(span));
        }
    }
}
