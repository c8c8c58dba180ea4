using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3003: who comes by http is sent to https, by the middleware, a rewrite rule or a filter on every action.</summary>
internal sealed class HttpsRedirectionMissing : IPipelineRule
{
    private const string Middleware = "UseHttpsRedirection";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        var redirects = pipeline.Middleware.FindAll(call => call.Name is Middleware or WebConfig.Redirect or "RequireHttpsAttribute" or "AddRedirectToHttps" or "AddRedirectToHttpsPermanent");
        var findings = new Presence(pipeline, Middleware).Judge(redirects);
        Presence.Report(HeaderRules.HttpsRedirectionMissing, Middleware, "never redirects http to https", findings, reporter, report);
    }
}
