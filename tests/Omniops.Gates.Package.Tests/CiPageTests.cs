using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Omniops.Gates.Package.Tests;

/// <summary>What the page about pipelines offers is run, step by step, in a repository that has adopted the package.</summary>
public sealed partial class CiPageTests(PackedGate gate)
{
    private const string GitHub = "GitHub Actions";
    private const string Azure = "Azure Pipelines";
    private const string GitLab = "GitLab CI";

    private static readonly string[] s_pipelines = [GitHub, Azure, GitLab];

    [Fact]
    public async Task A_broken_program_is_red_and_its_findings_are_uploaded()
    {
        foreach (var pipelines in Alike("build"))
        {
            using var repository = Adopted(UserRepository.BrokenProgram);
            var result = await CiPage.Job(pipelines.First(), "build").RunAsync(repository);
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains("error OMNI4001 Program.cs:2", result.Findings);
            foreach (var pipeline in pipelines)
                Assert.Equal(["OMNI3001", "OMNI4001", "OMNI7003"], RulesIn(repository.Read(CiPage.Job(pipeline, "build").UploadedSarif)));
        }
    }

    [Fact]
    public async Task What_is_not_proven_stops_the_release_and_not_the_build()
    {
        foreach (var pipelines in Alike("build", "release"))
        {
            using var repository = Adopted(UserRepository.UnprovenProgram);
            repository.Write("App/Setup.cs", UserRepository.HiddenSetup);
            Assert.Contains("warning OMNI3001 Program.cs:2", (await CiPage.Job(pipelines.First(), "build").RunAsync(repository)).MustExit(0).Findings);
            foreach (var pipeline in pipelines)
                Assert.Contains("OMNI3001", RulesIn(repository.Read(CiPage.Job(pipeline, "build").UploadedSarif)));

            var release = await CiPage.Job(pipelines.First(), "release").RunAsync(repository);
            Assert.NotEqual(0, release.ExitCode);
            Assert.Contains("error OMNI3001 Program.cs:2", release.Findings);
        }
    }

    /// <summary>In one pipeline: another test says that all three run the same commands.</summary>
    [Fact]
    public async Task A_clean_program_is_released_and_without_the_package_the_tool_alone_stops_it()
    {
        using var repository = Adopted(UserRepository.CleanProgram);
        var release = CiPage.Job(GitHub, "release");
        (await CiPage.Job(GitHub, "build").RunAsync(repository)).MustExit(0);
        (await release.RunAsync(repository)).MustExit(0);
        Assert.True(File.Exists(Path.Combine(repository.Folder, "App/bin/Release/net10.0/publish/App.dll")));

        repository.Write("Directory.Build.props", "<Project />");
        repository.Write("App/appsettings.json", "{");
        var stopped = (await release.RunAsync(repository)).MustExit(2);
        Assert.Contains("App/appsettings.json(1,2): error OMNI9912", stopped.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GitHub)]
    [InlineData(Azure)]
    [InlineData(GitLab)]
    public void Pins_the_tool_and_checks_in_both_stages(string pipeline)
    {
        Assert.NotEmpty(CiPage.Pipeline(pipeline).Children);
        string[] build = ["dotnet tool restore", "dotnet build", "dotnet omniops-gates check . --output artifacts/gates"];
        Assert.Equal(build.Order(StringComparer.Ordinal), Commands("build").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["dotnet tool restore", "dotnet publish -p:OmniopsStage=release", "dotnet omniops-gates check . --stage release --output artifacts/gates"],
            Commands("release"));

        IEnumerable<string> Commands(string job) => CiPage.Job(pipeline, job).Steps.Select(step => step.Command);
    }

