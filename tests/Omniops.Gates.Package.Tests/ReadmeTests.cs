using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>The README promises nothing that was not run.</summary>
public sealed partial class ReadmeTests(PackedGate gate)
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "README.md"));

    /// <summary>Every command of the README and how it must end. "dotnet test" is what runs this test.</summary>
    private static readonly Dictionary<string, int> s_commands = new()
    {
        ["dotnet run --project src/Omniops.Gates.Tool -- check samples/Storefront.Broken"] = 1,
        ["dotnet test"] = 0,
        ["dotnet pack src/Omniops.Gates --output artifacts/packages"] = 0,
        ["dotnet pack src/Omniops.Gates.Tool --output artifacts/packages"] = 0,
        ["dotnet run --project src/Omniops.Gates.Tool -- check samples/Storefront --output artifacts/report"] = 0,
        ["dotnet run --project src/Omniops.Gates.Tool -- scan samples/Storefront"] = 0,
        ["dotnet run --project src/Omniops.Gates.Tool -- rules"] = 0,
        ["dotnet run --project src/Omniops.Gates.Tool -- explain OMNI4001"] = 0,
    };

    [Fact]
    public void Every_command_is_run_by_the_pipeline()
    {
        var commands = Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        Assert.Equal(s_commands.Keys.Order(StringComparer.Ordinal), commands.Order(StringComparer.Ordinal));

        var pipeline = File.ReadAllText(Path.Combine(RepositoryPaths.Root, ".ci", "run"));
        foreach (var (command, exitCode) in s_commands)
            Assert.Contains(command == "dotnet test" ? "run_tests dotnet test" : $"expect {exitCode} {command}\n", pipeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_excerpt_is_what_the_tool_prints()
    {
        using var repository = UserRepository.FromSample(null, "Storefront.Broken");
        var output = (await repository.Tool("check", ".")).MustExit(1).Output.ReplaceLineEndings("\n");
        string[] excerpts = [Assert.Single(Blocks("text")), Assert.Single(Blocks("console"))];
        foreach (var line in excerpts.SelectMany(excerpt => excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            Assert.Contains(AsToday(line), output, StringComparison.Ordinal);

        // What ends a vulnerability depends on the versions that a source offers today.
        static string AsToday(string line) => line.Contains("OMNI7001", StringComparison.Ordinal) ? line[..line.IndexOf("); ", StringComparison.Ordinal)] : line + "\n";
    }

    [Fact]
    public async Task A_team_adds_the_package_as_described()
    {
        var (config, props) = (Block("<configuration>"), Block("<PackageReference"));
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        repository.Write("nuget.config", config.Replace("path/to/artifacts/packages", gate.Feed, StringComparison.Ordinal));
        repository.Write("Directory.Build.props", WithVersion(props));
        var build = (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2"], build.OwnFindings);

        // One day for one fact: what the build says it knows, and what it says it does not.
        var day = KnownUntil().Match(build.Output).Groups[1].Value;
        Assert.Contains($"OMNI7003: advisories published after {day} are not known here", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_maps_packages_to_sources_maps_it_as_described()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        const string mapping = "<packageSourceMapping><packageSource key=\"nuget.org\"><package pattern=\"*\" /></packageSource></packageSourceMapping>";
        var config = Block("<configuration>").Replace("path/to/artifacts/packages", gate.Feed, StringComparison.Ordinal)
            .Replace("</configuration>", mapping + "</configuration>", StringComparison.Ordinal);
        repository.Write("nuget.config", config);
        Assert.Contains("NU1101", (await Build()).MustExit(1).Output, StringComparison.Ordinal);

        repository.Write("nuget.config", config.Replace("<packageSourceMapping>", "<packageSourceMapping>" + SourceMapping().Match(s_readme).Value, StringComparison.Ordinal));
        (await Build()).MustExit(0);

        // What is in the folder of packages already is not looked for anywhere.
        Task<CommandResult> Build() =>
            Command.RunAsync("dotnet", repository.Folder, [("NUGET_PACKAGES", Path.Combine(repository.Folder, "packages"))], "build", "App");
    }

    [Fact]
    public async Task A_team_with_central_package_management_adds_it_as_described()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        repository.Write("nuget.config", gate.NuGetConfig);
        repository.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>{WithVersion(Block("<GlobalPackageReference"))}</ItemGroup>
            </Project>
            """);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Fact]
    public void Names_the_version_that_is_built()
    {
        var version = VersionPrefix().Match(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "Directory.Build.props"))).Groups[1].Value;
        foreach (var block in new[] { Block("<PackageReference"), Block("<GlobalPackageReference") })
            Assert.Contains($"Version=\"{version}\"", block, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_with_old_code_adopts_it_as_described()
    {
        using var legacy = new LegacyRepository(gate);
        var commands = Assert.Single(Blocks("shell")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, commands.Length);
        CommandResult last = null!;
        foreach (var command in commands)
        {
            Assert.StartsWith("dotnet ", command, StringComparison.Ordinal);
            last = (await legacy.Dotnet(command.Replace("0.1.0", gate.Version, StringComparison.Ordinal).Split(' ')[1..])).MustExit(0);
        }

        Assert.Empty(last.OwnFindings);
        Assert.Contains($"{LegacyRepository.Findings} finding(s) in the baseline", last.Output, StringComparison.Ordinal);
    }

    private string WithVersion(string block) => WrittenVersion().Replace(block, $"Version=\"{gate.Version}\"");

    private static string Block(string containing) => Blocks("xml").Single(block => block.Contains(containing, StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string language) =>
        CodeBlock().Matches(s_readme.ReplaceLineEndings("\n")).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 5000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"advisories, complete until (\d{4}-\d\d-\d\d)", RegexOptions.None, 1000)]
    private static partial Regex KnownUntil();

    [GeneratedRegex("<packageSource key=[^`]+</packageSource>", RegexOptions.None, 1000)]
    private static partial Regex SourceMapping();

    [GeneratedRegex("Version=\"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex WrittenVersion();

    [GeneratedRegex("<VersionPrefix>(.+)</VersionPrefix>", RegexOptions.None, 1000)]
    private static partial Regex VersionPrefix();
}
