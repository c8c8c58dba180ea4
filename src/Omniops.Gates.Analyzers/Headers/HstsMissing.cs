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
        if (inProduction.Exists(call => call.Scope.DependsOn is null))
            return;

        if (inProduction.Count > 0)
        {
            var call = inProduction[0];
            report(reporter.NotProven(HeaderRules.HstsMissing, call.Location, Middleware,
                $"'{call.Name}' depends on {call.Scope.DependsOn}; call it without that condition"));
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
                $"'{call.Name}' runs only in {call.Scope.Environments.Describe()}"));
        }
        else
        {
            report(reporter.Finding(HeaderRules.HstsMissing, pipeline.Hosts[0], Middleware,
                $"'{NameAt(pipeline.Hosts[0])}' starts an application that never sends {Header}"));
        }
    }

    private static string NameAt(Location location) =>
        location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "Build";
}
