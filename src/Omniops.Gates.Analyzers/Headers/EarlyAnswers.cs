using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>
/// What answers some requests before the headers are written, HSTS is added or http is redirected: branches, endpoints that end at routing,
/// and authorization where minimal hosting adds it in front. Each was tried on a running server.
/// </summary>
/// <param name="calls">The middleware of production that runs for every request.</param>
/// <param name="headers">The security headers that production writes.</param>
internal sealed class EarlyAnswers(PipelineFacts pipeline, List<PipelineCall> calls, List<PipelineCall> headers)
{
    private static readonly string[] s_files = ["UseStaticFiles", "UseFileServer"];

    /// <summary>These answer the requests of some paths themselves.</summary>
    private static readonly string[] s_branches = ["Map", "MapWhen", "UseDirectoryBrowser", "UseWelcomePage"];

    private static readonly string[] s_shortCircuits = ["ShortCircuit", "MapShortCircuit"];
    private static readonly string[] s_authorization = ["AddAuthorization", "AddAuthorizationBuilder"];
    private static readonly string[] s_guards = ["UseHsts", "UseHttpsRedirection"];

    /// <summary>All of them that miss something.</summary>
    public IEnumerable<EarlyAnswer> Of(PipelineCall host)
    {
        var transport = calls.FindAll(call => Array.IndexOf(s_guards, call.Name) >= 0 && ReferenceEquals(call.Host, host));
        var guards = transport.Concat(headers.Where(header => ReferenceEquals(header.Host, host))).OrderBy(call => call.Order).ToList();
        if (guards.Count == 0)
            return [];

        return Found(host, transport, guards).Where(early => early.Misses.Count > 0);
    }

    private IEnumerable<EarlyAnswer> Found(PipelineCall host, List<PipelineCall> transport, List<PipelineCall> guards)
    {
        foreach (var call in calls.Where(call => ReferenceEquals(call.Host, host)))
        {
            // Headers behind static files are a finding of their own.
            if (Array.IndexOf(s_files, call.Name) >= 0)
                yield return new EarlyAnswer(call.Name, call.Location, "answers before {0}", "move it behind", Names(transport, call.Order));
            // A probe comes by http on purpose, and by itself.
            else if (call.Name == "UseHealthChecks")
                yield return new EarlyAnswer(
                    call.Name, call.Location, "answers before {0}", "move it behind",
                    Names([.. guards.Except(transport)], call.Order));
            else if (Array.IndexOf(s_branches, call.Name) >= 0)
                yield return new EarlyAnswer(
                    call.Name, call.Location, "answers before {0}", "move it behind",
                    [.. Names(guards, call.Order).Except(Within(call))]);
        }

        var routing = calls.Find(call => call.Name == "UseRouting" && ReferenceEquals(call.Host, host))?.Order
            ?? (IsMinimal(host) ? -1 : int.MaxValue);
        foreach (var call in pipeline.Endpoints.Where(call =>
                     call.Concerns(host) && call.IsInProduction && Array.IndexOf(s_shortCircuits, call.Name) >= 0))
        {
            yield return new EarlyAnswer(
                call.Name, call.Location, "answers where routing stands, before {0}",
                "call app.UseRouting() behind, or leave it out", Names(guards, routing));
        }

        // Written by a middleware that does not hand every request on. Behind one that hands on none, nothing runs at all.
        var last = pipeline.Terminals.Find(terminal => terminal.Concerns(host))?.Order ?? int.MaxValue;
        foreach (var call in pipeline.Answers.Where(call =>
                     call.Concerns(host) && call.IsInProduction && call.Order < last && !call.Scope.Conditions.Any(IsElsewhere)))
            yield return new EarlyAnswer(call.Name, call.Location, "answers before {0}", "move the middleware behind", Names(guards, call.Order));

        if (ImplicitAuthorization(pipeline, host) is { } registered)
        {
            yield return new EarlyAnswer(
                "AddAuthorization", registered.Location, "makes authorization run first, so that what it refuses never comes to {0}",
                "call app.UseAuthorization() behind", Names(guards, -1));
        }
    }

    /// <summary>
    /// What registers authorization where WebApplication adds the middleware in front; null where the program calls it and so decides.
    /// </summary>
    public static PipelineCall? ImplicitAuthorization(PipelineFacts pipeline, PipelineCall host) =>
        !IsMinimal(host) || pipeline.Middleware.Exists(call => call.Name == "UseAuthorization") ? null
            : pipeline.Services.Find(call => call.IsInProduction && Array.IndexOf(s_authorization, call.Name) >= 0);

    /// <summary>A branch, an endpoint or a handler of errors, not the middleware itself.</summary>
    private static bool IsElsewhere(PipelineCondition condition) => condition.IsDeferral || condition.Label is not null;

    /// <summary>What the branch does itself.</summary>
    private IEnumerable<string> Within(PipelineCall branch) => pipeline.Headers.Concat(pipeline.Middleware)
        .Where(call => call.Scope.Conditions.Any(condition => condition.Syntax == branch.Operation?.Syntax)).Select(call => call.Name);

    /// <summary>WebApplication puts routing and authorization in front where the program does not call them.</summary>
    private static bool IsMinimal(PipelineCall host) => host.Name is "Build" or "Create";

    private static IReadOnlyList<string> Names(List<PipelineCall> guards, int behind) =>
        [.. guards.Where(guard => guard.Order > behind).Select(guard => guard.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
}
