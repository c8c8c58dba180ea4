using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Runtime.InteropServices;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>A program that runs in a process of its own and serves on this machine only, until it is disposed of.</summary>
internal sealed class ProgramServer : IAsyncDisposable
{
    /// <summary>HSTS is never sent for localhost; the samples serve this one.</summary>
    private const string Host = "api.shop.example.com";

    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _client;
    private Uri? _secure;
    private Uri? _plain;

    private ProgramServer(Process process, ServerCertificate certificate)
    {
        _process = process;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint,
            },
        })
        {
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>What it wrote.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Whether it serves, after it was waited for.</summary>
    public bool IsServing { get; private set; }

    public static async Task<ProgramServer> StartAsync(
        string assembly, IEnumerable<KeyValuePair<string, string>> variables, ServerCertificate certificate, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        var start = new ProcessStartInfo(DotNet, ["exec", assembly])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        KeyValuePair<string, string>[] deployment =
        [
            new("ASPNETCORE_URLS", "https://127.0.0.1:0;http://127.0.0.1:0"),
            new("Kestrel__Certificates__Default__Path", certificate.File),
            new("Kestrel__Certificates__Default__Password", certificate.Password),
            new("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"),
            new("Logging__Console__FormatterOptions__SingleLine", "true"),
            // It lives too short for code to be compiled twice.
            new("DOTNET_TieredPGO", "0"),
            new("DOTNET_TC_CallCounting", "0"),
            new("HOME", folder),
        ];
        foreach (var (name, value) in deployment.Concat(variables))
            start.Environment[name] = value;

        var server = new ProgramServer(Process.Start(start)!, certificate);
        try
        {
            await server.WaitAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks and waits for the whole answer.</summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        var address = question.IsSecure ? _secure : _plain;
        using var request = new HttpRequestMessage(
            question.IsPreflight ? HttpMethod.Options : HttpMethod.Get, new Uri(address!, question.Path));
        request.Headers.Host = $"{Host}:{address!.Port}";
        request.Headers.Add("Accept", "*/*");
        if (question.Origin is { } origin)
            request.Headers.Add("Origin", origin);
        if (question.IsPreflight)
            request.Headers.Add("Access-Control-Request-Method", "GET");
        if (question.IsForwarded)
        {
            request.Headers.Add("X-Forwarded-For", $"{Question.Client}, {Question.OuterProxy}");
            request.Headers.Add("X-Forwarded-Proto", "https, https");
            request.Headers.Add("X-Forwarded-Host", $"{Question.ForwardedHost}, {Question.ForwardedHost}");
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer(question, (int)response.StatusCode, headers, body);
        }
        catch (HttpRequestException)
        {
            return new Answer(question, Answer.Lost, new Dictionary<string, string>(), "");
        }
    }

    /// <summary>Whether it listens on http or https.</summary>
    public bool Serves(bool isSecure) => (isSecure ? _secure : _plain) is not null;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
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
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private async Task WaitAsync(CancellationToken cancellation)
    {
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        var ended = _process.WaitForExitAsync(limit.Token);
        await await Task.WhenAny(_started.Task, ended);
        IsServing = _started.Task.IsCompleted;
    }

    private void Note(string? line)
    {
        if (line is null)
            return;

        _output.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0 && Uri.TryCreate(line[(at + Listening.Length)..].Trim(), UriKind.Absolute, out var address) && IPAddress.TryParse(address.Host, out _))
        {
            if (address.Scheme == Uri.UriSchemeHttps)
                _secure ??= address;
            else
                _plain ??= address;
        }

        if (line.Contains("Application started", StringComparison.Ordinal))
            _started.TrySetResult(true);
    }
}
