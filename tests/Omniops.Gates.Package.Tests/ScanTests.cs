using System.Text;
using System.Text.Json;

namespace Omniops.Gates.Package.Tests;

/// <summary><c>omniops-gates scan</c> as a hook or a pipeline calls it.</summary>
public sealed class ScanTests
{
    [Fact]
    public async Task Says_of_files_what_a_check_says_of_them()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);
        repository.Write("db/Dockerfile", "FROM alpine:3.22\n");
        repository.Write("App/appsettings.json", """{ "Db": "Host=db;Username=shop;Password=Tr0ub4dor-and-3", "Cache": "cache:6380,password=Tr0ub4dor-and-3" }""");
        repository.Write("App/appsettings.Development.json", """{ "Db": "Host=localhost;Username=shop;Password=shop" }""");
        repository.Write("App/appsettings.Large.json", "{ \"A\": \"" + new string('x', 5_000_000) + "\" }");
        repository.Write("App/appsettings.Deep.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        repository.Write("App/appsettings.Nul.json", "{ \"Db\": \"Host=db;Username=shop;Password=Tr0ub4dor-and-3\", \0 }");
        File.WriteAllBytes(
            Path.Combine(repository.Folder, "App/appsettings.Latin.json"), Encoding.Latin1.GetBytes("{ \"Zürich\": \"Host=db;Username=shop;Password=Tröub4dor-and-3\" }"));
        repository.Write("omniops.gates.json", """
            { "waivers": [
              { "rule": "OMNI8002", "path": "db/**", "reason": "r", "owner": "db team", "expires": "2020-01-01" },
              { "rule": "OMNI1010", "path": "App/appsettings.json", "reason": "r", "owner": "web team", "expires": "2099-01-01" } ] }
            """);
        (await repository.Tool("check", ".", "--baseline", "write")).MustExit(1);
        repository.Write("App/appsettings.Staging.json", """{ "Db": "Host=db;Username=shop;Password=Tr0ub4dor-and-3" }""");

        var check = (await repository.Tool("check", ".", "--output", "obj/check")).MustExit(1);
        var scan = (await repository.Tool("scan", ".", "--output", "obj/scan")).MustExit(1);

        string[] code = ["OMNI3001", "OMNI4001", "OMNI7003"];
        var expected = Findings(repository, "check").Where(finding => !code.Any(rule => finding.Contains(rule, StringComparison.Ordinal))).ToList();
        Assert.Equal(expected, Findings(repository, "scan"));
        Assert.All(
            ["OMNI1010", "OMNI8002", "OMNI9902", "OMNI9912", "Deep", "Nul", "Large", "Latin", "Staging"],
            part => Assert.Contains(expected, finding => finding.Contains(part, StringComparison.Ordinal)));
        foreach (var line in scan.Output.Split('\n').Where(line => line.Contains("OMNI", StringComparison.Ordinal)))
            Assert.Contains(line + "\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_it_did_not_look_at_and_changes_nothing()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        var before = Files(repository);
        var scan = (await repository.Tool("scan", ".")).MustExit(0);
        Assert.Contains(
            "not looked at: compilations and packages, so nothing is said about Sql, Headers, Cors, RateLimits, Access, Dependencies; use 'omniops-gates check'\n", scan.Output, StringComparison.Ordinal);
        Assert.Equal(3, scan.Output.Split('\n').Count(line => line.StartsWith("PASS", StringComparison.Ordinal)));
        Assert.DoesNotContain("projects:", scan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OMNI", scan.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files(repository));
    }

    [Fact]
    public async Task Its_report_says_it_as_well()
    {
        using var repository = new UserRepository(null);
        (await repository.Tool("scan", ".", "--output", "report")).MustExit(0);
        using var report = JsonDocument.Parse(repository.Read("report/gates.json"));
        Assert.Equal(["Secrets", "Deployment", "Integrity"], report.RootElement.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("gate").GetString()));
        Assert.Equal(["Sql", "Headers", "Cors", "RateLimits", "Access", "Dependencies"], report.RootElement.GetProperty("notLookedAt").EnumerateArray().Select(gate => gate.GetString()));
        Assert.Equal(JsonValueKind.Null, report.RootElement.GetProperty("advisories").ValueKind);
    }

    [Fact]
    public async Task Finds_secrets_in_every_file_and_the_baseline_accepts_each_by_itself()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram);
        await repository.Commit();
        repository.Write("deploy/compose.yml", Compose("Tr0ub4dor-and-3"));
        var scan = (await repository.Tool("scan", ".", "--no-cache")).MustExit(1);
        Assert.Contains("  deploy/compose.yml(4,26): error OMNI1010: ", scan.Output, StringComparison.Ordinal);
        Assert.Contains("file(s) read, listed by git", scan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", scan.Output, StringComparison.Ordinal);

        (await repository.Tool("check", ".", "--baseline", "write")).MustExit(0);
        Assert.DoesNotContain("OMNI1010", (await repository.Tool("scan", ".")).MustExit(0).Output, StringComparison.Ordinal);
        repository.Write("deploy/compose.yml", Compose("c0rrect-h0rse-battery"));
        (await repository.Tool("scan", ".")).MustExit(1);
    }

    [Fact]
    public async Task Explains_what_it_passed_over()
    {
        using var repository = new UserRepository(null);
        await repository.Commit();
        repository.Write("deploy/compose.yml", Compose("${DB_PASSWORD}"));
        var scan = (await repository.Tool("scan", ".", "--explain")).MustExit(0);
        Assert.Contains("passed over: deploy/compose.yml(4,26): ", scan.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 place(s) passed over\n", scan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("passed over", (await repository.Tool("scan", ".")).MustExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_hundreds_of_findings_of_a_file_as_one()
    {
        using var repository = new UserRepository(null);
        await repository.Commit();
        repository.Write("users.csv.env", string.Concat(Enumerable.Range(0, 300).Select(i => $"USER{i}_PASSWORD=Tr0ub4dor-and-{i}\n")));
        var scan = (await repository.Tool("scan", ".", "--output", "obj/report")).MustExit(1);
        Assert.Single(scan.Output.Split('\n'), line => line.Contains("OMNI1010", StringComparison.Ordinal));
        Assert.Contains(" (and 299 more of this kind in the file)", scan.Output, StringComparison.Ordinal);
        using var gates = JsonDocument.Parse(repository.Read("obj/report/gates.json"));
        Assert.Equal(300, gates.RootElement.GetProperty("gates")[0].GetProperty("findings").GetArrayLength());
        using var sarif = JsonDocument.Parse(repository.Read("obj/report/gates.sarif"));
        var result = Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal(299, result.GetProperty("relatedLocations").GetArrayLength());
    }

    [Theory]
    [InlineData("'nowhere' does not exist", "nowhere")]
    [InlineData("'note.txt' is no folder; name the one it is in", "note.txt")]
    [InlineData("Required argument 'folder' missing")]
    [InlineData("'--baseline'", ".", "--baseline")]
    public async Task Wrong_usage_exits_with_3_and_says_why(string message, params string[] arguments)
    {
        using var repository = new UserRepository(null);
        repository.Write("note.txt", "hello");
        var result = (await repository.Tool(["scan", .. arguments])).MustExit(3);
        Assert.Contains("omniops-gates: error OMNI9901: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
    }

    private static string Compose(string password) => $"services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: {password}\n";

    private static List<string> Findings(UserRepository repository, string report)
    {
        using var gates = JsonDocument.Parse(repository.Read($"obj/{report}/gates.json"));
        return [.. gates.RootElement.GetProperty("gates").EnumerateArray()
            .SelectMany(gate => gate.GetProperty("findings").EnumerateArray()).Select(finding => finding.GetRawText()).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Files(UserRepository repository) =>
        Directory.EnumerateFiles(repository.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
