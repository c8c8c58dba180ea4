using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3003: who comes by http is sent to https, by the middleware, a rewrite rule or a filter on every action.</summary>
internal sealed class HttpsRedirectionMissing : IPipelineRule
{
    private const string Middleware = "UseHttpsRedirection";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        var redirects = pipeline.Middleware.FindAll(call => call.Name is Middleware or "AddRedirectToHttps" or "AddRedirectToHttpsPermanent");
        foreach (var finding in new Presence(pipeline, Middleware).Judge(redirects))
        {
            if (finding.IsAbsent)
            {
                reporter.Finding(
                    report, HeaderRules.HttpsRedirectionMissing, finding.Where, Middleware,
                    $"'{finding.What}' starts an application that never redirects http to https");
            }
            else if (finding.Fails)
            {
                reporter.Finding(report, HeaderRules.HttpsRedirectionMissing, finding.Where, Middleware, finding.What);
            }
            else
            {
                reporter.NotProven(report, HeaderRules.HttpsRedirectionMissing, finding.Where, Middleware, finding.What);
            }
        }
    }
}
