using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3001: an application that serves HTTP sends HSTS in production, through the framework or a header of its own.</summary>
internal sealed class HstsMissing : IPipelineRule
{
    private const string Middleware = "UseHsts";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        var sent = pipeline.Middleware.Where(call => call.Name == Middleware)
            .Concat(pipeline.HeadersNamed(SecurityHeader.StrictTransportSecurity)).ToList();
        var removed = pipeline.RemovedHeaders.Find(header => header.IsInProduction && header.IsHeader(SecurityHeader.StrictTransportSecurity));
        var findings = new Presence(pipeline, Middleware, SecurityHeader.StrictTransportSecurity).Judge(sent, removed);
        if (findings.Count == 0 && sent.Exists(call => call.Name == Middleware) && pipeline.Options.Find(IsExclusion) is { } excluded)
        {
            reporter.NotProven(
                report, HeaderRules.HstsMissing, excluded.Location, "ExcludedHosts", "hosts in ExcludedHosts are never sent it; leave them out");
        }

        Presence.Report(HeaderRules.HstsMissing, Middleware, $"never sends {SecurityHeader.StrictTransportSecurity}", findings, reporter, report);
    }

    private static bool IsExclusion(OptionWrite write) =>
        write is { Options: "HstsOptions", Property: "ExcludedHosts", Method: not ("Clear" or "Remove") }
        && write.Scope.Environments.Includes(EnvironmentSet.Production);
}
