using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3011: pages with source and settings on them stay out of production.</summary>
internal sealed class DeveloperPageInProduction : IPipelineRule
{
    private const string Page = "UseDeveloperExceptionPage";
    private const string Handled = "'UseExceptionHandler' behind it answers first, and what that fails to answer is shown";

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var call in pipeline.Middleware)
        {
            if (Shown(call.Name) is not { } shown || !call.IsInProduction)
                continue;

            var host = pipeline.Hosts.Find(call.Concerns);
            if (host is not null && call.Scope.FirstBeyond(host.Scope) is { } condition)
                reporter.NotProven(report, HeaderRules.DeveloperPageInProduction, call.Location, call.Name, $"'{call.Name}' depends on {condition.Text}");
            else if (host is not null && call.Name == Page && IsHandledBehind(pipeline, host, call.Order))
                reporter.NotProven(report, HeaderRules.DeveloperPageInProduction, call.Location, call.Name, Handled);
            else
                reporter.Finding(report, HeaderRules.DeveloperPageInProduction, call.Location, call.Name, call.Name, shown);
        }

        CheckImplicit(pipeline, reporter, report);
    }

    /// <summary>WebApplication shows the page by itself where the environment is Development, which code can set.</summary>
    private static void CheckImplicit(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var host in pipeline.Hosts.Where(host => host.IsInProduction && host.Name is "Build" or "Create"))
        {
            if (!string.Equals(pipeline.Environments.InProduction(host.Scope).Text, "Development", StringComparison.OrdinalIgnoreCase))
                continue;

            if (IsHandledBehind(pipeline, host, order: -1))
                reporter.NotProven(report, HeaderRules.DeveloperPageInProduction, host.Location, Page, Handled);
            else
                reporter.Finding(report, HeaderRules.DeveloperPageInProduction, host.Location, Page, Page, Shown(Page)!);
        }
    }

    /// <summary>Whether an exception comes to a handler before it comes to the page.</summary>
    private static bool IsHandledBehind(PipelineFacts pipeline, PipelineCall host, int order) => pipeline.Middleware.Exists(call =>
        call.Name == "UseExceptionHandler" && ReferenceEquals(call.Host, host) && call.IsInProduction && call.Order > order
        && call.Scope.FirstBeyond(host.Scope) is null);

    private static string? Shown(string middleware) => middleware switch
    {
        Page => "stack traces, headers and cookies",
        "UseDatabaseErrorPage" or "UseMigrationsEndPoint" => "the database's errors and a button that migrates it",
        "UseWebAssemblyDebugging" => "a debugger",
        "UseBrowserLink" => "a link into the development environment",
        _ => null,
    };
}
