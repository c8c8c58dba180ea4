using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3006: the Content-Security-Policy stops a script that somebody smuggled in.</summary>
internal sealed class CspWeak : IPipelineRule
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
            var weaknesses = ContentSecurityPolicy.Parse(known).Weaknesses(isComplete).ToList();
            if (weaknesses.Count > 0)
                reporter.Finding(report, HeaderRules.CspWeak, header.Location, header.Name, header.Place, string.Join("; it ", weaknesses));
            else if (!isComplete)
                reporter.NotProven(report, HeaderRules.CspWeak, header.Location, header.Name, "parts of it are known at run time only");
        }
    }
}
