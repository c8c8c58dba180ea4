using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>OMNI3007: every connection is encrypted with TLS 1.2 or later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldTls() : GateAnalyzer(TransportRules.OldTls)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var check = new OldTlsCheck(reporter, start.Compilation, start.Options);
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.FieldReference,
            OperationKind.Conversion,
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment,
            OperationKind.Literal);
    }
}
