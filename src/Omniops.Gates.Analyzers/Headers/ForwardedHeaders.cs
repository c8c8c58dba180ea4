using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3013: forwarded headers are read, and believed from known proxies only.</summary>
internal sealed class ForwardedHeaders : IPipelineRule
{
    private const string Options = "ForwardedHeadersOptions";
    private const string Middleware = "UseForwardedHeaders";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        if (pipeline.Middleware.Find(call => call.Name == Middleware && call.IsInProduction) is not { IsDeclared: false } call)
            return;

        var writes = pipeline.Options.FindAll(write => write.Options == Options && write.Scope.Environments.Includes(EnvironmentSet.Production));
        var isConfigured = writes.Exists(write => write.Property == OptionWrite.All);
        var asked = pipeline.OptionOf(Options, "ForwardedHeaders");
        if (asked is null && pipeline.HiddenUseOf("Microsoft.AspNetCore.HttpOverrides") is { } hidden)
        {
            reporter.NotProven(report, HeaderRules.ForwardedHeaders, hidden.Location, Middleware, $"'{hidden.Name}' may set ForwardedHeadersOptions out of sight");
        }
        else if (asked is null && !isConfigured)
        {
            reporter.Finding(
                report, HeaderRules.ForwardedHeaders, call.Location, Middleware,
                $"'{Middleware}' reads no header, as ForwardedHeadersOptions.ForwardedHeaders is None; "
                + "set it to ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto");
        }
        else if (asked?.Constant is 0)
        {
            reporter.Finding(
                report, HeaderRules.ForwardedHeaders, asked.Location, Middleware,
                "'ForwardedHeaders.None' reads no header; set XForwardedFor | XForwardedProto");
        }

        var proxies = Emptied(writes, "KnownProxies");
        var networks = Emptied(writes, "KnownIPNetworks") ?? Emptied(writes, "KnownNetworks");
        if (proxies is not null && networks is not null && !writes.Exists(write => write.Method == "Add"))
        {
            reporter.Finding(
                report, HeaderRules.ForwardedHeaders, proxies.Location, "KnownProxies",
                "With both lists empty everybody is believed to be a proxy, and chooses address and scheme; add the proxies' networks to KnownIPNetworks");
        }
    }

    private static OptionWrite? Emptied(List<OptionWrite> writes, string list) =>
        writes.Find(write => write.Property == list && write.Method == "Clear");
}
