using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3005: a security header holds a value that browsers follow.</summary>
internal sealed class HeaderWeak : IPipelineRule
{
    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var header in pipeline.Headers.Where(header => header.IsInProduction && !header.IsDeclared))
        {
            if ((header.Value is null || header.Value.Contains(HeaderTexts.Hole)) && SecurityHeader.IsOneWord(header.Name))
                reporter.NotProven(report, HeaderRules.HeaderWeak, header.Location, header.Name, $"what '{header.Name}'{header.Place} holds is known at run time only");
            else if (header.Value is { } value && SecurityHeader.Weakness(header.Name, value) is { } weakness)
                reporter.Finding(report, HeaderRules.HeaderWeak, header.Location, header.Name, $"'{header.Name}'{header.Place}", weakness);
        }
    }
}
