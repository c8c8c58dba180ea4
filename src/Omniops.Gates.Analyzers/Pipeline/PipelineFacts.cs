using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What the application does to requests, as far as its source tells.</summary>
internal sealed class PipelineFacts(HostEnvironments environments)
{
    /// <summary>What code sets the environment to.</summary>
    public HostEnvironments Environments => environments;

    /// <summary>Where web applications are built; none for a program that serves no HTTP.</summary>
    public List<PipelineCall> Hosts { get; } = [];

    /// <summary>Where web applications begin to serve: nothing that is added later has an effect.</summary>
    public List<PipelineCall> Runs { get; } = [];

    /// <summary>Where a middleware answers every request that reaches it.</summary>
    public List<PipelineCall> Terminals { get; } = [];

    /// <summary>Middleware in the order of the source.</summary>
    public List<PipelineCall> Middleware { get; } = [];

    /// <summary>Response headers written by the application's own middleware.</summary>
    public List<PipelineCall> Headers { get; } = [];

    /// <summary>Response headers that it takes away again, or sets to nothing.</summary>
    public List<PipelineCall> RemovedHeaders { get; } = [];

    /// <summary>What could not be seen of what runs in production.</summary>
    public List<PipelineGap> Gaps { get; } = [];

    /// <summary>Options of the configuration that could not be understood.</summary>
    public List<PipelineGap> InvalidOptions { get; } = [];

    /// <summary>The files that were read.</summary>
    public HashSet<SyntaxTree> Files { get; } = [];

    /// <summary>Whether the reading was given up before its end.</summary>
    public bool IsIncomplete { get; set; }
}
