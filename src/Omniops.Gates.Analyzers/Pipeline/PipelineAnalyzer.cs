using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Headers;
using Omniops.Gates.Analyzers.Input;
using Omniops.Gates.Analyzers.RateLimits;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Headers;
using Omniops.Gates.Engine.Input;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Reads the pipeline once, from the program's entry body, and lets each pipeline rule judge it. What a rule finds is told with the file it
/// stands in, so that the IDE shows it while that file is typed. A library has no entry body and is judged in the program that uses it; a
/// start-up class without any program in sight is judged as its host would call it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer() : GateAnalyzer(
    HeaderRules.HstsMissing, HeaderRules.HstsWeak, HeaderRules.HttpsRedirectionMissing, HeaderRules.HeaderMissing, HeaderRules.HeaderWeak,
    HeaderRules.CspWeak, HeaderRules.MiddlewareOrder, HeaderRules.DeveloperPageInProduction, HeaderRules.ServerBanner,
    HeaderRules.ForwardedHeaders, HeaderRules.HeaderWrittenTwice, RateLimitRules.RateLimitMissing, RateLimitRules.RateLimitWithoutEffect,
    RateLimitRules.EndpointNotLimited, RateLimitRules.RateLimitTooLoose, RateLimitRules.RateLimitRejection, RateLimitRules.RateLimitKey,
    RateLimitRules.RateLimitDisabled, RateLimitRules.RateLimitIneffective, AccessRules.EndpointUndecided, AccessRules.SensitiveEndpointOpen,
    AccessRules.MaintenanceEndpointOpen, AccessRules.AntiforgeryMissing,
    InputRules.InputNotValidated, InputRules.UploadUnchecked, CorsRules.CorsPolicyNotApplied, IntegrityRules.ConfigurationInvalid)
{
    private static readonly IPipelineRule[] s_rules =
    [
        new HstsMissing(), new HstsWeak(), new HttpsRedirectionMissing(), new HeaderMissing(), new HeaderWeak(), new CspWeak(), new MiddlewareOrder(),
        new DeveloperPageInProduction(), new ServerBanner(), new Headers.ForwardedHeaders(), new HeaderWrittenTwice(),
    ];

    /// <summary>What is wrong whatever else the host does.</summary>
    private static readonly IPipelineRule[] s_startupRules =
        [new HeaderWeak(), new CspWeak(), new MiddlewareOrder(), new DeveloperPageInProduction(), new HeaderWrittenTwice()];

    /// <summary>What a start-up class lacks that serves requests. How its server is set up is for the host to say.</summary>
    private static readonly IPipelineRule[] s_servingRules = [new HstsMissing(), new HstsWeak(), new HttpsRedirectionMissing(), new HeaderMissing()];

    private static readonly string[] s_serving = ["UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute"];

    private static readonly IEndpointRule[] s_endpointRules =
    [
        new RateLimitMissing(), new RateLimitWithoutEffect(), new EndpointNotLimited(), new RateLimitTooLoose(), new RateLimitRejection(),
        new RateLimitKey(), new RateLimitDisabled(), new RateLimitIneffective(), new EndpointUndecided(), new SensitiveEndpointOpen(),
        new MaintenanceEndpointOpen(), new AntiforgeryMissing(), new InputNotValidated(), new UploadContent(),
    ];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (HostingTypes.Find(start.Compilation) is not { } types)
            return;

        var entry = start.Compilation.GetEntryPoint(start.CancellationToken);
        var isUnserved = UnservedSource.IsJudged(start.Compilation, start.Options, out _);
        if (entry is null && !isUnserved)
            return;

        var sources = new ProgramSources(start.Compilation, start.Options);
        if (entry?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is { } file)
        {
            var findings = new ProgramFindings(
                start.Compilation, file, (report, cancellation) => reporter.Guard(report, entry, () => Judge(sources, types, reporter, report, cancellation)));
            start.RegisterSemanticModelAction(context => findings.Report(context.SemanticModel.SyntaxTree, context.ReportDiagnostic, context.CancellationToken));
        }

        var aside = new HeadersAside(sources, types, isUnserved, reporter);
        Action<OperationBlockAnalysisContext> check = context =>
        {
            aside.Check(context);
            if (isUnserved && UnservedSource.IsConfigure(context.OwningSymbol, types)
                && !SymbolEqualityComparer.Default.Equals(context.OwningSymbol, entry) && !sources.HasHost(types, context.CancellationToken))
            {
                JudgeStartup(context, sources, types, reporter);
            }
        };
        start.RegisterOperationBlockAction(context => reporter.Guard(context, check));
    }

    private static void JudgeStartup(OperationBlockAnalysisContext context, ProgramSources sources, HostingTypes types, GateReporter reporter)
    {
        if (context.OwningSymbol is not IMethodSymbol configure || sources.Bodies.Find(configure, context.CancellationToken) is not { } body)
            return;

        var pipeline = sources.ReadStartup(configure, body, types, context.CancellationToken);
        foreach (var rule in s_startupRules)
            rule.Check(pipeline, reporter, context.ReportDiagnostic);
        var isServing = pipeline.Mappings.Count + pipeline.Terminals.Count > 0
            || pipeline.Middleware.Exists(call => Array.IndexOf(s_serving, call.Name) >= 0);
        foreach (var rule in s_servingRules)
        {
            if (isServing || rule is HstsWeak && HstsWeak.IsSet(pipeline))
                rule.Check(pipeline, reporter, context.ReportDiagnostic);
        }
    }

    private static void Judge(
        ProgramSources sources, HostingTypes types, GateReporter reporter, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (sources.ReadProgram(types, cancellation) is not { } pipeline)
            return;

        foreach (var option in pipeline.InvalidOptions)
        {
            reporter.Finding(
                report, IntegrityRules.ConfigurationInvalid, option.Location, option.Reason, option.Reason,
                $"write one of: {ProvidedMiddleware.KnownValues}");
        }

        foreach (var rule in s_rules)
            rule.Check(pipeline, reporter, report);

        CorsPolicyNotApplied.Check(sources, pipeline, reporter, report, cancellation);

        var endpoints = new EndpointFacts(pipeline, sources, cancellation);
        foreach (var rule in s_endpointRules)
            rule.Check(endpoints, reporter, report);
    }
}
