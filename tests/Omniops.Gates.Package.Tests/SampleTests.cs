using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Omniops.Gates.Package.Tests;

public sealed class SampleTests(PackedGate gate)
{
    [Fact]
    public async Task Storefront_passes_with_the_package()
    {
        using var repository = UserRepository.FromSample(gate, "Storefront");
        Assert.Empty((await repository.Dotnet("build")).MustExit(0).OwnFindings);
        await StartsWithoutADatabase(repository);
    }

    [Fact]
    public async Task Storefront_passes_the_tool()
    {
        using var repository = UserRepository.FromSample(null, "Storefront");
        var check = (await repository.Tool("check", ".")).MustExit(0);
        Assert.Contains("0 failed", check.Output, StringComparison.Ordinal);
        Assert.Contains("  unknown: nothing\n", check.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("    UseHsts                                   Program.cs:47, not in Development", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_fails_at_the_marked_places_with_the_package()
    {
        using var repository = UserRepository.FromSample(gate, "Storefront.Broken");
        (await repository.Git("init", "-q")).MustExit(0);
        var marks = MarkedPlaces.In(repository.Folder);
        Assert.NotEmpty(marks);
        var build = (await repository.Dotnet("build")).MustExit(1);
        Assert.Equal(
            [.. marks.Select(mark => $"error {mark}"), .. MarkedPlaces.Doubts(repository.Folder).Select(mark => $"warning {mark}")],
            build.OwnFindings);
    }

    [Fact]
    public async Task Broken_fails_at_the_marked_places_with_the_tool()
    {
        using var repository = UserRepository.FromSample(null, "Storefront.Broken");
        (await repository.Git("init", "-q")).MustExit(0);
        (await repository.Tool("check", ".", "--output", "report")).MustExit(1);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(repository.Folder, "report", "gates.json"), TestContext.Current.CancellationToken));
        var found = report.RootElement.GetProperty("gates").EnumerateArray()
            .SelectMany(verdict => verdict.GetProperty("findings").EnumerateArray())
            .Where(finding => finding.GetProperty("outcome").GetString() == "Fails")
            .Select(finding => $"{finding.GetProperty("rule").GetString()} {Path.GetFileName(finding.GetProperty("path").GetString())}:{finding.GetProperty("line").GetInt32()}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(MarkedPlaces.In(repository.Folder), found);

        var programs = report.RootElement.GetProperty("seen").EnumerateArray().ToList();
        Assert.Equal(
            ["src/Storefront/Storefront.csproj", "src/Suppliers/Suppliers.csproj"],
            programs.Select(program => program.GetProperty("project").GetString()).Order(StringComparer.Ordinal));
        var seen = programs.Single(program => program.GetProperty("project").GetString() == "src/Storefront/Storefront.csproj");
        var middleware = seen.GetProperty("program").GetProperty("middleware").EnumerateArray()
            .Select(call => $"{call.GetProperty("file").GetString()} {call.GetProperty("name").GetString()}").ToList();
        Assert.Equal(("src/Storefront/Program.cs UseMiddleware", 10), (middleware[0], middleware.Count));
        var policies = seen.GetProperty("program").GetProperty("corsPolicies").EnumerateArray();
        Assert.Equal(
            ["shop"],
            policies.Where(policy => policy.GetProperty("anyOrigin").GetBoolean()).Select(policy => policy.GetProperty("name").GetString()));
    }

    private static async Task StartsWithoutADatabase(UserRepository repository)
    {
        var port = FreePort();
        var folder = Path.Combine(repository.Folder, "src", "Storefront");
        using var application = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", "Debug", "net10.0", "Storefront.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
        try
        {
            var output = application.StandardOutput.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            using var answer = await Ask(client, "/api/health");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
        finally
        {
            application.Kill(entireProcessTree: true);
        }
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.GetAsync(path, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException) when (attempt < 60)
            {
                await Task.Delay(500, TestContext.Current.CancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
