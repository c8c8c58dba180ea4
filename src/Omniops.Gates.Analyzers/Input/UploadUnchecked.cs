using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Input;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>OMNI2011, where files are stored: not under the client's name, and not where the server hands them out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UploadUnchecked() : GateAnalyzer(InputRules.UploadUnchecked)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Http.IFormFile").IsEmpty)
            return;

        var sources = new ProgramSources(start.Compilation, start.Options);
        var check = new UploadPlace(new TransportFindings(reporter, InputRules.UploadUnchecked, sources), sources);
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(context => reporter.Guard(context, rule), OperationKind.Invocation, OperationKind.ObjectCreation);
    }
}
