using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3010: middleware stands where it does its work. Each pair with what happens otherwise, as tried on a running server.</summary>
internal sealed class MiddlewareOrder : IPipelineRule
{
    private static readonly string[] s_files = ["UseStaticFiles", "UseFileServer"];

    /// <summary>What reads the scheme or the address that forwarded headers set.</summary>
    private static readonly string[] s_readers = ["UseHsts", "UseHttpsRedirection", "UseRateLimiter", "UseAuthentication"];

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        var calls = pipeline.Middleware.FindAll(call => call.IsInProduction && IsPlain(pipeline, call));
        foreach (var headers in pipeline.Headers.Where(header => header.IsInProduction && IsGuarding(header)).GroupBy(header => header.Host).Where(group => group.Key is not null))
        {
            if (calls.Find(call => Array.IndexOf(s_files, call.Name) >= 0 && ReferenceEquals(call.Host, headers.Key)) is { } files
                && headers.All(header => header.Order > files.Order))
            {
                Report(files.Location, files.Name, $"'{files.Name}' answers before {Named(headers)} {Are(headers)} written, so that static files go out without; move it behind");
            }

            if (calls.Find(call => call.Name == "UseExceptionHandler" && ReferenceEquals(call.Host, headers.Key)) is { } handler
                && headers.Where(header => !header.IsOnStarting && !(IsRunAgain(handler) && header.Order > handler.Order)).ToList() is { Count: > 0 } cleared)
            {
                Report(
                    cleared[0].Location, cleared[0].Name,
                    $"'{handler.Name}' clears {Named(cleared)} from error responses; write {(cleared.Count == 1 ? "it" : "them")} in context.Response.OnStarting");
            }
        }

        foreach (var forwarded in calls.Where(call => call.Name == "UseForwardedHeaders"))
        {
            if (calls.Find(call => Array.IndexOf(s_readers, call.Name) >= 0 && ReferenceEquals(call.Host, forwarded.Host) && call.Order < forwarded.Order) is { } early)
                Report(forwarded.Location, forwarded.Name, $"'{forwarded.Name}' comes after '{early.Name}', which sees the proxy's scheme and address; call it first");
        }

        foreach (var authorization in calls.Where(call => call.Name == "UseAuthorization"))
        {
            if (calls.Find(call => call.Name == "UseAuthentication" && ReferenceEquals(call.Host, authorization.Host)) is { } late && late.Order > authorization.Order
                && !calls.Exists(call => call.Name == "UseAuthentication" && call.Order < authorization.Order))
            {
                Report(late.Location, late.Name, "'UseAuthentication' comes after 'UseAuthorization', which then knows nobody and refuses everybody; call it before");
            }
        }

        var written = pipeline.Headers.FindAll(header => header.IsInProduction && IsGuarding(header));
        var answers = new EarlyAnswers(pipeline, calls, written);
        foreach (var answer in pipeline.Hosts.Where(host => host.IsInProduction).SelectMany(answers.Of))
        {
            Advise(answer.Location, answer.Name, $"'{answer.Name}' {string.Format(answer.Does, Named(answer.Misses))}; {answer.WayOut}");
        }

        foreach (var clear in pipeline.RemovedHeaders.Where(removed => removed.Name == "Clear" && removed.IsInProduction))
        {
            if (written.FindAll(header => !header.IsOnStarting && ReferenceEquals(header.Host, clear.Host)) is { Count: > 0 } lost)
            {
                Advise(
                    clear.Location, clear.Name,
                    $"'Clear' takes {Named(lost)} away from the response; write {(lost.Count == 1 ? "it" : "them")} in context.Response.OnStarting");
            }
        }

        void Advise(Location where, string anchor, string what) => reporter.Report(
            report, new GateDiagnostic(HeaderRules.MiddlewareOrder, Outcome.Advised, where, anchor, what));

        void Report(Location where, string anchor, string what) => reporter.Finding(report, HeaderRules.MiddlewareOrder, where, anchor, what);
    }

    /// <summary>With a path the handler sends the request through what stands behind it once more, which writes the headers again.</summary>
    private static bool IsRunAgain(PipelineCall handler) => handler.Value is not null;

    /// <summary>Whether it runs for every request.</summary>
    private static bool IsPlain(PipelineFacts pipeline, PipelineCall call) =>
        pipeline.Hosts.Find(call.Concerns) is { } host && call.Scope.FirstBeyond(host.Scope) is null;

    private static bool IsGuarding(PipelineCall header) => !header.Scope.Conditions.Any(condition => condition.IsDeferral)
        && (header.IsHeader(SecurityHeader.ContentSecurityPolicy) || header.IsHeader(SecurityHeader.ContentTypeOptions)
            || header.IsHeader(SecurityHeader.FrameOptions) || header.IsHeader(SecurityHeader.ReferrerPolicy)
            || header.IsHeader(SecurityHeader.PermissionsPolicy) || header.IsHeader(SecurityHeader.StrictTransportSecurity));

    private static string Named(IEnumerable<PipelineCall> headers)
    {
        var names = headers.Select(header => $"'{header.Name}'").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count <= 2 ? string.Join(" and ", names) : $"{names[0]} and {names.Count - 1} more headers";
    }

    private static string Named(IReadOnlyList<string> names) =>
        names.Count <= 2 ? string.Join(" and ", names.Select(name => $"'{name}'")) : $"'{names[0]}' and {names.Count - 1} more";

    private static string Are(IEnumerable<PipelineCall> headers) => headers.Select(header => header.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? "is" : "are";
}
