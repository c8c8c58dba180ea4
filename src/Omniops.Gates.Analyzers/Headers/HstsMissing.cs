using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3001: an application that serves HTTP sends HSTS in production, through the framework or a header of its own.</summary>
internal sealed class HstsMissing : IPipelineRule
{
    private const string Middleware = "UseHsts";
    private const string Header = "Strict-Transport-Security";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        if (pipeline.Hosts.Count == 0)
            return;

        var sent = pipeline.Middleware.Where(call => call.Name == Middleware)
            .Concat(pipeline.Headers.Where(header => string.Equals(header.Name, Header, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var inProduction = sent.Where(call => call.Scope.Environments.Includes(EnvironmentSet.Production)).ToList();
        var always = inProduction.Count(call => pipeline.Hosts.Exists(host => call.Scope.FirstBeyond(host.Scope) is null));
        if (always >= pipeline.Hosts.Count)
            return;

        if (always > 0)
        {
            report(reporter.NotProven(HeaderRules.HstsMissing, pipeline.Hosts[0].Location, Middleware,
                $"{pipeline.Hosts.Count} applications are built here and {always} of them sends it; build one application in a program"));
        }
        else if (inProduction.Count > 0)
        {
            var call = inProduction[0];
            report(reporter.NotProven(HeaderRules.HstsMissing, call.Location, Middleware,
                $"'{call.Name}' depends on {call.Scope.FirstBeyond(pipeline.Hosts[0].Scope)?.Text}; call it without that condition"));
        }
        else if (pipeline.Gaps.Count > 0)
        {
            foreach (var gap in pipeline.Gaps)
                report(reporter.NotProven(HeaderRules.HstsMissing, gap.Location, gap.Reason, gap.Reason));
        }
        else if (sent.Count > 0)
        {
            var call = sent[0];
            report(reporter.Finding(HeaderRules.HstsMissing, call.Location, Middleware,
                $"'{call.Name}' {call.Scope.Environments.Describe()}"));
        }
        else
        {
            var host = pipeline.Hosts[0];
            report(reporter.Finding(HeaderRules.HstsMissing, host.Location, Middleware,
                $"'{NameAt(host.Location)}' starts an application that never sends {Header}"));
        }
    }

    private static string NameAt(Location location) =>
        location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "Build";
}
