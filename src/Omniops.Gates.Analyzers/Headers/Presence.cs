using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>Whether something that every answer in production needs happens before the application answers.</summary>
/// <param name="words">What its code says; an <c>#if</c> that leaves it out of a developer's build is recognised by it.</param>
internal sealed class Presence(PipelineFacts pipeline, params string[] words)
{
    /// <summary>Behind these come only the requests that no endpoint took.</summary>
    private static readonly string[] s_answering = ["UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute"];

    /// <summary>Reports all that is wrong.</summary>
    /// <param name="anchor">What the findings are about.</param>
    /// <param name="never">What an application does that lacks it altogether.</param>
    public static void Report(GateRule rule, string anchor, string never, IEnumerable<PresenceFinding> findings, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var finding in findings)
        {
            if (finding.IsAbsent)
                reporter.Finding(report, rule, finding.Where, anchor, $"'{finding.What}' starts an application that {never}");
            else if (finding.Fails)
                reporter.Finding(report, rule, finding.Where, anchor, finding.What);
            else
                reporter.NotProven(report, rule, finding.Where, anchor, finding.What);
        }
    }

    /// <summary>All that is wrong; empty where it is there.</summary>
    /// <param name="sent">What provides it.</param>
    /// <param name="removed">What takes it away again.</param>
    public List<PresenceFinding> Judge(List<PipelineCall> sent, PipelineCall? removed = null)
    {
        var found = new List<PresenceFinding>();
        if (pipeline.Hosts.Count == 0 && !pipeline.IsIncomplete)
            return found;

        foreach (var host in pipeline.Hosts.Where(host => host.IsInProduction))
        {
            if (Serving(host).FirstOrDefault(serving => !IsSent(host, serving, sent)) is { } serving)
                found.AddRange(Judge(host, serving, sent.FindAll(call => call.Concerns(host))));
            else if (removed?.Concerns(host) == true)
                found.Add(new PresenceFinding(removed.Location, $"'{removed.Name}' is taken away again"));
        }

        if (pipeline.Hosts.Count == 0)
            found.AddRange(pipeline.Gaps.Select(gap => new PresenceFinding(gap.Location, gap.Reason)));
        return [.. found.Distinct()];
    }

    /// <summary>The places from where on the application answers requests in production: each of them must come after the call.</summary>
    private IEnumerable<PipelineCall> Serving(PipelineCall host)
    {
        var runs = pipeline.Runs.FindAll(run => Belongs(run, host));
        var terminals = pipeline.Terminals.Concat(pipeline.Middleware.Where(call => Array.IndexOf(s_answering, call.Name) >= 0)).Where(terminal =>
            Belongs(terminal, host) && terminal.IsInProduction && terminal.Scope.FirstBeyond(host.Scope) is null);
        return (runs.Count == 0 ? [host] : runs.Where(run => run.IsInProduction)).Concat(terminals);
    }

    private bool Belongs(PipelineCall call, PipelineCall host) =>
        ReferenceEquals(call.Host, host) || call.Host is null && pipeline.Hosts.Count == 1;

    private bool IsSent(PipelineCall host, PipelineCall serving, List<PipelineCall> sent) => sent.Exists(call =>
        Belongs(call, host) && call.IsInProduction && IsInTime(call, host, serving) && call.Scope.FirstBeyond(serving.Scope) is null);

    private static bool IsInTime(PipelineCall call, PipelineCall host, PipelineCall serving) =>
        ReferenceEquals(serving, host) || call.Order < serving.Order;

    private IEnumerable<PresenceFinding> Judge(PipelineCall host, PipelineCall serving, List<PipelineCall> sent)
    {
        var inProduction = sent.FindAll(call => call.IsInProduction);
        if (inProduction.Find(call => IsInTime(call, host, serving)) is { } conditional)
        {
            return [new PresenceFinding(conditional.Location, conditional.Scope.FirstBeyond(serving.Scope) is { } condition
                ? $"'{conditional.Name}' depends on {condition.Text}; {(conditional.Location.IsInSource ? "call it without that condition" : "do it in the program as well")}"
                : $"{pipeline.Hosts.Count} applications are built here; to which '{conditional.Name}' belongs cannot be seen")];
        }

        var gaps = pipeline.Gaps.FindAll(gap => gap.Concerns(host));
        if (gaps.Count > 0)
            return gaps.Select(gap => new PresenceFinding(gap.Location, gap.Reason));

        if (inProduction is [var late, ..])
        {
            return [serving.Scope.FirstBeyond(host.Scope) is { } condition
                ? new PresenceFinding(late.Location, $"'{late.Name}' comes after a '{serving.Name}' that depends on {condition.Text}")
                : new PresenceFinding(late.Location, $"'{late.Name}' comes after '{serving.Name}', where it has no effect", Fails: true)];
        }

        if (IsLeftOut())
            return [new PresenceFinding(host.Location, "an #if leaves it out of a DEBUG build; build Release")];

        return sent is [var elsewhere, ..]
            ? [new PresenceFinding(elsewhere.Location, $"'{elsewhere.Name}' {elsewhere.Scope.Environments.Describe()}{Because()}", Fails: true)]
            : [new PresenceFinding(host.Location, NameAt(host.Location), Fails: true, IsAbsent: true)];
    }

    private string Because() => pipeline.Environments.Cause is { } cause ? $", for {cause}" : "";

    /// <summary>What is deployed is built without DEBUG: a developer's own build cannot tell.</summary>
    private bool IsLeftOut() => pipeline.Files.Any(file =>
        ReleaseBuild.IsDebug(file)
        && file.GetRoot().DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            && trivia.ToString() is var text && Array.Exists(words, text.Contains)));

    private static string NameAt(Location location) =>
        location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "Build";
}
