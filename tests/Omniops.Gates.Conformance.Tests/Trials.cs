namespace Omniops.Gates.Conformance.Tests;

/// <summary>The programs that headers, transport and CORS are tried on.</summary>
public sealed class Trials : IAsyncLifetime
{
    private readonly ProgramTrials<Trial> _trials = new(WebProgram.Names, Trial.RunAsync);

    internal Task<Trial> OfAsync(string name) => _trials.OfAsync(name);

    internal Task<Trial[]> AllAsync() => _trials.AllAsync();

    public ValueTask InitializeAsync()
    {
        _trials.Start();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _trials.DisposeAsync();
}
