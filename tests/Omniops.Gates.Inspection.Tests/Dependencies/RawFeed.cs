using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>A feed on the loopback address that writes its answers byte by byte, so that they may be wrong in every way.</summary>
internal sealed class RawFeed : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> _answers = new(StringComparer.Ordinal);
    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">What it shows of itself; null for http.</param>
    public RawFeed(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Address = $"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        Services($"{Address}/list");
        List($"{Address}/base", $"{Address}/update");
        Text("/base", """{ "a": [ { "url": "https://github.com/advisories/GHSA-base", "severity": 3, "versions": "(, 2.0.0)" } ] }""");
        Text("/update", "{}");
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public string Url => $"{Address}/index.json";

    /// <summary>The heads of all requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Where the service index says that the vulnerabilities are.</summary>
    public void Services(string list) => Text(
        "/index.json", $$"""{ "version": "3.0.0", "resources": [ { "@id": "{{list}}", "@type": "VulnerabilityInfo/6.7.0" } ] }""");

    /// <summary>The pages there are.</summary>
    public void List(params string[] pages) => Text("/list", "[" + string.Join(",", pages.Select((page, at) =>
        $$"""{ "@name": "p{{at}}", "@id": "{{page}}", "@updated": "2026-01-01T00:00:00Z" }""")) + "]");

    public void Text(string path, string body) => Bytes(path, Encoding.UTF8.GetBytes(body));

    public void Bytes(string path, byte[] body, string status = "200 OK", string headers = "Content-Type: application/json") =>
        Answer(path, async (stream, cancellation) =>
        {
            await Head(stream, status, $"Content-Length: {body.Length}\r\n{headers}", cancellation);
            await stream.WriteAsync(body, cancellation);
        });

    /// <summary>An answer without a body.</summary>
    public void Status(string path, string status, string headers = "X-None: 1") => Bytes(path, [], status, headers);

    /// <summary>Writes whatever it likes and closes the connection.</summary>
    public void Answer(string path, Func<Stream, CancellationToken, Task> write) => _answers[path] = write;

    public static async Task Head(Stream stream, string status, string headers, CancellationToken cancellation) => await stream.WriteAsync(
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\nConnection: close\r\n\r\n"), cancellation);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(_certificate);
                    stream = secured;
                }

                var head = await ReadHeadAsync(stream);
                Requests.Enqueue(head);
                // A proxy is asked with the whole address.
                var target = head.Split(' ')[1];
                var path = target.StartsWith('/') ? target : new Uri(target).AbsolutePath;
                if (_answers.TryGetValue(path, out var answer))
                    await answer(stream, _stop.Token);
                else
                    await Head(stream, "404 Not Found", "Content-Length: 0", _stop.Token);
                await stream.FlushAsync(_stop.Token);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException or System.ComponentModel.Win32Exception)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }
}
