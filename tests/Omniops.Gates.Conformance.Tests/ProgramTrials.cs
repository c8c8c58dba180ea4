namespace Omniops.Gates.Conformance.Tests;

/// <summary>Runs every program once, as many at a time as the machine has processors.</summary>
internal sealed class ProgramTrials<TTrial>(
    IEnumerable<string> names, Func<string, string, ProgramRunner, CancellationToken, Task<TTrial>> run) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniops-conformance").FullName;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(8));
    private readonly SemaphoreSlim _turns = new(Math.Clamp(Environment.ProcessorCount, 2, 8));
    private readonly Dictionary<string, Task<TTrial>> _trials = [];
    private ProgramRunner? _runner;

    public Task<TTrial> OfAsync(string name) => _trials[name];

    public Task<TTrial[]> AllAsync() => Task.WhenAll(_trials.Values);

    public void Start()
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, "runner")).FullName;
        _runner = new ProgramRunner(CompiledProgram.WriteRunner(own), new ServerCertificate(_folder));
        foreach (var name in names)
            _trials.Add(name, Task.Run(() => RunAsync(name, _runner)));
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

    private async Task<TTrial> RunAsync(string name, ProgramRunner runner)
    {
        await _turns.WaitAsync(_limit.Token);
        try
        {
            return await run(name, _folder, runner, _limit.Token);
        }
        finally
        {
            _turns.Release();
        }
    }
}
