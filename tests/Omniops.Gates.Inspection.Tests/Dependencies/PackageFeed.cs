using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>
/// A V3 feed on the loopback address: service index, flat container, registrations, vulnerabilities in a base and an update page.
/// Source: NuGet documentation, server API.
/// </summary>
internal sealed class PackageFeed : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, List<FeedPackage>> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly string _address;

    public PackageFeed()
    {
        for (var attempt = 0; ; attempt++)
        {
            _address = $"http://127.0.0.1:{FreePort()}";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(_address + "/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                // Somebody else has taken the port in between.
            }
        }

        _ = Task.Run(ServeAsync);
    }

    /// <summary>The address of the service index.</summary>
    public string Url => $"{_address}/v3/index.json";

    public FeedMood Mood { get; set; }

    /// <summary>User and password that every request must carry; null for none.</summary>
    public (string User, string Password)? Credentials { get; set; }

    /// <summary>Entries of the base page: package in lower case, advisory, severity 0 to 3, interval.</summary>
    public List<(string Package, string Advisory, int Severity, string Range)> Base { get; } = [];

    /// <summary>Entries of the update page.</summary>
    public List<(string Package, string Advisory, int Severity, string Range)> Update { get; } = [];

    /// <summary>How often the list of pages was asked for.</summary>
    public int Inquiries => _asked.Count(path => path == "/v3/vuln/index.json");

    /// <summary>The paths asked for so far.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Offers a package.</summary>
    /// <param name="dependencies">"Id [1.0.0, )"</param>
    public void Add(string id, string version, string[] dependencies, string? deprecation = null) =>
        _packages.GetOrAdd(id, _ => []).Add(new FeedPackage(id, version, dependencies, deprecation));

    /// <summary>A nuget.config with this feed as the only source.</summary>
    public string Config(string folder, string more = "") => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
          <packageSources><clear /><add key="feed" value="{Url}" allowInsecureConnections="true" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
          {more}
        </configuration>
        """;

    public void Dispose()
    {
        _listener.Close();
        _stop.Cancel();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        _asked.Enqueue(path);
        try
        {
            using var response = context.Response;
            if (Credentials is { } expected && context.Request.Headers["Authorization"] != Basic(expected.User, expected.Password))
            {
                response.StatusCode = 401;
                response.AddHeader("WWW-Authenticate", "Basic realm=\"feed\"");
                return;
            }

            if (Mood == FeedMood.Slow && path.StartsWith("/v3/vuln", StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromMinutes(1), _stop.Token);
            if (Mood == FeedMood.Endless && path == "/v3/vuln/update.json")
            {
                response.SendChunked = true;
                var filler = Encoding.ASCII.GetBytes("{" + new string(' ', 1 << 20));
                while (!_stop.IsCancellationRequested)
                    await response.OutputStream.WriteAsync(filler, _stop.Token);
            }

            var (status, content) = Answer(path);
            response.StatusCode = status;
            await response.OutputStream.WriteAsync(content, _stop.Token);
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }

    private (int Status, byte[] Content) Answer(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["v3", "index.json"] => Text(ServiceIndex()),
            ["v3", "vuln", "index.json"] => Mood switch
            {
                FeedMood.IndexFails => (500, []),
                FeedMood.BrokenIndex => Text("<html>sign in</html>"),
                FeedMood.WithoutPages => Text("[]"),
                _ => Text($$"""
                    [ { "@name": "base", "@id": "{{_address}}/v3/vuln/base.json", "@updated": "2026-01-01T00:00:00Z" },
                      { "@name": "update", "@id": "{{_address}}/v3/vuln/update.json", "@updated": "{{DateTime.UtcNow:o}}" } ]
                    """),
            },
            ["v3", "vuln", "base.json"] => Text(Page(Mood == FeedMood.Empty ? [] : Base)),
            ["v3", "vuln", "update.json"] => Mood switch
            {
                FeedMood.PageFails => (500, []),
                FeedMood.BrokenPage => Text("""{ "a": [ { "url": "https://github.com/advisories/GHSA-x", "severity": 3, """),
                FeedMood.BadRange => Text("""{ "a": [ { "url": "https://github.com/advisories/GHSA-x", "severity": 3, "versions": "][" } ] }"""),
                _ => Text(Page(Mood == FeedMood.Empty ? [] : Update)),
            },
            ["v3", "flat", var id, "index.json"] when _packages.TryGetValue(id, out var versions) =>
                Text($$"""{ "versions": [ {{string.Join(", ", versions.Select(one => $"\"{one.Version}\""))}} ] }"""),
            ["v3", "flat", var id, var version, var file] when file.EndsWith(".nupkg", StringComparison.Ordinal) && Find(id, version) is { } one =>
                (200, one.Content()),
            ["v3", "flat", var id, var version, var file] when file.EndsWith(".nuspec", StringComparison.Ordinal) && Find(id, version) is { } one =>
                Text(one.Nuspec()),
            ["v3", "reg", var id, "index.json"] when _packages.TryGetValue(id, out var versions) => Text(Registration(id, versions)),
            _ => (404, []),
        };
    }

    private FeedPackage? Find(string id, string version) =>
        _packages.TryGetValue(id, out var versions) ? versions.Find(one => one.Version == version) : null;

    private string ServiceIndex()
    {
        var vulnerabilities = Mood == FeedMood.WithoutResource
            ? "" : $$""", { "@id": "{{_address}}/v3/vuln/index.json", "@type": "VulnerabilityInfo/6.7.0" }""";
        return $$"""
            { "version": "3.0.0", "resources": [
              { "@id": "{{_address}}/v3/flat/", "@type": "PackageBaseAddress/3.0.0" },
              { "@id": "{{_address}}/v3/reg/", "@type": "RegistrationsBaseUrl/3.6.0" }{{vulnerabilities}} ] }
            """;
    }

    private string Registration(string id, List<FeedPackage> versions)
    {
        var url = $"{_address}/v3/reg/{id}";
        var items = versions.Select(one => $$"""
            { "@id": "{{url}}/{{one.Version}}.json", "packageContent": "{{_address}}/v3/flat/{{id}}/{{one.Version}}/{{id}}.{{one.Version}}.nupkg",
              "catalogEntry": { "@id": "{{url}}/{{one.Version}}.entry", "id": "{{one.Id}}", "version": "{{one.Version}}", "listed": true,
                "dependencyGroups": [ { "dependencies": [ {{string.Join(", ", one.Parsed().Select(other =>
                    $$"""{ "id": "{{other.Id}}", "range": "{{other.Range}}" }"""))}} ] } ]
                {{(one.Deprecation is null ? "" : $", \"deprecation\": {one.Deprecation}")}} } }
            """);
        return $$"""
            { "count": 1, "items": [ { "@id": "{{url}}/index.json#page", "count": {{versions.Count}}, "lower": "{{versions[0].Version}}",
              "upper": "{{versions[^1].Version}}", "items": [ {{string.Join(", ", items)}} ] } ] }
            """;
    }

    private static string Page(List<(string Package, string Advisory, int Severity, string Range)> entries) => "{" + string.Join(",", entries
        .GroupBy(entry => entry.Package).Select(package => $"\"{package.Key}\": [" + string.Join(",", package.Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "url": "https://github.com/advisories/{{entry.Advisory}}", "severity": {{entry.Severity}}, "versions": "{{entry.Range}}" }"""))) + "]")) + "}";

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static (int Status, byte[] Content) Text(string text) => (200, Encoding.UTF8.GetBytes(text));
}
