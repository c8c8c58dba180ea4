namespace Omniops.Gates.Package.Tests;

/// <summary>Waivers, baseline and report mode in real builds.</summary>
public sealed class PolicyTests(PackedGate gate)
{
    private const string Waived = """
        { "waivers": [
          { "rule": "OMNI4001", "path": "App/**", "reason": "public map tiles", "owner": "web team", "expires": "2099-12-31" },
          { "rule": "OMNI3001", "path": "**/Program.cs", "reason": "behind a proxy that adds it", "owner": "web team", "expires": "2099-12-31" },
          { "rule": "OMNI8002", "path": "Dockerfile", "reason": "needs a low port", "owner": "platform team", "expires": "2099-12-31" }
        ] }
        """;

    [Fact]
    public async Task A_waiver_alone_suffices_until_it_is_removed()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);
        repository.Write("omniops.gates.json", Waived);
        var waived = (await repository.Dotnet("build", "App")).MustExit(0);
        Assert.Empty(waived.OwnFindings);
        Assert.Contains("3 waiver(s) act, none expires within 14 days", waived.Output, StringComparison.Ordinal);

        (await repository.Dotnet("build", "App", "-p:NoWarn=OMNI4001")).MustExit(0);

        var removed = repository.Read("omniops.gates.json").Replace("OMNI4001", "OMNI7001", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(repository.Folder, "omniops.gates.json"), removed);
        File.SetLastWriteTimeUtc(Path.Combine(repository.Folder, "omniops.gates.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(["error OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);

        File.Delete(Path.Combine(repository.Folder, "omniops.gates.json"));
        Assert.Equal(
            ["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2", "error OMNI8002 Dockerfile:1"],
            (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Theory]
    [InlineData("-p:UseArtifactsOutput=true")]
    [InlineData("-p:BaseOutputPath=out/")]
    public async Task A_waived_settings_file_may_be_copied_to_the_output(string option)
    {
        using var repository = new UserRepository(gate);
        repository.AddProject(".", UserRepository.CleanProgram);
        File.Move(Path.Combine(repository.Folder, "..csproj"), Path.Combine(repository.Folder, "App.csproj"));
        repository.Write("appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }""");
        repository.Write("omniops.gates.json", """
            { "waivers": [ { "rule": "OMNI1010", "path": "appsettings.json", "reason": "r", "owner": "o", "expires": "2099-12-31" } ] }
            """);
        Assert.Empty((await repository.Dotnet("publish", option)).MustExit(0).OwnFindings);
        Assert.Empty((await repository.Dotnet("publish", option)).MustExit(0).OwnFindings);
    }

    [Fact]
    public async Task An_expired_waiver_acts_and_fails_the_build_at_its_own_line()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        repository.Write("omniops.gates.json", Waived.Replace("\"web team\", \"expires\": \"2099", "\"web team\", \"expires\": \"2020", StringComparison.Ordinal));
        var build = (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Equal(["error OMNI9902 omniops.gates.json:2", "error OMNI9902 omniops.gates.json:3"], build.OwnFindings);
        (await repository.Dotnet("build", "App", "-p:OmniopsGates=report")).MustExit(0);
    }

    [Fact]
    public async Task A_policy_that_is_not_understood_fails_the_build_and_waives_nothing()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        repository.Write("omniops.gates.json", Waived[..^4]);
        Assert.Equal(
            ["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2", "error OMNI9901 omniops.gates.json:4"],
            (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);

        repository.Write("omniops.gates.json", "{}");
        repository.Write("omniops.gates.baseline.json", """{ "findings": [ { "rule": "OMNI4001" } ] }""");
        Assert.Equal(
            ["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2", "error OMNI9901 omniops.gates.baseline.json:1"],
            (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Theory]
    [InlineData("-p:OmniopsGates=report")]
    [InlineData("-p:OmniopsGates=report", "-p:TreatWarningsAsErrors=true")]
    [InlineData("-p:OmniopsGates=report", "-warnaserror")]
    [InlineData("-p:OmniopsGates=report", "-p:OmniopsStage=release")]
    [InlineData("-p:OmniopsGates=report", "-p:OmniopsOutOfProcess=true")]
    public async Task Report_mode_shows_everything_and_fails_nothing(params string[] options)
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram.Replace("app.MapGet", "#pragma warning disable OMNI3001\napp.MapGet", StringComparison.Ordinal));
        repository.Write("Dockerfile", UserRepository.RootDockerfile);
        repository.Write("App/appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }""");
        var build = (await repository.Dotnet(["build", "App", .. options])).MustExit(0);
        string[] release = options.Contains("-p:OmniopsStage=release") ? ["warning OMNI7004 App.csproj"] : [];
        Assert.Equal(
            [
                "warning OMNI1010 appsettings.json:1", "warning OMNI3001 Program.cs:3", "warning OMNI4001 Program.cs:2",
                .. release, "warning OMNI8002 Dockerfile:1",
            ],
            build.OwnFindings);
    }

    [Fact]
    public async Task Raising_a_severity_is_free_and_lowering_it_needs_a_waiver()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram.Replace(
            "var app", "builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(Console.ReadLine()!)));\nvar app", StringComparison.Ordinal)
            .Replace("app.MapGet", "app.UseCors(); app.MapGet", StringComparison.Ordinal));
        Assert.Equal(["warning OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);

        repository.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.OMNI4001.severity = error\n");
        Assert.Equal(["error OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);

        repository.Write(".editorconfig", "root = true\n");
        Assert.Equal(["error OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App", "-p:WarningsAsErrors=OMNI4001")).MustExit(1).OwnFindings);

        repository.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.OMNI4001.severity = suggestion\n");
        Assert.Equal(["error OMNI9911 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);

        repository.Write("omniops.gates.json", Waived);
        Assert.Empty((await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);
    }
}
