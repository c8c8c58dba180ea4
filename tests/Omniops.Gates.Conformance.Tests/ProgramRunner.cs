using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>
/// A process in which programs serve, side by side, on this machine only, until it is disposed of. One process for many of them, as most of
/// the time that a program takes to start is the framework's.
/// </summary>
internal sealed class ProgramRunner : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ServerCertificate _certificate;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly object _lock = new();
    private ProgramStart _start = new();

    /// <param name="assembly">The program that runs the others, compiled from <c>Shared/runner.txt</c>.</param>
    public ProgramRunner(string assembly, ServerCertificate certificate)
    {
        _certificate = certificate;
        var start = new ProcessStartInfo(DotNet, ["exec", assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Where ASP.NET Core keeps the keys of its cookies.
        start.Environment["HOME"] = Path.GetDirectoryName(assembly);
        // A hundred programs that watch their settings files are more than a system allows.
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        start.Environment["DOTNET_USE_POLLING_FILE_WATCHER"] = "1";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a program and waits until it serves or has ended.</summary>
    public async Task<ProgramServer> StartAsync(
        string assembly, IEnumerable<KeyValuePair<string, string>> variables, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        KeyValuePair<string, string>[] deployment =
        [
            new("ASPNETCORE_URLS", "https://127.0.0.1:0;http://127.0.0.1:0"),
            new("ASPNETCORE_CONTENTROOT", folder),
            new("DOTNET_CONTENTROOT", folder),
            new("Kestrel__Certificates__Default__Path", _certificate.File),
            new("Kestrel__Certificates__Default__Password", _certificate.Password),
            new("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"),
            new("Logging__Console__FormatterOptions__SingleLine", "true"),
        ];
        await File.WriteAllLinesAsync(
            Path.ChangeExtension(assembly, ".env"),
            deployment.Concat(variables).Select(variable => $"{variable.Key}={variable.Value}"),
            cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            var start = new ProgramStart();
            lock (_lock)
                _start = start;
            await _process.StandardInput.WriteLineAsync(assembly.AsMemory(), cancellation);
            await _process.StandardInput.FlushAsync(cancellation);
            await start.Ended.WaitAsync(s_patience, cancellation);
            return new ProgramServer(start, _certificate);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private void Note(string? line)
    {
        lock (_lock)
        {
            if (line is null)
                _start.End(isServing: false);
            else
                Note(line, _start);
        }
    }

    private static void Note(string line, ProgramStart start)
    {
        start.Output.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0 && Uri.TryCreate(line[(at + Listening.Length)..].Trim(), UriKind.Absolute, out var address)
            && IPAddress.TryParse(address.Host, out _))
        {
            if (address.Scheme == Uri.UriSchemeHttps)
                start.Secure ??= address;
            else
                start.Plain ??= address;
        }

        if (line.Contains("Application started", StringComparison.Ordinal))
            start.End(isServing: true);
        else if (line.Contains("Application ended", StringComparison.Ordinal))
            start.End(isServing: false);
    }
}
