using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6004 over settings files. What of such a file cannot be read, OMNI9912 says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenValidationInFile() : GateAnalyzer(AuthenticationRules.TokenValidationOff)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        start.RegisterAdditionalFileAction(context => reporter.Guard(context, file => SettingsReport.Run(file, reporter, SettingsTokens.Check)));
}
