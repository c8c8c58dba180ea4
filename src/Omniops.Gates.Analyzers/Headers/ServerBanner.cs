using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3012: Kestrel says <c>Server: Kestrel</c> unless it is told not to; taking the header away in the pipeline is too late.</summary>
internal sealed class ServerBanner : IPipelineRule
{
    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var header in pipeline.HeadersNamed("Server").Where(header => header.IsInProduction && !header.IsDeclared))
            reporter.Finding(report, HeaderRules.ServerBanner, header.Location, "Server", $"'{header.Name}' is written here, so leave it out");

        var write = pipeline.OptionOf("KestrelServerOptions", "AddServerHeader");
        // What a section, or code out of sight, may set is not worth a warning.
        if (write is { Property: OptionWrite.All } || write?.Constant is false || write is null && pipeline.HiddenUseOf("Microsoft.AspNetCore.Server.Kestrel.Core") is not null)
            return;

        foreach (var host in pipeline.Hosts.Where(host => host.IsInProduction))
        {
            reporter.Finding(
                report, HeaderRules.ServerBanner, write?.Location ?? host.Location, "Server",
                write is null ? "Kestrel answers with 'Server: Kestrel'" : "'AddServerHeader' is not false here");
        }
    }
}
