using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        if (pipeline.Hosts.Count == 0 && !pipeline.IsIncomplete)
            return;

        var sent = pipeline.Middleware.Where(call => call.Name == Middleware)
            .Concat(pipeline.Headers.Where(IsHeader))
            .ToList();
        var removed = pipeline.RemovedHeaders.Find(header => IsHeader(header) && header.IsInProduction);
        var found = new List<(Location Where, string What, bool Fails)>();
        foreach (var host in pipeline.Hosts.Where(host => host.IsInProduction))
        {
            if (Serving(pipeline, host).FirstOrDefault(serving => !IsSent(pipeline, host, serving, sent)) is { } serving)
                found.AddRange(Judge(pipeline, host, serving, sent.FindAll(call => call.Concerns(host))));
            else if (removed?.Concerns(host) == true)
                found.Add((removed.Location, $"'{Header}' is taken away again", false));
        }

        if (pipeline.Hosts.Count == 0)
            found.AddRange(pipeline.Gaps.Select(gap => (gap.Location, gap.Reason, false)));
        foreach (var (where, what, fails) in found.Distinct())
        {
            if (fails)
                reporter.Finding(report, HeaderRules.HstsMissing, where, Middleware, what);
            else
                reporter.NotProven(report, HeaderRules.HstsMissing, where, Middleware, what);
        }
    }

    private static bool IsHeader(PipelineCall header) => string.Equals(header.Name, Header, StringComparison.OrdinalIgnoreCase);

    /// <summary>The places from where on the application answers requests in production: each of them must come after the call.</summary>
    private static IEnumerable<PipelineCall> Serving(PipelineFacts pipeline, PipelineCall host)
    {
        var runs = pipeline.Runs.FindAll(run => Belongs(pipeline, run, host));
        var terminals = pipeline.Terminals.Where(terminal =>
            Belongs(pipeline, terminal, host) && terminal.IsInProduction && terminal.Scope.FirstBeyond(host.Scope) is null);
        return (runs.Count == 0 ? [host] : runs.Where(run => run.IsInProduction)).Concat(terminals);
    }

    private static bool Belongs(PipelineFacts pipeline, PipelineCall call, PipelineCall host) =>
        ReferenceEquals(call.Host, host) || call.Host is null && pipeline.Hosts.Count == 1;

    private static bool IsSent(PipelineFacts pipeline, PipelineCall host, PipelineCall serving, List<PipelineCall> sent) => sent.Exists(call =>
        Belongs(pipeline, call, host) && call.IsInProduction && IsInTime(call, host, serving) && call.Scope.FirstBeyond(serving.Scope) is null);

    private static bool IsInTime(PipelineCall call, PipelineCall host, PipelineCall serving) =>
        ReferenceEquals(serving, host) || call.Order < serving.Order;

    private static IEnumerable<(Location Where, string What, bool Fails)> Judge(
        PipelineFacts pipeline, PipelineCall host, PipelineCall serving, List<PipelineCall> sent)
    {
        var inProduction = sent.FindAll(call => call.IsInProduction);
        if (inProduction.Find(call => IsInTime(call, host, serving)) is { } conditional)
        {
            return [(conditional.Location, conditional.Scope.FirstBeyond(serving.Scope) is { } condition
                ? $"'{conditional.Name}' depends on {condition.Text}; call it without that condition"
                : $"{pipeline.Hosts.Count} applications are built here; to which '{conditional.Name}' belongs cannot be seen", false)];
        }

        var gaps = pipeline.Gaps.FindAll(gap => gap.Concerns(host));
        if (gaps.Count > 0)
            return gaps.Select(gap => (gap.Location, gap.Reason, false));

        if (inProduction is [var late, ..])
        {
            return [serving.Scope.FirstBeyond(host.Scope) is { } condition
                ? (late.Location, $"'{late.Name}' comes after a '{serving.Name}' that depends on {condition.Text}", false)
                : (late.Location, $"'{late.Name}' comes after '{serving.Name}', where it has no effect", true)];
        }

        if (IsLeftOut(pipeline))
            return [(host.Location, "an #if leaves it out of a DEBUG build; build Release", false)];

        return sent is [var elsewhere, ..]
            ? [(elsewhere.Location, $"'{elsewhere.Name}' {elsewhere.Scope.Environments.Describe()}{Because(pipeline)}", true)]
            : [(host.Location, $"'{NameAt(host.Location)}' starts an application that never sends {Header}", true)];
    }

    private static string Because(PipelineFacts pipeline) => pipeline.Environments.Cause is { } cause ? $", for {cause}" : "";

    /// <summary>What is deployed is built without DEBUG: a developer's own build cannot tell.</summary>
    private static bool IsLeftOut(PipelineFacts pipeline) => pipeline.Files.Any(file =>
        ReleaseBuild.IsDebug(file)
        && file.GetRoot().DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            && trivia.ToString() is var text && (text.Contains(Middleware) || text.Contains(Header))));

    private static string NameAt(Location location) =>
        location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "Build";
}
