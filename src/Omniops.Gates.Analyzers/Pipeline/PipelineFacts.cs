namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What the application does to requests, as far as its source tells.</summary>
internal sealed class PipelineFacts
{
    /// <summary>Where web applications are built; none for a program that serves no HTTP.</summary>
    public List<PipelineCall> Hosts { get; } = [];

    /// <summary>Middleware in the order of the source.</summary>
    public List<PipelineCall> Middleware { get; } = [];

    /// <summary>Response headers written by the application's own middleware.</summary>
    public List<PipelineCall> Headers { get; } = [];

    /// <summary>What could not be seen.</summary>
    public List<PipelineGap> Gaps { get; } = [];

    /// <summary>Options of the configuration that could not be understood.</summary>
    public List<PipelineGap> InvalidOptions { get; } = [];
}
