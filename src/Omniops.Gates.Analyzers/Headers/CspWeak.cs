using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3006: the Content-Security-Policy stops a script that somebody smuggled in.</summary>
/// <param name="isAside">
/// Whether the header is that of one endpoint. What such a policy does not say, that of the whole application may: it adds to it where it is
/// appended, and replaces it or is replaced where it is set.
/// </param>
internal sealed class CspWeak(bool isAside = false) : IPipelineRule
{
    private static readonly string[] s_made = ["nonce", "sha256", "sha384", "sha512"];

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var header in pipeline.HeadersNamed(SecurityHeader.ContentSecurityPolicy).Where(header => header.IsInProduction && !header.IsDeclared))
        {
            if (header.Value is null)
            {
                reporter.NotProven(report, HeaderRules.CspWeak, header.Location, header.Name, "what it holds is known at run time only");
                continue;
            }

            // A hole within a nonce or a hash is what they are made for; any other may hold a directive.
            var known = s_made.Aggregate(header.Value, (value, kind) => value.Replace($"'{kind}-{HeaderTexts.Hole}'", $"'{kind}-x'"));
            var isComplete = !known.Contains(HeaderTexts.Hole);
            var policy = ContentSecurityPolicy.Parse(known);
            var weaknesses = policy.Weaknesses(isComplete && !isAside).ToList();
            if (isAside && isComplete && weaknesses.Count == 0)
                Advise(header, policy, reporter, report);
            else if (weaknesses.Count > 0)
                reporter.Finding(report, HeaderRules.CspWeak, header.Location, header.Name, header.Place, string.Join("; it ", weaknesses));
            else if (!isComplete)
                reporter.NotProven(report, HeaderRules.CspWeak, header.Location, header.Name, "parts of it are known at run time only");
        }
    }

    private static void Advise(PipelineCall header, ContentSecurityPolicy policy, GateReporter reporter, Action<Diagnostic> report)
    {
        var missing = policy.Weaknesses(isComplete: true).ToList();
        if (missing.Count > 0 && !header.IsAppended)
        {
            reporter.Report(report, new GateDiagnostic(
                HeaderRules.CspWeak, Outcome.Advised, header.Location, header.Name, header.Place, string.Join("; it ", missing)));
        }
    }
}
