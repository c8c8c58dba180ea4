using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3011: pages with source and settings on them stay out of production.</summary>
internal sealed class DeveloperPageInProduction : IPipelineRule
{
    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var call in pipeline.Middleware)
        {
            if (Shown(call.Name) is not { } shown || !call.IsInProduction)
                continue;

            if (pipeline.Hosts.Find(call.Concerns) is { } host && call.Scope.FirstBeyond(host.Scope) is { } condition)
                reporter.NotProven(report, HeaderRules.DeveloperPageInProduction, call.Location, call.Name, $"'{call.Name}' depends on {condition.Text}");
            else
                reporter.Finding(report, HeaderRules.DeveloperPageInProduction, call.Location, call.Name, call.Name, shown);
        }
    }

    private static string? Shown(string middleware) => middleware switch
    {
        "UseDeveloperExceptionPage" => "stack traces, headers and cookies",
        "UseDatabaseErrorPage" or "UseMigrationsEndPoint" => "the database's errors and a button that migrates it",
        "UseWebAssemblyDebugging" => "a debugger",
        "UseBrowserLink" => "a link into the development environment",
        _ => null,
    };
}
