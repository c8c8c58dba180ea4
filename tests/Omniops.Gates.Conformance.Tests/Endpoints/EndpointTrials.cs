namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>The programs that endpoints, access and limits are tried on.</summary>
public sealed class EndpointTrials : IAsyncLifetime
{
    private readonly ProgramTrials<EndpointTrial> _trials = new(WebProgram.EndpointNames, EndpointTrial.RunAsync);

    internal Task<EndpointTrial> OfAsync(string name) => _trials.OfAsync(name);

    internal Task<EndpointTrial[]> AllAsync() => _trials.AllAsync();

    public ValueTask InitializeAsync()
    {
        _trials.Start();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _trials.DisposeAsync();
}
