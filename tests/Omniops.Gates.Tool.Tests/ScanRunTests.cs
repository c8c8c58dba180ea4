using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Tests;
using Omniops.Gates.Tool.Scan;

namespace Omniops.Gates.Tool.Tests;

public sealed class ScanRunTests
{
    private const string Secret = """{ "Db": "Host=db;Username=shop;Password=Tr0ub4dor-and-3" }""";
    private const string RootContainer = "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n";

    private static readonly DateOnly s_today = new(2026, 6, 15);

    [Fact]
    public void Judges_what_people_wrote_whether_or_not_a_project_compiles_it()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "appsettings.json", "ops/AppSettings.Production.json", "src/bin/appsettings.json", "node_modules/appsettings.json", ".git/appsettings.json", "settings.json" })
            folder.Write(file, Secret);
        folder.Write("Dockerfile", RootContainer);
        Assert.Equal(
            ["Deployment fail OMNI8002 Dockerfile", "Integrity pass", "Secrets fail OMNI1010 appsettings.json OMNI1010 ops/AppSettings.Production.json OMNI1010 settings.json"],
            Verdicts(Scan(folder), exitCode: 1));
    }

    [Fact]
    public void Speaks_of_no_gate_that_it_does_not_look_at()
    {
        using var folder = new TemporaryFolder();
        var report = Scan(folder);
        Assert.Equal(["Deployment pass", "Integrity pass", "Secrets pass"], Verdicts(report, exitCode: 0));
        Assert.Equal([Gate.Sql, Gate.Headers, Gate.Cors, Gate.RateLimits, Gate.Access, Gate.Dependencies], report.NotLookedAt);
    }

    [Fact]
    public void Speaks_of_dependencies_where_it_has_something_to_say()
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net7.0</TargetFramework></PropertyGroup></Project>");
        var report = Scan(folder);
        Assert.Equal(["Dependencies fail OMNI7010 App.csproj", "Deployment pass", "Integrity pass", "Secrets pass"], Verdicts(report, exitCode: 1));
        Assert.DoesNotContain(Gate.Dependencies, report.NotLookedAt);

        File.WriteAllText(project, "<Project");
        Assert.Equal(["Dependencies not proven", "Deployment pass", "Integrity not proven OMNI9912 App.csproj", "Secrets pass"], Verdicts(Scan(folder), exitCode: 0));
    }

    [Theory]
    [InlineData(Stage.Build, false, 0)]
    [InlineData(Stage.Build, true, 2)]
    [InlineData(Stage.Release, false, 2)]
    public void What_it_cannot_read_is_not_proven(Stage stage, bool isStrict, int exitCode)
    {
        using var folder = new TemporaryFolder();
        folder.Write("appsettings.json", "{");
        Assert.Equal(
            ["Deployment pass", "Integrity not proven OMNI9912 appsettings.json", "Secrets not proven"],
            Verdicts(ScanRun.Judge(folder.Path, stage, isStrict, s_today), exitCode));
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_a_gap_of_every_gate_that_reads_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "nothing is withheld from this user");
        if (OperatingSystem.IsWindows())
            return;

        using var folder = new TemporaryFolder();
        var hidden = Directory.CreateDirectory(Path.Combine(folder.Path, "hidden")).FullName;
        File.SetUnixFileMode(hidden, UnixFileMode.None);
        Assert.Equal(["Deployment not proven", "Integrity not proven OMNI9912 hidden", "Secrets not proven"], Verdicts(Scan(folder), exitCode: 0));
        File.SetUnixFileMode(hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("2026-06-15", 0, "Integrity pass")]
    [InlineData("2026-06-14", 1, "Integrity fail OMNI9902 omniops.gates.json")]
    public void A_waiver_of_the_repository_acts_on_a_part_of_it(string expires, int exitCode, string integrity)
    {
        using var folder = new TemporaryFolder();
        folder.Write(GatePolicy.FileName, $$"""
            { "waivers": [ { "rule": "OMNI1010", "path": "src/**", "reason": "r", "owner": "o", "expires": "{{expires}}" },
                           { "rule": "OMNI4001", "path": "**", "reason": "of code, which nobody looked at", "owner": "o", "expires": "2027-01-01" } ] }
            """);
        folder.Write("src/App/appsettings.json", Secret);
        folder.Write("other/appsettings.json", Secret);
        var report = ScanRun.Judge(Path.Combine(folder.Path, "src"), Stage.Build, isStrict: false, s_today);
        Assert.Equal(["Deployment pass", integrity, "Secrets pass OMNI1010 src/App/appsettings.json"], Verdicts(report, exitCode));
        Assert.Equal((folder.Path, "src"), (report.Root, report.Target));
    }

    [Fact]
    public void The_baseline_accepts_what_it_names_and_no_more()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/appsettings.json", Secret);
        folder.Write(Baseline.FileName, Baseline.Write(Scan(folder).Findings.Select(finding => new BaselineEntry("OMNI1010", "a/appsettings.json", finding.Anchor, 1))));
        Assert.Contains("Secrets pass OMNI1010 a/appsettings.json", Verdicts(Scan(folder), exitCode: 0));

        folder.Write("b/appsettings.json", Secret);
        Assert.Contains("Secrets fail OMNI1010 a/appsettings.json OMNI1010 b/appsettings.json", Verdicts(Scan(folder), exitCode: 1));
    }

    [Fact]
    public void A_policy_that_is_not_understood_is_never_let_through()
    {
        using var folder = new TemporaryFolder();
        folder.Write(GatePolicy.FileName, "{ \"waiver\": [] }");
        Assert.Contains("Integrity not proven OMNI9901 omniops.gates.json", Verdicts(Scan(folder), exitCode: 3));
    }

    private static CheckReport Scan(TemporaryFolder folder) => ScanRun.Judge(folder.Path, Stage.Build, isStrict: false, s_today);

    private static IEnumerable<string> Verdicts(CheckReport report, int exitCode)
    {
        Assert.Equal(exitCode, report.ExitCode);
        return report.Gates.Select(gate => string.Join(' ', gate.Findings
            .Select(finding => $"{finding.Rule.Id} {report.Relative(finding.Position.Path)}").Prepend($"{gate.Gate} {gate.Word}"))).Order(StringComparer.Ordinal);
    }
}
