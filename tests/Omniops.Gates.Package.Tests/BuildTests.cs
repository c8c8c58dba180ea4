namespace Omniops.Gates.Package.Tests;

/// <summary>What a team sees that has added the package: each line of the wiring, in a real build.</summary>
public sealed class BuildTests(PackedGate gate)
{

    [Fact]
    public async Task Fails_with_findings_of_every_kind_and_the_compilers_own_in_one_build()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram + "\nint number = \"text\";", """
            <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
            """);
        repository.Write("App/appsettings.json", """
            {
              "ConnectionStrings": {
                "Shop": "Host=db;Username=shop;Password=Tr0ub4dor-and-3"
              }
            }
            """);
        repository.Write("App/Dockerfile", UserRepository.RootDockerfile);

        var build = (await repository.Dotnet("build", "App")).MustExit(1);

        Assert.Equal(
            [
                "error CS0029 Program.cs:7",
                "error OMNI1010 appsettings.json:3",
                "error OMNI3001 Program.cs:3",
                "error OMNI4001 Program.cs:2",
                "error OMNI7001 App.csproj:8",
                "error OMNI8002 Dockerfile:1",
            ],
            build.OwnFindings);
        Assert.DoesNotContain("Tr0ub4dor", build.Output, StringComparison.Ordinal);
        Assert.Contains("App -> Newtonsoft.Json", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_a_clean_program_and_says_what_is_not_proven()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        var build = (await repository.Dotnet("build", "App")).MustExit(0);
        Assert.Equal(["warning OMNI7003 " + Path.GetFileName(repository.Folder)], build.Findings);
        Assert.Equal(1, build.RepositoryGateRuns);
    }

    [Fact]
    public async Task Repeats_every_finding_in_an_unchanged_build_without_compiling_again()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.UnprovenProgram, """
            <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
            """);
        repository.Write("App/Setup.cs", UserRepository.HiddenSetup);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        var first = (await repository.Dotnet("build", "App")).MustExit(1);
        var log = new FileInfo(Path.Combine(repository.Folder, "App/obj/Debug/net10.0/omniops.sarif"));
        var compiled = log.LastWriteTimeUtc;
        var second = (await repository.Dotnet("build", "App")).MustExit(1);
        var third = (await repository.Dotnet("build", "App")).MustExit(1);

        Assert.Equal(
            [
                "error OMNI7001 App.csproj:8",
                "error OMNI8002 Dockerfile:1",
                "warning OMNI3001 Program.cs:2",
                "warning OMNI5001 Program.cs:1",
                "warning OMNI6001 Program.cs:2",
            ],
            first.OwnFindings);
        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal(first.Findings, third.Findings);
        log.Refresh();
        Assert.Equal(compiled, log.LastWriteTimeUtc);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("publish")]
    [InlineData("pack")]
    public async Task Every_command_fails_on_a_broken_repository(string command)
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, "<PropertyGroup><IsPackable>true</IsPackable></PropertyGroup>");
        (await repository.Dotnet("build", "App", "-c", "Release")).MustExit(0);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        // Publish and pack also say that they stopped.
        string[] expected = command == "build" ? ["error OMNI8002 Dockerfile:1"] : ["error OMNI8002 App.csproj", "error OMNI8002 Dockerfile:1"];
        var built = (await repository.Dotnet(command, "App", "-c", "Release")).MustExit(1);
        Assert.Equal(expected, built.OwnFindings);
        Assert.Equal(1, built.RepositoryGateRuns);
        if (command == "build")
            return;

        var notBuilt = (await repository.Dotnet(command, "App", "-c", "Release", "--no-build")).MustExit(1);
        Assert.Equal(expected, notBuilt.OwnFindings);
        Assert.Equal(1, notBuilt.RepositoryGateRuns);
        Assert.False(Directory.Exists(Path.Combine(repository.Folder, "App/bin/Release/net10.0/publish")), "a failed gate must not publish");
        Assert.Empty(Directory.GetFiles(Path.Combine(repository.Folder, "App/bin/Release"), "*.nupkg"));

        File.Delete(Path.Combine(repository.Folder, "Dockerfile"));
        var mended = (await repository.Dotnet(command, "App", "-c", "Release", "--no-build")).MustExit(0);
        Assert.Empty(mended.OwnFindings);
    }

    [Fact]
    public async Task Runs_once_for_many_frameworks_and_for_one_of_them()
    {
        using var repository = UserRepository.WithProgram(
            gate, "public class Library { }",
            """
            <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>latest</LangVersion></PropertyGroup>
            <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
            """,
            "Microsoft.NET.Sdk");
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        foreach (var arguments in new string[][] { ["build", "App"], ["build", "App", "-f", "net10.0"], ["build", "App", "-f", "netstandard2.0"], ["pack", "App", "--no-build", "-c", "Debug"] })
        {
            // Once where it is found, and once more in the summary at the end.
            var build = (await repository.Dotnet(arguments)).MustExit(1);
            Assert.Contains("error OMNI7001 App.csproj:9", build.OwnFindings);
            Assert.Contains("error OMNI8002 Dockerfile:1", build.OwnFindings);
            Assert.Equal(1, build.RepositoryGateRuns);
            Assert.Equal(arguments[0] == "pack" ? 1 : 2, Occurrences(build.Output, "App.csproj(9,"));
        }
    }

    [Theory]
    [InlineData("-m:1")]
    [InlineData("-m:2")]
    [InlineData("-graph")]
    [InlineData("-graph", "-isolate")]
    public async Task Runs_once_for_a_solution(params string[] options)
    {
        using var repository = new UserRepository(gate);
        string[] projects = ["One", "Two", "Three", "Four"];
        foreach (var project in projects)
        {
            var reference = project == "One" ? "" : """<ItemGroup><ProjectReference Include="../One/One.csproj" /></ItemGroup>""";
            repository.AddProject(project, $"public class {project} {{ }}", reference, "Microsoft.NET.Sdk");
        }

        repository.AddSolution(projects);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        (await repository.Dotnet("restore", "All.slnx")).MustExit(0);
        var build = (await repository.Dotnet(["build", "All.slnx", "--no-restore", .. options])).MustExit(1);
        Assert.Equal(["error OMNI8002 Dockerfile:1"], build.OwnFindings);
        Assert.Equal(1, build.RepositoryGateRuns);
    }

    [Fact]
    public async Task Never_runs_in_a_restore_or_a_design_time_build()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        var restore = (await repository.Dotnet("restore", "App")).MustExit(0);
        Assert.Equal((0, 0), (restore.RepositoryGateRuns, restore.Findings.Count));

        var designTime = (await repository.Dotnet(
            "msbuild", "App", "-t:CoreCompile", "-v:m",
            "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:BuildingProject=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")).MustExit(0);
        Assert.Equal((0, 0), (designTime.RepositoryGateRuns, designTime.Findings.Count));
    }

    [Fact]
    public async Task Finds_the_same_as_a_process_where_tasks_cannot_be_loaded()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.UnprovenProgram, """
            <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
            """);
        repository.Write("App/Setup.cs", UserRepository.HiddenSetup);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);

        var inProcess = (await repository.Dotnet("build", "App")).MustExit(1);
        var process = (await repository.Dotnet("build", "App", "-p:OmniopsOutOfProcess=true")).MustExit(1);
        Assert.Equal(inProcess.Findings, process.Findings);
        Assert.Equal(1, process.RepositoryGateRuns);
        var publish = (await repository.Dotnet("publish", "App", "--no-build", "-c", "Debug", "-p:OmniopsOutOfProcess=true")).MustExit(1);
        Assert.Contains("error OMNI7001 App.csproj:8", publish.Findings);

        File.Delete(Path.Combine(repository.Folder, "Dockerfile"));
        repository.Replace("App/App.csproj", "12.0.1", "13.0.3");
        Assert.Equal(
            ["warning OMNI3001 Program.cs:2", "warning OMNI5001 Program.cs:1", "warning OMNI6001 Program.cs:2"],
            (await repository.Dotnet("build", "App", "-p:OmniopsOutOfProcess=true")).MustExit(0).OwnFindings);
        var withoutRuntime = (await repository.Dotnet("build", "App", "-p:OmniopsOutOfProcess=true", "-p:DOTNET_HOST_PATH=/nowhere/dotnet")).MustExit(1);
        Assert.Contains(withoutRuntime.Findings, finding => finding.StartsWith("error OMNI9910", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Off_says_so_in_every_build_and_the_next_build_checks_again()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        for (var run = 0; run < 2; run++)
        {
            var off = (await repository.Dotnet("build", "App", "-p:OmniopsGates=off", "-warnaserror")).MustExit(0);
            Assert.Equal(["warning OMNI9910 App.csproj"], off.Findings);
        }

        var on = (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2"], on.OwnFindings);
    }

    [Fact]
    public async Task Publishing_without_a_build_needs_a_compilation_that_was_checked()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        (await repository.Dotnet("build", "App", "-c", "Release", "-p:OmniopsGates=off")).MustExit(0);
        var publish = (await repository.Dotnet("publish", "App", "--no-build")).MustExit(1);
        Assert.Equal(["error OMNI9910 App.csproj"], publish.OwnFindings);
    }

    [Fact]
    public async Task Settings_linked_from_another_folder_are_published_without_a_build_once_they_were_read()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, """
            <ItemGroup><Content Include="../shared/appsettings.Shared.json" Link="appsettings.Shared.json" CopyToOutputDirectory="Always" /></ItemGroup>
            """);
        repository.Write("shared/appsettings.Shared.json", "{}");
        (await repository.Dotnet("build", "App", "-c", "Release")).MustExit(0);
        Assert.Empty((await repository.Dotnet("publish", "App", "--no-build")).MustExit(0).OwnFindings);

        repository.Write("shared/appsettings.Shared.json", """{ "Logging": {} }""");
        Assert.Equal(["error OMNI9910 App.csproj"], (await repository.Dotnet("publish", "App", "--no-build")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task A_build_that_took_settings_from_the_compiler_cannot_be_published()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, """
            <Target Name="Bypass" AfterTargets="_OmniopsBeforeCompile"><ItemGroup><AdditionalFiles Remove="@(AdditionalFiles)" /></ItemGroup></Target>
            """);
        repository.Write("App/appsettings.json", "{}");
        Assert.Equal(["error OMNI9910 App.csproj"], (await repository.Dotnet("build", "App", "-c", "Release")).MustExit(1).OwnFindings);
        Assert.Equal(["error OMNI9910 App.csproj"], (await repository.Dotnet("publish", "App", "--no-build")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task A_project_that_compiles_nothing_has_nothing_to_prove()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        repository.AddProject("Nothing", "", sdk: "Microsoft.NET.Sdk");
        repository.Write("Nothing/Directory.Build.targets", UserRepository.NoTargets);
        Assert.Empty((await repository.Dotnet("build", "Nothing")).MustExit(0).OwnFindings);
    }

    [Fact]
    public async Task A_deleted_file_and_a_changed_snapshot_are_judged_anew()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, """
            <PropertyGroup><OmniopsAdvisorySnapshot>../advisories.json</OmniopsAdvisorySnapshot></PropertyGroup>
            <ItemGroup><PackageReference Include="Dapper" Version="2.1.86" /></ItemGroup>
            """);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);
        repository.Write("advisories.json", Snapshot(""));
        Assert.Equal(["error OMNI8002 Dockerfile:1"], (await repository.Dotnet("build", "App")).MustExit(1).Findings);

        File.Delete(Path.Combine(repository.Folder, "Dockerfile"));
        Assert.Empty((await repository.Dotnet("build", "App")).MustExit(0).Findings);
        var release = await repository.Dotnet("build", "App", "-p:OmniopsStage=release", "-p:OmniopsOutOfProcess=true");
        Assert.Equal(["warning OMNI7004 App.csproj"], release.MustExit(0).Findings);
        var others = await repository.Dotnet("build", "App", "-p:ContinuousIntegrationBuild=true");
        Assert.Equal(["warning OMNI7004 App.csproj"], others.MustExit(0).Findings);

        repository.Write("advisories.json", Snapshot("""{"package":"dapper","id":"GHSA-test","severity":"high","ranges":["(, 3.0.0)"],"patched":["3.0.0"]}"""));
        Assert.Equal(["error OMNI7001 App.csproj:9"], (await repository.Dotnet("build", "App")).MustExit(1).Findings);

        repository.Write("advisories.json", "{}");
        Assert.Equal(
            ["warning OMNI7003 App.csproj", "warning OMNI7003 advisories.json", "warning OMNI7003 " + Path.GetFileName(repository.Folder)],
            (await repository.Dotnet("build", "App")).MustExit(0).Findings);
    }

    [Theory]
    [InlineData("-p:OmniopsOutOfProcess=false")]
    [InlineData("-p:OmniopsOutOfProcess=true")]
    public async Task Works_in_a_folder_with_an_unusual_name(string option)
    {
        using var repository = new UserRepository(gate);
        repository.AddProject("My shop, it's (1) #ü/App", UserRepository.BrokenProgram);
        repository.Write("My shop, it's (1) #ü/Dockerfile", UserRepository.RootDockerfile);
        repository.Write("My shop, it's (1) #ü/omniops.gates.json", "{}");
        var build = (await repository.Dotnet("build", "My shop, it's (1) #ü/App", option)).MustExit(1);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2", "error OMNI8002 Dockerfile:1"], build.OwnFindings);

        repository.Write("My shop, it's (1) #ü/omniops.gates.json", """
            { "waivers": [
              { "rule": "OMNI3001", "path": "App/Program.cs", "reason": "r", "owner": "o", "expires": "2099-12-31" },
              { "rule": "OMNI4001", "path": "App/", "reason": "r", "owner": "o", "expires": "2099-12-31" } ] }
            """);
        Assert.Equal(["error OMNI8002 Dockerfile:1"], (await repository.Dotnet("build", "My shop, it's (1) #ü/App", option)).MustExit(1).OwnFindings);
    }

    [Theory]
    [InlineData("-p:TreatWarningsAsErrors=true")]
    [InlineData("-warnaserror")]
    public async Task The_stage_decides_what_is_an_error_and_not_the_treatment_of_warnings(string option)
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.UnprovenProgram);
        repository.Write("App/Setup.cs", UserRepository.HiddenSetup);
        repository.Write("App/appsettings.json", "{ oops");
        repository.Write("Dockerfile", "FROM registry.example/own/base:1.0\n");

        string[] expected =
        [
            "OMNI3001 Program.cs:2", "OMNI5001 Program.cs:1", "OMNI6001 Program.cs:2", "OMNI7003 " + Path.GetFileName(repository.Folder), "OMNI8002 Dockerfile:1",
            "OMNI9912 appsettings.json:1",
        ];
        Assert.Equal(expected.Select(finding => "warning " + finding), (await repository.Dotnet("build", "App", option)).MustExit(0).Findings);
        Assert.Equal(
            [.. expected.Select(finding => "error " + finding), "warning OMNI7004 App.csproj"],
            (await repository.Dotnet("build", "App", option, "-p:OmniopsStage=release")).MustExit(1).Findings);
    }

    [Fact]
    public async Task A_release_fails_on_what_is_not_proven()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        var build = (await repository.Dotnet("build", "App", "-p:OmniopsStage=release")).MustExit(1);
        Assert.Equal(["error OMNI7003 " + Path.GetFileName(repository.Folder), "warning OMNI7004 App.csproj"], build.Findings);
    }

    [Theory]
    [InlineData("-p:OmniopsGates=on", "'on'")]
    [InlineData("-p:OmniopsStage=relase", "'relase'")]
    [InlineData("-p:OmniopsRepoRoot=nowhere", "'nowhere'")]
    public async Task A_property_that_is_not_understood_fails_the_build(string option, string named)
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        var build = (await repository.Dotnet("build", "App", option)).MustExit(1);
        Assert.Contains("error OMNI9901 App.csproj", build.Findings);
        Assert.Contains(named, build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_repository_is_found_by_property_policy_file_git_or_project()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        repository.Write("Dockerfile", UserRepository.RootDockerfile);
        repository.Write("App/deploy/Dockerfile", UserRepository.RootDockerfile);
        Assert.Equal(repository.Folder, await Root());

        repository.Write("App/omniops.gates.json", "{}");
        Assert.Equal(Path.Combine(repository.Folder, "App"), await Root());
        Assert.Equal(repository.Folder, await Root("-p:OmniopsRepoRoot=" + repository.Folder));

        File.Delete(Path.Combine(repository.Folder, "App/omniops.gates.json"));
        Directory.Delete(Path.Combine(repository.Folder, ".git"), recursive: true);
        Assert.Equal(Path.Combine(repository.Folder, "App"), await Root());
        repository.Write(".git", "gitdir: elsewhere");
        Assert.Equal(repository.Folder, await Root());

        async Task<string> Root(params string[] options)
        {
            var output = (await repository.Dotnet(["build", "App", .. options])).Output;
            var line = output.Split('\n').Single(line => line.Contains("Omniops.Gates: repository ", StringComparison.Ordinal));
            return line.Split("repository ")[1].Split(", stage")[0];
        }
    }

    [Fact]
    public async Task A_compilation_without_analyzers_fails()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        var build = (await repository.Dotnet("build", "App", "-p:RunAnalyzers=false")).MustExit(1);
        Assert.Equal(["error OMNI9910 App.csproj"], build.OwnFindings);
        var again = (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Equal(["error OMNI3001 Program.cs:3", "error OMNI4001 Program.cs:2"], again.OwnFindings);
    }

    [Fact]
    public async Task Keeps_the_teams_own_compiler_log()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, "<PropertyGroup><ErrorLog>team.sarif,version=2.1</ErrorLog></PropertyGroup>");
        Assert.Empty((await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);
        Assert.True(File.Exists(Path.Combine(repository.Folder, "App/team.sarif")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""<ItemGroup><AdditionalFiles Include="appsettings.json" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><AdditionalFiles Include="$(MSBuildProjectDirectory)/appsettings.json" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><Content Remove="appsettings.json" /><None Remove="appsettings.json" /></ItemGroup>""")]
    public async Task Settings_are_read_whatever_else_a_project_does_with_them(string projectContent)
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, projectContent);
        repository.Write("App/appsettings.json", """{ "A": "Server=db;User=u;Password=Tr0ub4dor-and-3" }""");
        Assert.Equal(["error OMNI1010 appsettings.json:1"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);
    }

    [Fact]
    public async Task A_helper_in_another_project_is_read_or_not_proven_until_editorconfig_says_what_it_adds()
    {
        using var repository = UserRepository.WithProgram(gate, $"""
            using Contoso.Hosting;
            {UserRepository.Builder} var app = builder.Build();
            app.UseDefaults();
            {UserRepository.Headers}
            app.Run();
            """, """<ItemGroup><ProjectReference Include="../Hosting/Hosting.csproj" /></ItemGroup>""");
        repository.AddProject("Hosting", """
            namespace Contoso.Hosting;
            public static class Defaults
            {
                public static void UseDefaults(this WebApplication app) => app.UseHsts();
            }
            """, "<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>");
        Assert.Empty((await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);

        repository.Write("Hosting/Directory.Build.targets", "<Project><PropertyGroup><OmniopsFacts>false</OmniopsFacts></PropertyGroup></Project>");
        var unknown = (await repository.Dotnet("build", "App")).MustExit(0);
        Assert.Equal(["warning OMNI3001 Program.cs:3", "warning OMNI5001 Program.cs:2", "warning OMNI6001 Program.cs:3"], unknown.OwnFindings);
        const string Key = "omniops_provides.Contoso.Hosting.Defaults.UseDefaults";
        Assert.Contains(Key, unknown.Output, StringComparison.Ordinal);

        foreach (var (value, expected) in new[] { ("UseHsts", ""), ("none", "error OMNI3001 Program.cs:2"), ("UseHsst", "error OMNI9901 Program.cs:3") })
        {
            repository.Write(".editorconfig", $"[*.cs]\n{Key} = {value}\n");
            var build = (await repository.Dotnet("build", "App")).MustExit(expected.Length == 0 ? 0 : 1);
            Assert.True(expected.Length == 0 ? build.OwnFindings.Count == 0 : build.OwnFindings.Contains(expected), build.Output);
        }
    }

    [Fact]
    public async Task What_only_iis_does_is_not_proven()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram.Replace("app.UseHttpsRedirection();", "", StringComparison.Ordinal));
        repository.Write("App/Web.config", """
            <configuration><system.webServer><rewrite><rules><rule name="https">
              <action type="Redirect" url="https://{HTTP_HOST}/{R:1}" />
            </rule></rules></rewrite></system.webServer></configuration>
            """);
        Assert.Equal(["warning OMNI3003 Web.config:2"], (await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_not_proven()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram);
        repository.Write("App/appsettings.json", "{ \"A\": \"Server=db;User=u;Password=Tr0ub4dor-and-3\",\n  broken");
        var build = (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Equal(["error OMNI1010 appsettings.json:1", "warning OMNI9912 appsettings.json:2"], build.OwnFindings);
    }

    private static string Snapshot(string advisory) =>
        $$"""{"completeUntil":"{{DateTime.UtcNow:yyyy-MM-dd}}","lastEntry":"2026-01-01","attribution":"test","advisories":[{{advisory}}]}""";

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
