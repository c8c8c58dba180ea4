using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>The table of SECURITY.md, each row in a real build. Silence is the only failure.</summary>
public sealed partial class BypassTests(BypassRepository repository, PackedGate gate) : IClassFixture<BypassRepository>
{
    public static TheoryData<int, string> Attempts => [.. BypassRepository.Attempts.Select((attempt, i) => (i, attempt.Name))];

    [Theory]
    [MemberData(nameof(Attempts))]
    public void Is_never_silent(int attempt, string name)
    {
        Assert.Equal(1, repository.Build.ExitCode);
        var said = repository.FindingsOf(attempt);
        var expected = BypassRepository.Attempts[attempt].Said.Split('|');
        Assert.True(expected.Any(one => said.Any(finding => finding.Contains(one, StringComparison.Ordinal))), $"{name} said: {string.Join(", ", said)}");
    }

    [Fact]
    public void The_table_of_the_documentation_lists_what_is_tested()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "SECURITY.md")))
            .Where(row => row.Groups["test"].Value == nameof(Is_never_silent)).Select(row => row.Groups["attempt"].Value);
        Assert.Equal(BypassRepository.Attempts.Select(attempt => attempt.Name), rows);
    }

    [Fact]
    public void Every_test_that_the_documentation_names_exists()
    {
        var tests = typeof(BypassTests).Assembly.GetTypes().Where(type => type.IsClass)
            .SelectMany(type => type.GetMethods(), (type, method) => $"{type.Name}.{method.Name}").ToHashSet();
        var named = Named().Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "SECURITY.md"))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Theory]
    [InlineData("-p:NoWarn=OMNI4001%3BOMNI3001")]
    [InlineData("-nowarn:OMNI4001;OMNI3001")]
    [InlineData("-p:MSBuildWarningsAsMessages=OMNI4001%3BOMNI3001")]
    [InlineData("-p:RunAnalyzers=false")]
    [InlineData("-p:RunAnalyzersDuringBuild=false")]
    [InlineData("-p:WarningsNotAsErrors=OMNI4001%3BOMNI3001")]
    [InlineData("-p:DesignTimeBuild=true")]
    [InlineData("-p:BuildingProject=false")]
    public async Task The_command_line_does_not_silence_it(string option)
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        var build = (await user.Dotnet("build", "App", option)).MustExit(1);
        Assert.Contains(build.OwnFindings, finding => finding.StartsWith("error OMNI", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NoWarn", "OMNI4001;OMNI3001;OMNI8002")]
    [InlineData("MSBuildWarningsAsMessages", "OMNI4001;OMNI3001;OMNI8002")]
    [InlineData("RunAnalyzers", "false")]
    [InlineData("DesignTimeBuild", "true")]
    [InlineData("ReportsOnly", "true")]
    public async Task The_environment_does_not_silence_it(string name, string value)
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        user.Write("Dockerfile", UserRepository.RootDockerfile);
        var build = (await Command.RunAsync("dotnet", user.Folder, [(name, value)], "build", "App")).MustExit(1);
        Assert.Contains("error OMNI8002 Dockerfile:1", build.OwnFindings);
        Assert.Contains(build.OwnFindings, finding => finding.StartsWith("error OMNI", StringComparison.Ordinal) && !finding.Contains("OMNI8002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_after_a_suppressed_one_finds_everything()
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        (await user.Dotnet("build", "App", "-p:NoWarn=OMNI4001%3BOMNI3001")).MustExit(1);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2"], (await user.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task A_build_that_goes_on_after_errors_fails_all_the_same()
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        user.Write("all.proj", """
            <Project>
              <Target Name="Build"><MSBuild Projects="App/App.csproj" Targets="Restore;Build" ContinueOnError="true" /></Target>
            </Project>
            """);
        (await user.Dotnet("restore", "App")).MustExit(0);
        var build = (await user.Dotnet("build", "all.proj")).MustExit(1);
        Assert.Contains("error OMNI4001 Program.cs:2", build.OwnFindings);
    }

    [Theory]
    [InlineData("ErrorLog", "../all.sarif,version=2.1")]
    [InlineData("IntermediateOutputPath", "../obj/")]
    public async Task A_log_of_another_project_proves_nothing(string property, string value)
    {
        var shared = $"<PropertyGroup><{property}>{value}</{property}></PropertyGroup>";
        using var user = UserRepository.WithProgram(
            gate, UserRepository.BrokenProgram.Replace("builder.Services.AddCors", "#pragma warning disable OMNI4001\nbuilder.Services.AddCors", StringComparison.Ordinal)
                .Replace("app.MapGet", "app.UseHsts();\napp.MapGet", StringComparison.Ordinal), shared);
        user.AddProject("Clean", UserRepository.CleanProgram, shared);
        Assert.Equal(["error OMNI9911 Program.cs:3"], (await user.Dotnet("build", "App")).MustExit(1).OwnFindings);
        (await user.Dotnet("build", "Clean")).MustExit(0);
        Assert.Equal(["error OMNI9911 Program.cs:3"], (await user.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task Settings_that_are_older_than_the_compilation_are_read()
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        user.Write("App/appsettings.json", "{}");
        (await user.Dotnet("build", "App")).MustExit(0);

        WriteOldSecret(user);
        Assert.Equal(["error OMNI1010 appsettings.json:1"], (await user.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Theory]
    [InlineData("App.sarif,version=2.1")]
    [InlineData("")]
    public async Task Settings_that_no_compilation_has_read_are_not_shipped(string errorLog)
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.CleanProgram, $"<PropertyGroup><ErrorLog>{errorLog}</ErrorLog></PropertyGroup>");
        user.Write("App/appsettings.json", "{}");
        (await user.Dotnet("build", "App")).MustExit(0);
        (await user.Dotnet("publish", "App", "--no-build", "-c", "Debug")).MustExit(0);

        WriteOldSecret(user);
        Assert.Equal(["error OMNI9910 App.csproj"], (await user.Dotnet("publish", "App", "--no-build", "-c", "Debug")).MustExit(1).OwnFindings);
        (await user.Dotnet("build", "App")).MustExit(1);
        Assert.Single((await user.Dotnet("publish", "App", "--no-build", "-c", "Debug")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task Nothing_is_shipped_by_a_build_that_calls_itself_design_time()
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        (await user.Dotnet("build", "App", "-p:OmniopsGates=off")).MustExit(0);
        var publish = await user.Dotnet("publish", "App", "--no-build", "-c", "Debug", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true");
        Assert.Equal(["error OMNI9910 App.csproj"], publish.MustExit(1).OwnFindings);
    }

    [Theory]
    [InlineData("-p:OmniopsGates=off", "Omniops.Gates: off in App.csproj")]
    [InlineData("-p:OmniopsGates=report", "Omniops.Gates: reports only in App.csproj")]
    [InlineData("-p:OmniopsCollectDir=obj/collected/", "Omniops.Gates: collects only in App.csproj")]
    public async Task A_lenient_mode_is_said_by_a_message_as_well(string mode, string said)
    {
        using var user = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        var build = (await user.Dotnet("build", "App", mode, "-nowarn:OMNI9910;OMNI4001;OMNI3001;OMNI7003")).MustExit(0);
        Assert.Contains(said, build.Output, StringComparison.Ordinal);
    }

    private static void WriteOldSecret(UserRepository user)
    {
        user.Write("App/appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }""");
        File.SetLastWriteTimeUtc(Path.Combine(user.Folder, "App", "appsettings.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [GeneratedRegex(@"^\| (?<attempt>.+?) \| .+? \| `BypassTests\.(?<test>\w+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
