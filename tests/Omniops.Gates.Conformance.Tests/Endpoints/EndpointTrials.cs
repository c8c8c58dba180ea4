namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>Runs every program of endpoints once, as many at a time as the machine has processors.</summary>
public sealed class EndpointTrials : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniops-endpoints").FullName;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private readonly SemaphoreSlim _turns = new(Math.Clamp(Environment.ProcessorCount, 2, 8));
    private readonly Dictionary<string, Task<EndpointTrial>> _trials = [];
    private ProgramRunner? _runner;

    internal Task<EndpointTrial> OfAsync(string name) => _trials[name];

    internal Task<EndpointTrial[]> AllAsync() => Task.WhenAll(_trials.Values);

    public ValueTask InitializeAsync()
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, "runner")).FullName;
        _runner = new ProgramRunner(CompiledProgram.WriteRunner(own), new ServerCertificate(_folder));
        foreach (var name in WebProgram.EndpointNames)
            _trials.Add(name, Task.Run(() => RunAsync(name, _runner)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        foreach (var trial in _trials.Values)
            await trial.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_runner is not null)
            await _runner.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _limit.Dispose();
        _turns.Dispose();
    }

    private async Task<EndpointTrial> RunAsync(string name, ProgramRunner runner)
    {
        await _turns.WaitAsync(_limit.Token);
        try
        {
            return await EndpointTrial.RunAsync(name, _folder, runner, _limit.Token);
        }
        finally
        {
            _turns.Release();
        }
    }
}
