using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6005: ciphers, hashes, keys and passwords take longer to break than anybody has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakAlgorithm() : GateAnalyzer(AuthenticationRules.WeakAlgorithm, IntegrityRules.ConfigurationInvalid)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var length = NumberOption.Read("omniops_password_length", 8, start.Compilation, start.Options);
        if (length.IsInvalid)
            start.RegisterSemanticModelAction(context => reporter.Guard(context, file => length.ReportProblem(file, reporter)));

        var sources = new ProgramSources(start.Compilation, start.Options);
        var choices = new ValueChoices(sources);
        var findings = new TransportFindings(reporter, AuthenticationRules.WeakAlgorithm, sources);
        var bytes = new FixedBytes(sources);
        var check = new WeakAlgorithmCheck(
            new WeakCiphers(findings, choices, new ValueUses(sources)), new WeakVectors(findings, bytes, sources),
            new PasswordHashes(findings, choices, bytes, sources), new GuessableRandom(findings, sources), new PasswordRules(findings, choices, sources, length));
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference,
            OperationKind.SimpleAssignment);
    }
}
