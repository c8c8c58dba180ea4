using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3014: no answer carries a security header twice. What is appended comes beside what was written before.</summary>
internal sealed class HeaderWrittenTwice : IPipelineRule
{
    private const string Hsts = "UseHsts";

    private static readonly string[] s_headers =
    [
        SecurityHeader.ContentSecurityPolicy, SecurityHeader.ContentTypeOptions, SecurityHeader.FrameOptions, SecurityHeader.PermissionsPolicy,
        SecurityHeader.ReferrerPolicy, SecurityHeader.StrictTransportSecurity,
    ];

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var host in pipeline.Hosts.Where(host => host.IsInProduction))
        {
            foreach (var appended in pipeline.Headers.Where(header => header.IsAppended && IsCertain(header)))
            {
                if (Array.Find(s_headers, appended.IsHeader) is { } name
                    && Others(name).FirstOrDefault(other => !ReferenceEquals(other, appended) && IsCertain(other) && Precedes(other, appended) && !IsRemoved(other, appended)) is { } first)
                {
                    reporter.Finding(report, HeaderRules.HeaderWrittenTwice, appended.Location, name, name, Named(first), Consequence(name));
                }
            }

            bool IsCertain(PipelineCall call) => call.IsInProduction && call.Concerns(host) && call.Scope.FirstBeyond(host.Scope) is null;
        }

        IEnumerable<PipelineCall> Others(string name) => name == SecurityHeader.StrictTransportSecurity
            ? pipeline.HeadersNamed(name).Concat(pipeline.Middleware.Where(call => call.Name == Hsts))
            : pipeline.HeadersNamed(name);

        bool IsRemoved(PipelineCall first, PipelineCall appended) => pipeline.RemovedHeaders.Exists(removed =>
            removed.IsHeader(appended.Name) && removed.Order > first.Order && removed.Order < appended.Order);
    }

    /// <summary>Whether one is written before the other: what is written as the response starts comes last, the callback that was added last first.</summary>
    private static bool Precedes(PipelineCall one, PipelineCall other)
    {
        if (one.IsOnStarting != other.IsOnStarting)
            return !one.IsOnStarting;

        var isInOrder = !one.IsOnStarting || Callback(one) is { } callback && callback == Callback(other);
        return isInOrder ? one.Order < other.Order : one.Order > other.Order;
    }

    private static SyntaxNode? Callback(PipelineCall call) => call.Operation?.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>();

    private static string Named(PipelineCall first) => first.Name == Hsts ? $"'{Hsts}'{first.Place} writes"
        : $"line {first.Location.GetLineSpan().StartLinePosition.Line + 1}{first.Place} writes";

    private static string Consequence(string name) => name switch
    {
        SecurityHeader.ContentSecurityPolicy => "browsers enforce both policies, and what one of them forbids stays forbidden",
        SecurityHeader.StrictTransportSecurity => "browsers read the first one only",
        _ => "what a browser makes of two values is its own affair",
    };
}
