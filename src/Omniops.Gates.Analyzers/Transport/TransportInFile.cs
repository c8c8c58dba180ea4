using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>OMNI3007 and OMNI3008 over settings files. What of such a file cannot be read, OMNI9912 says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TransportInFile() : GateAnalyzer(TransportRules.OldTls, TransportRules.CertificateValidationOff)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        start.RegisterAdditionalFileAction(context => reporter.Guard(context, file => SettingsReport.Run(file, reporter, SettingsTransport.Check)));
}
