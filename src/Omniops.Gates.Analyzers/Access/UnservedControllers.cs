using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// OMNI6001, OMNI6002 and OMNI6003 for controllers that no program in sight serves: of a web project without an entry point, or code without
/// a project.
/// An ordinary library is judged in the program that uses it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnservedControllers() : GateAnalyzer(
    AccessRules.AntiforgeryMissing, AccessRules.EndpointUndecided, AccessRules.SensitiveEndpointOpen)
{
    /// <summary>One of them is there wherever a controller or page is, written out in source or referenced.</summary>
    private static readonly string[] s_bases =
    [
        "Microsoft.AspNetCore.Mvc.ControllerBase", "Microsoft.AspNetCore.Mvc.Controller", "System.Web.Mvc.Controller", "System.Web.Mvc.ControllerBase",
    ];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (!UnservedSource.IsJudged(start.Compilation, start.Options, out var isWeb)
            || Array.TrueForAll(s_bases, name => start.Compilation.GetTypesByMetadataName(name).IsEmpty))
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        var check = new UnservedCheck(reporter, sources, new AntiforgeryTokens(sources.Bodies, sources.References), isWeb);
        Action<SymbolAnalysisContext> type = check.CheckType;
        Action<OperationAnalysisContext> call = check.CheckCall;
        start.RegisterSymbolAction(context => reporter.Guard(context, type), SymbolKind.NamedType);
        start.RegisterOperationAction(context => reporter.Guard(context, call), OperationKind.Invocation);
    }
}
