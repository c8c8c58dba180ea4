using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Input;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>OMNI2012: a request has a largest size, and has to arrive at some pace.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestLimitRemoved() : GateAnalyzer(InputRules.RequestLimitRemoved, IntegrityRules.ConfigurationInvalid)
{
    /// <summary>What FormOptions.MultipartBodyLengthLimit is by itself: 128 MB. Nobody needs to raise a limit to what is there already.</summary>
    private const int MostByDefault = 134_217_728;

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var most = NumberOption.Read("omniops_request_bytes", MostByDefault, start.Compilation, start.Options);
        if (most.IsInvalid)
            start.RegisterSemanticModelAction(context => reporter.Guard(context, file => most.ReportProblem(file, reporter)));
        if (start.Compilation.GetTypesByMetadataName(KnownTypes.HttpContext).IsEmpty)
            return;

        var sources = new ProgramSources(start.Compilation, start.Options);
        var check = new RequestLimitCheck(new TransportFindings(reporter, InputRules.RequestLimitRemoved, sources), sources, most);
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.AnonymousFunction,
            OperationKind.Invocation,
            OperationKind.LocalFunction,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment);
    }
}
