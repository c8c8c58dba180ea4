using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>OMNI3008: the other side's certificate is checked before anything is said to it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CertificateValidationOff() : GateAnalyzer(TransportRules.CertificateValidationOff)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var check = new CertificateCheck(reporter, new ProgramSources(start.Compilation, start.Options));
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.DelegateCreation,
            OperationKind.FieldReference,
            OperationKind.Invocation,
            OperationKind.PropertyReference,
            OperationKind.SimpleAssignment);
    }
}
