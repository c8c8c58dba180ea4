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
/// stands in, so that the IDE shows it while that file is typed. A library has no entry body and is judged in the program that uses it.
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

    private static readonly IEndpointRule[] s_endpointRules =
    [
        new RateLimitMissing(), new RateLimitWithoutEffect(), new EndpointNotLimited(), new RateLimitTooLoose(), new RateLimitRejection(),
        new RateLimitKey(), new RateLimitDisabled(), new RateLimitIneffective(), new EndpointUndecided(), new SensitiveEndpointOpen(),
        new MaintenanceEndpointOpen(), new AntiforgeryMissing(), new InputNotValidated(), new UploadContent(),
    ];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (HostingTypes.Find(start.Compilation) is not { } types
            || start.Compilation.GetEntryPoint(start.CancellationToken) is not { } entry)
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        if (entry.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is not { } file)
            return;

        var findings = new ProgramFindings(
            file, (report, cancellation) => reporter.Guard(report, entry, () => Judge(entry, sources, types, reporter, report, cancellation)));
        start.RegisterSemanticModelAction(context => findings.Report(context.SemanticModel.SyntaxTree, context.ReportDiagnostic, context.CancellationToken));
    }

    private static void Judge(
        IMethodSymbol entry,
        ProgramSources sources,
        HostingTypes types,
        GateReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation)
    {
        if (sources.Bodies.Find(entry, cancellation) is not { } body)
            return;

        var pipeline = sources.ReadPipeline(body, types, cancellation);
        foreach (var option in pipeline.InvalidOptions)
        {
            reporter.Finding(
                report, IntegrityRules.ConfigurationInvalid, option.Location, option.Reason, option.Reason,
                $"write one of: {ProvidedMiddleware.KnownValues}");
        }

        foreach (var rule in s_rules)
            rule.Check(pipeline, reporter, report);

        CorsPolicyNotApplied.Check(sources, pipeline, reporter, report, cancellation);

        var endpoints = new EndpointFacts(pipeline, sources.Bodies, cancellation);
        foreach (var rule in s_endpointRules)
            rule.Check(endpoints, reporter, report);
    }
}
