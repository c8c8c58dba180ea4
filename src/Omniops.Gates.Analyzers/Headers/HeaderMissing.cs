using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>
/// OMNI3004: every answer in production carries the headers that make a browser careful. An application that answers data only needs
/// <c>X-Content-Type-Options</c>; one that serves pages needs the others as well.
/// </summary>
internal sealed class HeaderMissing : IPipelineRule
{
    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        var isHidden = !pipeline.ServesPages() && pipeline.HiddenPages() is not null;
        var missing = Needed(pipeline).SelectMany(header => new Presence(pipeline, header).Judge(Providers(pipeline, header), Removed(pipeline, header))
            .Select(finding => (Header: header, Finding: finding)));
        foreach (var group in missing.GroupBy(each => each.Finding))
        {
            var headers = group.Select(each => each.Header).ToList();
            var anchor = string.Join(" ", headers);
            if (isHidden && headers.Exists(header => header != SecurityHeader.ContentTypeOptions) && group.Key.Fails)
            {
                // Of the data alone it is certain that it needs this one.
                if (headers.Remove(SecurityHeader.ContentTypeOptions))
                    Absent(group.Key, [SecurityHeader.ContentTypeOptions]);
                var hidden = pipeline.HiddenPages()!;
                reporter.NotProven(
                    report, HeaderRules.HeaderMissing, hidden.Location, anchor,
                    $"'{hidden.Name}' may serve pages, whose answers need {Listed(headers)}; {WayOut(headers)}");
            }
            else if (group.Key.IsAbsent)
            {
                Absent(group.Key, headers);
            }
            else if (group.Key.Fails)
            {
                reporter.Finding(report, HeaderRules.HeaderMissing, group.Key.Where, anchor, $"{group.Key.What}; {WayOut(headers)}");
            }
            else
            {
                reporter.NotProven(report, HeaderRules.HeaderMissing, group.Key.Where, anchor, $"{Listed(headers)}: {group.Key.What}");
            }
        }

        void Absent(PresenceFinding finding, List<string> headers) => reporter.Finding(
            report, HeaderRules.HeaderMissing, finding.Where, string.Join(" ", headers),
            $"'{finding.What}' starts an application whose responses never carry {Listed(headers)}{Filtered(pipeline, headers)}; {WayOut(headers)}");
    }

    private static string Filtered(PipelineFacts pipeline, List<string> headers) =>
        pipeline.FilterHeaders.Find(written => headers.Exists(written.IsHeader)) is { } written
            ? $" but where the filter '{written.Library}' writes '{written.Name}', for its endpoints only" : "";

    private static IEnumerable<string> Needed(PipelineFacts pipeline)
    {
        yield return SecurityHeader.ContentTypeOptions;
        if (!pipeline.ServesPages() && pipeline.HiddenPages() is null)
            yield break;

        yield return SecurityHeader.ContentSecurityPolicy;
        yield return SecurityHeader.FrameOptions;
        yield return SecurityHeader.ReferrerPolicy;
        yield return SecurityHeader.PermissionsPolicy;
    }

    private static List<PipelineCall> Providers(PipelineFacts pipeline, string header)
    {
        var providers = pipeline.HeadersNamed(header).ToList();
        // frame-ancestors is what browsers look at first.
        if (header == SecurityHeader.FrameOptions)
        {
            providers.AddRange(pipeline.HeadersNamed(SecurityHeader.ContentSecurityPolicy)
                .Where(policy => policy.Value is null || policy.Value.Contains(HeaderTexts.Hole) || ContentSecurityPolicy.Parse(policy.Value).LimitsFraming));
        }

        return providers;
    }

    private static PipelineCall? Removed(PipelineFacts pipeline, string header) =>
        pipeline.RemovedHeaders.Find(removed => removed.IsInProduction && removed.IsHeader(header));

    private static string Listed(List<string> headers) => string.Join(", ", headers.Select(header => $"'{header}'"));

    private static string WayOut(List<string> headers) =>
        $"write {(headers.Count == 1 ? "it" : "them")} with context.Response.OnStarting in a middleware before the first one that answers";
}
