using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>OMNI3009: a cookie travels encrypted and is kept from scripts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakCookie() : GateAnalyzer(TransportRules.WeakCookie)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.CookieOptions") is null
            && start.Compilation.GetTypeByMetadataName("System.Web.HttpCookie") is null
            && start.Compilation.GetTypeByMetadataName("Microsoft.Owin.CookieOptions") is null
            && start.Compilation.GetTypeByMetadataName("Nancy.Cookies.NancyCookie") is null)
        {
            return;
        }

        var check = new CookieCheck(reporter, new ProgramSources(start.Compilation, start.Options));
        Action<OperationAnalysisContext> rule = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.ObjectCreation,
            OperationKind.Invocation,
            OperationKind.SimpleAssignment);
    }
}