    [Fact]
    public void The_workflow_has_no_more_rights_than_the_upload_needs()
    {
        var workflow = CiPage.Pipeline(GitHub);
        Assert.Equal(["contents: read"], Rights(workflow));
        Assert.Equal(["contents: read", "security-events: write"], Rights((YamlMappingNode)workflow["jobs"]["build"]));
        Assert.False(((YamlMappingNode)workflow["jobs"]["release"]).Children.ContainsKey("permissions"));

        var steps = workflow.AllNodes.OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("uses")).ToList();
        Assert.All(steps, step => Assert.Matches("@v[0-9]+$", step["uses"].ToString()));
        var upload = Assert.Single(steps, step => step["uses"].ToString().StartsWith("github/codeql-action/upload-sarif@", StringComparison.Ordinal));
        Assert.Equal("always()", upload["if"].ToString());

        static IEnumerable<string> Rights(YamlMappingNode node) =>
            ((YamlMappingNode)node["permissions"]).Children.Select(right => $"{right.Key}: {right.Value}");
    }

    [Fact]
    public async Task The_hook_keeps_a_password_out_of_a_commit()
    {
        using var repository = Adopted(UserRepository.CleanProgram);
        repository.Write("App/appsettings.json", "{}");
        await repository.Commit();
        (await repository.Dotnet("tool", "restore")).MustExit(0);
        repository.Write(".git/hooks/pre-commit", CiPage.Block("Before every commit"));
        (await Command.RunAsync("chmod", repository.Folder, [], "+x", ".git/hooks/pre-commit")).MustExit(0);

        repository.Write("App/appsettings.json", """{ "Db": "Host=db;Username=shop;Password=Tr0ub4dor-and-3" }""");
        (await repository.Git("add", "--all")).MustExit(0);
        var refused = (await repository.Git("commit", "-m", "password")).MustExit(1);
        Assert.Contains("App/appsettings.json(1,9): error OMNI1010", refused.Output, StringComparison.Ordinal);

        // What is committed counts, not what is in the folder by now.
        repository.Write("App/appsettings.json", "{}");
        (await repository.Git("commit", "-m", "password all the same")).MustExit(1);

        repository.Write("App/appsettings.json", """{ "Db": "Host=db;Username=shop" }""");
        (await repository.Git("commit", "--all", "-m", "no password")).MustExit(0);
        Assert.Equal("2", (await repository.Git("rev-list", "--count", "HEAD")).MustExit(0).Output.Trim());
    }

    [Fact]
    public void Names_the_version_that_is_built()
    {
        var version = WrittenVersion().Match(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "Directory.Build.props"))).Groups[1].Value;
        Assert.Contains($"\"version\": \"{version}\"", CiPage.Block("The tool, pinned"), StringComparison.Ordinal);
    }

    /// <summary>All pipelines, those together that run the same commands in the same order under the same conditions.</summary>
    private static IEnumerable<IGrouping<string, string>> Alike(params string[] jobs)
    {
        var groups = s_pipelines.GroupBy(pipeline => string.Join('\n', jobs.SelectMany(job => CiPage.Job(pipeline, job).Steps))).ToList();
        Assert.DoesNotContain("", groups.Select(group => group.Key));
        return groups;
    }

    /// <summary>A repository with the package, the tool and the waiver of the page, as its owners would write them.</summary>
    private UserRepository Adopted(string program)
    {
        var repository = UserRepository.WithProgram(gate, program);
        repository.AddSolution("App");
        repository.Write(".config/dotnet-tools.json", CiPage.Block("The tool, pinned").Replace("0.1.0", gate.Version, StringComparison.Ordinal));
        repository.Write("omniops.gates.json", CiPage.Block("A release and the age of the advisories").Replace("2027-03-31", "2099-12-31", StringComparison.Ordinal));
        return repository;
    }

    private static IEnumerable<string> RulesIn(string sarif)
    {
        using var log = JsonDocument.Parse(sarif);
        return [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("ruleId").GetString()!).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("<VersionPrefix>(.+)</VersionPrefix>", RegexOptions.None, 1000)]
    private static partial Regex WrittenVersion();
}
