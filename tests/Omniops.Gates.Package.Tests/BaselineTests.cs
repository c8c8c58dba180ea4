using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>The life of a baseline in a repository with several hundred findings.</summary>
public sealed class BaselineTests(PackedGate gate)
{
    private const string File = "omniops.gates.baseline.json";

    [Fact]
    public async Task Accepts_what_is_old_and_nothing_that_is_new()
    {
        using var legacy = new LegacyRepository(gate);
        (await legacy.Dotnet("build", "All.slnx")).MustExit(1);
        var written = (await legacy.Tool("check", ".", "--baseline", "write")).MustExit(0);
        Assert.Contains($"{File}: {LegacyRepository.Findings} finding(s), {LegacyRepository.Findings} added, 0 removed", written.Output, StringComparison.Ordinal);
        var baseline = legacy.Read(File);
        Assert.Equal(LegacyRepository.Findings, baseline.Split('\n').Count(line => line.Contains("\"rule\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("S3cret", baseline, StringComparison.Ordinal);
        Assert.Empty((await legacy.Dotnet("build", "All.slnx")).MustExit(0).OwnFindings);

        // Moved, renamed, reformatted, with other line ends.
        legacy.Write("Old1/Program.cs", LegacyRepository.Source("Old1", text => "// moved\n\n" + text, reverse: true, "renamed"));
        legacy.Write("Old2/Program.cs", LegacyRepository.Source("Old2", text => text.Replace("\n", "\r\n", StringComparison.Ordinal), reverse: false, "policy"));
        legacy.Write("Old3/Program.cs", LegacyRepository.Source("Old3", text => Regex.Replace(text, @"\s*([{};])\s*", "$1 ", RegexOptions.None, TimeSpan.FromSeconds(5)), reverse: false, "policy"));
        Assert.Empty((await legacy.Dotnet("build", "All.slnx")).MustExit(0).OwnFindings);

        // One more of the same in the same method, one in a new method, a changed password.
        legacy.Write("Old2/Program.cs", LegacyRepository.Source("Old2").Replace("Policies7\n{", "Policies7\n{\n    public static void More(CorsPolicyBuilder builder) => builder.AllowAnyOrigin();", StringComparison.Ordinal));
        legacy.Write("Old3/Program.cs", Twice(LegacyRepository.Source("Old3")));
        legacy.Replace("Shop/appsettings.json", "S3cretS3cret", "0therS3cret");
        Assert.Equal(
            ["error OMNI1010 appsettings.json:1", "error OMNI4001 Program.cs:53", "error OMNI4001 Program.cs:9"],
            (await legacy.Dotnet("build", "All.slnx")).MustExit(1).OwnFindings);

        // It never grows by itself: neither a check nor pruning takes the new ones in.
        (await legacy.Tool("check", ".")).MustExit(1);
        Assert.Equal(baseline, legacy.Read(File));
        var pruned = (await legacy.Tool("check", ".", "--baseline", "prune")).MustExit(1);
        Assert.Contains($"{LegacyRepository.Findings - 1} finding(s), 0 added, 1 removed", pruned.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shrinks_when_findings_are_mended_and_says_which_entries_are_left_over()
    {
        using var legacy = new LegacyRepository(gate);
        (await legacy.Tool("check", ".", "--baseline", "write")).MustExit(0);
        legacy.Write("Old1/Program.cs", "");
        legacy.Write("Dockerfile", UserRepository.RootDockerfile.Replace("ENTRYPOINT", "USER $APP_UID\nENTRYPOINT", StringComparison.Ordinal));

        var check = (await legacy.Tool("check", ".")).MustExit(0);
        Assert.Equal(101, check.Output.Split('\n').Count(line => line.Contains("warning OMNI9905", StringComparison.Ordinal)));
        (await legacy.Tool("check", ".", "--strict")).MustExit(2);

        // A check of one project knows nothing of the others.
        var part = (await legacy.Tool("check", "Old2")).MustExit(0);
        Assert.DoesNotContain("OMNI9905: the entry of OMNI4001 in 'Old1", part.Output, StringComparison.Ordinal);
        Assert.Contains("OMNI9905: the entry of OMNI8002", part.Output, StringComparison.Ordinal);

        var pruned = (await legacy.Tool("check", ".", "--baseline", "prune")).MustExit(0);
        Assert.Contains($"{LegacyRepository.Findings - 101} finding(s), 0 added, 101 removed", pruned.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OMNI9905", (await legacy.Tool("check", ".")).MustExit(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Old1", legacy.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_written_when_a_project_does_not_build()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram + "\nundeclared();");
        var result = (await repository.Tool("check", ".", "--baseline", "write")).MustExit(3);
        Assert.Contains($"nothing is written to {File}: App/App.csproj does not compile", result.Output, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Path.Combine(repository.Folder, File)));
    }

    private static string Twice(string source)
    {
        const string Call = "policy.AllowAnyOrigin();\n";
        var at = source.IndexOf(Call, StringComparison.Ordinal);
        return source.Insert(at, Call + "        ");
    }
}
