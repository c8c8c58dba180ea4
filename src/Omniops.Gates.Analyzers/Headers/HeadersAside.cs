using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>
/// OMNI3005 and OMNI3006 for headers that controllers, pages and filters write, which no middleware in the pipeline does: a value without
/// effect has none there either. Where no program is in sight, for all code, and OMNI3002 and OMNI3011 with it.
/// </summary>
/// <param name="mayBeUnserved">Whether code is judged as well that no program in sight serves.</param>
internal sealed class HeadersAside(ProgramSources sources, HostingTypes types, bool mayBeUnserved, GateReporter reporter)
{
    /// <summary>Code without one of these is not worth reading.</summary>
    private static readonly string[] s_words =
    [
        "Content-Security-Policy", "ContentSecurityPolicy", "Feature-Policy", "Referrer-Policy", "X-Content-Type-Options", "XContentTypeOptions",
        "X-Frame-Options", "XFrameOptions", "X-XSS-Protection", "XXSSProtection",
    ];

    private static readonly string[] s_unservedWords =
    [
        "AddHsts", "HstsOptions", "Strict-Transport-Security", "StrictTransportSecurity", "UseBrowserLink", "UseDatabaseErrorPage",
        "UseDeveloperExceptionPage", "UseMigrationsEndPoint", "UseWebAssemblyDebugging",
    ];

    private static readonly IPipelineRule[] s_rules = [new HeaderWeak(), new CspWeak(isAside: true)];

    private static readonly IPipelineRule[] s_unservedRules = [new HeaderWeak(), new CspWeak(), new DeveloperPageInProduction()];

    private readonly HstsWeak _hsts = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _speaking = new();
    private StrongBox<HashSet<SyntaxNode>>? _judged;

    public void Check(OperationBlockAnalysisContext context)
    {
        var cancellation = context.CancellationToken;
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences: [var declared, ..] } method
            || (!mayBeUnserved || sources.IsKnownToServe) && !IsAside(method.ContainingType)
            || !_speaking.GetOrAdd(declared.SyntaxTree, file => Speaks(file.GetText(cancellation).ToString())))
        {
            return;
        }

        var syntax = declared.GetSyntax(cancellation);
        if (!Speaks(syntax.ToString()))
            return;

        var isUnserved = mayBeUnserved && !sources.HasHost(types, cancellation);
        if ((isUnserved ? UnservedSource.IsOfStartup(method, types) : !IsAside(method.ContainingType))
            || sources.Bodies.Find(method, cancellation) is not { } body)
        {
            return;
        }

        var isStarting = method.Parameters.Any(parameter => types.CarriesHosting(parameter.Type));
        var facts = sources.ReadAlone(method, !isStarting, body, types, cancellation);
        if (facts.Hosts.Count > 0)
            return;

        // What a method that is called here does is read in its own place.
        facts.Headers.RemoveAll(IsElsewhere);
        facts.Middleware.RemoveAll(IsElsewhere);
        foreach (var rule in isUnserved ? s_unservedRules : s_rules)
            rule.Check(facts, reporter, context.ReportDiagnostic);
        if (isUnserved && (HstsWeak.IsSet(facts) || facts.Middleware.Count == 0))
            _hsts.Check(facts, reporter, context.ReportDiagnostic);

        bool IsElsewhere(PipelineCall call) =>
            call.Operation is not { Syntax: var at } operation || !syntax.FullSpan.Contains(at.Span) || at.SyntaxTree != syntax.SyntaxTree
            || Judged(cancellation).Contains(at) || !sources.Reach.IsInProduction(operation, cancellation);
    }

    private bool Speaks(string text) => IsIn(text, s_words) || mayBeUnserved && IsIn(text, s_unservedWords);

    private static bool IsIn(string text, string[] words) =>
        Array.Exists(words, word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Code of MVC, which the pipeline hands requests to.</summary>
    private static bool IsAside(INamedTypeSymbol type) => MvcNames.IsController(type) || MvcNames.IsPage(type)
        || type.AllInterfaces.Any(contract => contract.Name is "IFilterMetadata" or "IEndpointFilter");

    /// <summary>What the rules over the pipeline have seen.</summary>
    private HashSet<SyntaxNode> Judged(CancellationToken cancellation) =>
        LazyInitializer.EnsureInitialized(ref _judged, () => new StrongBox<HashSet<SyntaxNode>>([.. Pipelines(cancellation)
            .SelectMany(pipeline => pipeline.Headers.Concat(pipeline.Middleware))
            .Select(call => call.Operation?.Syntax).OfType<SyntaxNode>()]))!.Value!;

    private IEnumerable<PipelineFacts> Pipelines(CancellationToken cancellation)
    {
        if (sources.HasHost(types, cancellation))
        {
            yield return sources.ReadProgram(types, cancellation)!;
            yield break;
        }

        foreach (var configure in sources.Bodies.Types.SelectMany(type => type.GetMembers("Configure")).OfType<IMethodSymbol>())
        {
            if (UnservedSource.IsConfigure(configure, types) && sources.Bodies.Find(configure, cancellation) is { } body)
                yield return sources.ReadStartup(configure, body, types, cancellation);
        }
    }
}
