using System.Text.Json;

namespace Omniops.Gates.Package.Tests;

/// <summary>
/// The tool over repositories that know nothing of it and set what they like. Every project of theirs is judged or listed with a reason, and
/// no tracked file changes.
/// </summary>
public sealed class CheckFromOutsideTests(PackedGate gate)
{
    private const string Nothing = "public class Nothing { }";

    [Fact]
    public async Task Every_project_of_a_mixed_solution_is_judged_or_listed()
    {
        using var repository = new UserRepository(null);
        repository.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        repository.Write("Directory.Build.props", "<Project />");
        repository.Write("shared.props", "<Project />");
        repository.AddProject("src/Läden, A; B 100%/App", UserRepository.BrokenProgram, """<Import Project="$(SolutionDir)shared.props" />""");
        repository.AddProject("other/App", "#pragma warning disable\n" + UserRepository.BrokenProgram);
        repository.AddProject("Alone", UserRepository.CleanProgram);
        repository.Replace("Alone/Alone.csproj", "<PropertyGroup>", "<PropertyGroup><ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>");
        repository.AddProject("Checks", Nothing, "<PropertyGroup><IsTestProject>true</IsTestProject><OutputType>Library</OutputType></PropertyGroup>");
        repository.AddProject("DoesNotCompile", "int number = \"text\";", sdk: "Microsoft.NET.Sdk", projectContent: "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>");
        repository.AddProject("Behind", Nothing, """<PropertyGroup><OutputType>Library</OutputType></PropertyGroup><ItemGroup><ProjectReference Include="../DoesNotCompile/DoesNotCompile.csproj" /></ItemGroup>""");
        repository.AddProject("DoesNotRestore", UserRepository.CleanProgram, """<ItemGroup><PackageReference Include="No.Such.Package.Anywhere" Version="1.0.0" /></ItemGroup>""");
        repository.AddProject("DoesNotLoad", UserRepository.CleanProgram, """<Import Project="absent.props" />""");
        repository.AddProject("LeftOut", UserRepository.CleanProgram);
        repository.Write("Multi/Multi.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>netstandard2.0;net8.0;net10.0</TargetFrameworks></PropertyGroup>
            </Project>
            """);
        repository.Write("Multi/Nothing.cs", Nothing);
        repository.Write("Vb/Vb.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        repository.Write("Fs/Fs.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        string[] others = ["Db/Db.sqlproj", "Front/Front.esproj", "Setup/Setup.wixproj", "Native/Native.vcxproj"];
        foreach (var other in others)
            repository.Write(other, """<Project Sdk="No.Such.Sdk/1.0.0" />""");
        repository.Write("All.slnx", """
            <Solution>
              <Folder Name="/src/"><Project Path="src/Läden, A; B 100%/App/App.csproj" /></Folder>
              <Folder Name="/other/"><Project Path="other/App/App.csproj" /></Folder>
              <Project Path="Alone/Alone.csproj" />
              <Project Path="Behind/Behind.csproj" />
              <Project Path="Checks/Checks.csproj" />
              <Project Path="DoesNotCompile/DoesNotCompile.csproj" />
              <Project Path="DoesNotRestore/DoesNotRestore.csproj" />
              <Project Path="DoesNotLoad/DoesNotLoad.csproj" />
              <Project Path="Gone/Gone.csproj" />
              <Project Path="LeftOut/LeftOut.csproj"><Build Project="false" /></Project>
              <Project Path="Multi/Multi.csproj" />
              <Project Path="Vb/Vb.vbproj" />
              <Project Path="Fs/Fs.fsproj" />
              <Project Path="Db/Db.sqlproj" Type="00D1A9C2-B5F0-4AF3-8072-F6C62B433612" />
              <Project Path="Front/Front.esproj" Type="54A90642-561A-4BB1-A94E-469ADEE60C69" />
              <Project Path="Setup/Setup.wixproj" Type="B7DD6F7E-DEF8-4E67-B5B7-07EF123DB6F0" />
              <Project Path="Native/Native.vcxproj" Type="8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942" />
            </Solution>
            """);
        await repository.Commit();

        var check = (await repository.Tool("check", ".", "--output", "obj/report")).MustExit(1);
        Assert.Contains("src/Läden, A; B 100%/App/Program.cs(3,19): error OMNI3001", check.Output, StringComparison.Ordinal);
        Assert.Contains("other/App/Program.cs(4,19): error OMNI9911: '#pragma warning disable' silences OMNI3001", check.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(repository.Read("obj/report/gates.json"));
        Assert.Equal(
            ["Alone/Alone.csproj", "other/App/App.csproj", "src/Läden, A; B 100%/App/App.csproj"],
            report.RootElement.GetProperty("seen").EnumerateArray().Select(seen => seen.GetProperty("project").GetString()));
        Assert.Equal("", await repository.GitStatus());
        AssertProjects(
            repository,
            """
            Alone/Alone.csproj net10.0 judged
            Behind/Behind.csproj  was not built, as the build failed in 'DoesNotCompile.csproj', 'DoesNotLoad.csproj', 'DoesNotRestore.csproj'
            Checks/Checks.csproj net10.0 judged
            Db/Db.sqlproj  is no C#, Visual Basic or F# project, and the gates read no other; review it by hand
            DoesNotCompile/DoesNotCompile.csproj net10.0 does not compile: CS0029: Cannot implicitly convert type 'string' to 'int'
            DoesNotLoad/DoesNotLoad.csproj  was not built: MSB4019: The imported project
            DoesNotRestore/DoesNotRestore.csproj  was not built: NU1100: Unable to resolve 'No.Such.Package.Anywhere (>= 1.0.0)' for 'net10.0'.
            Front/Front.esproj  is no C#, Visual Basic or F# project, and the gates read no other; review it by hand
            Fs/Fs.fsproj net10.0 is written in F#, which the code rules do not read
            Gone/Gone.csproj  is in 'All.slnx' but does not exist; remove it from the solution
            LeftOut/LeftOut.csproj  is left out of the build by the configuration 'Debug|Any CPU' of 'All.slnx'; check it by itself
            Multi/Multi.csproj net10.0 judged
            Multi/Multi.csproj net8.0 judged
            Multi/Multi.csproj netstandard2.0 judged
            Native/Native.vcxproj  is no C#, Visual Basic or F# project, and the gates read no other; review it by hand
            Setup/Setup.wixproj  is no C#, Visual Basic or F# project, and the gates read no other; review it by hand
            Vb/Vb.vbproj net10.0 is written in VB, which the code rules do not read
            other/App/App.csproj net10.0 judged
            src/Läden, A; B 100%/App/App.csproj net10.0 judged
            """);
    }

    [Fact]
    public async Task Settings_and_hooks_of_a_repository_neither_silence_the_gates_nor_get_lost()
    {
        using var repository = new UserRepository(gate);
        foreach (var hook in new[] { "BeforeMicrosoftCommonTargets", "AfterMicrosoftCommonTargets", "BeforeMicrosoftCommonProps", "AfterMicrosoftCommonProps", "FromProject", "FromEnvironment" })
            repository.Write($"build/{hook}.targets", $"<Project><ItemGroup><Compile Include=\"$(MSBuildThisFileDirectory){hook}.cs\" /></ItemGroup></Project>");
        foreach (var hook in new[] { "BeforeMicrosoftCommonTargets", "AfterMicrosoftCommonTargets", "BeforeMicrosoftCommonProps", "AfterMicrosoftCommonProps", "FromProject", "FromEnvironment" })
            repository.Write($"build/{hook}.cs", $"static class {hook} {{ public const string Came = \"\"; }}");
        repository.Write("build/Cross.targets", """<Project><Target Name="Cross" BeforeTargets="DispatchToInnerBuilds"><Touch Files="$(MSBuildThisFileDirectory)../artifacts/crossed" AlwaysCreate="true" /></Target></Project>""");
        repository.Replace("Directory.Build.props", "<Project>", """
            <Project>
              <PropertyGroup>
                <OmniopsGates>off</OmniopsGates>
                <RunAnalyzers>false</RunAnalyzers>
                <RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>
                <RunAnalyzersDuringLiveAnalysis>false</RunAnalyzersDuringLiveAnalysis>
                <ImportUserLocationsByWildcardAfterMicrosoftCommonTargets>false</ImportUserLocationsByWildcardAfterMicrosoftCommonTargets>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
                <WarningsAsErrors>OMNI3001</WarningsAsErrors>
                <ErrorLog>errors.sarif,version=1</ErrorLog>
                <DocumentationFile>$(MSBuildProjectName).xml</DocumentationFile>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                <CompilerGeneratedFilesOutputPath>Generated</CompilerGeneratedFilesOutputPath>
                <GeneratePackageOnBuild>true</GeneratePackageOnBuild>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>
                <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
                <RestoreUseStaticGraphEvaluation>true</RestoreUseStaticGraphEvaluation>
                <CustomBeforeMicrosoftCommonProps>$(MSBuildThisFileDirectory)build/BeforeMicrosoftCommonProps.targets</CustomBeforeMicrosoftCommonProps>
                <CustomAfterMicrosoftCommonProps>$(MSBuildThisFileDirectory)build/AfterMicrosoftCommonProps.targets</CustomAfterMicrosoftCommonProps>
                <CustomBeforeMicrosoftCommonTargets>$(MSBuildThisFileDirectory)build/BeforeMicrosoftCommonTargets.targets</CustomBeforeMicrosoftCommonTargets>
                <CustomAfterMicrosoftCommonTargets Condition="'$(CustomAfterMicrosoftCommonTargets)' == ''">$(MSBuildThisFileDirectory)build/AfterMicrosoftCommonTargets.targets</CustomAfterMicrosoftCommonTargets>
                <CustomAfterMicrosoftCommonCrossTargetingTargets>$(MSBuildThisFileDirectory)build/Cross.targets</CustomAfterMicrosoftCommonCrossTargetingTargets>
              </PropertyGroup>
            """);
        repository.Write("Directory.Build.targets", "<Project><PropertyGroup><NoWarn>$(NoWarn);OMNI3001 ;omni4001</NoWarn></PropertyGroup></Project>");
        repository.Write("Directory.Build.rsp", "-v:q\n-clp:DisableConsoleColor\n");
        const string everyHook = "_ = BeforeMicrosoftCommonProps.Came + AfterMicrosoftCommonProps.Came + BeforeMicrosoftCommonTargets.Came + ";
        repository.AddProject("App", UserRepository.BrokenProgram + everyHook + "AfterMicrosoftCommonTargets.Came;");
        repository.Write("App/packages.lock.json", """{ "version": 1, "dependencies": { "net9.0": {} } }""");
        repository.AddProject(
            "Own", UserRepository.BrokenProgram + everyHook + "FromProject.Came;",
            "<PropertyGroup><CustomAfterMicrosoftCommonTargets>$(MSBuildThisFileDirectory)../build/FromProject.targets</CustomAfterMicrosoftCommonTargets></PropertyGroup>");
        repository.Write("Multi/Multi.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup></Project>""");
        repository.Write("Multi/Multi.cs", "class Multi { string All = " + everyHook[4..] + "AfterMicrosoftCommonTargets.Came; }");
        repository.Write("Multi/packages.lock.json", """{ "version": 1, "dependencies": { "net8.0": {} } }""");
        repository.Write("App/App.xml", "an old one");
        repository.Write("App/errors.sarif", "an old one");
        repository.AddSolution("App", "Own", "Multi");
        await repository.Commit();

        var check = (await repository.Tool("check", "All.slnx", "--output", "obj/report")).MustExit(1);
        foreach (var finding in new[] { "App/Program.cs(3,19): error OMNI3001", "App/Program.cs(2,73): error OMNI4001", "Own/Program.cs(3,19): error OMNI3001", "Own/Program.cs(2,73): error OMNI4001" })
            Assert.Contains(finding, check.Output, StringComparison.Ordinal);
        AssertProjects(
            repository,
            """
            App/App.csproj net10.0 judged
            Multi/Multi.csproj net10.0 judged
            Multi/Multi.csproj net8.0 judged
            Own/Own.csproj net10.0 judged
            """);
        Assert.Equal("", await repository.GitStatus());
        Assert.True(File.Exists(Path.Combine(repository.Folder, "artifacts/crossed")));

        // An environment variable is stronger than the condition in the props.
        var arguments = new[] { RepositoryPaths.Tool, "check", "App", "--output", "obj/report" };
        repository.Replace("App/Program.cs", "AfterMicrosoftCommonTargets.Came;", "FromEnvironment.Came;");
        (await Command.RunAsync("dotnet", repository.Folder, [("CustomAfterMicrosoftCommonTargets", Path.Combine(repository.Folder, "build/FromEnvironment.targets"))], arguments)).MustExit(1);
        AssertProjects(repository, "App/App.csproj net10.0 judged");
    }

    [Fact]
    public async Task A_solution_that_the_SDK_does_not_load_is_built_project_by_project()
    {
        using var repository = new UserRepository(null);
        repository.Write("shared.props", "<Project />");
        repository.AddProject("App", UserRepository.BrokenProgram, """<Import Project="$(SolutionDir)shared.props" />""");
        repository.AddProject("DoesNotLoad", UserRepository.CleanProgram, """<Import Project="absent.props" />""");
        repository.Write("Vb/Vb.vbproj", """<Project><Target Name="Other" /></Project>""");
        // Visual Studio 2008. MSBuild says "Root element is missing" and names no file.
        repository.Write("Old.sln", """
            Microsoft Visual Studio Solution File, Format Version 10.00
            # Visual Studio 2008
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "App", "App\App.csproj", "{53573E4E-33CB-4FDB-8698-C95F5E40E7F3}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "DoesNotLoad", "DoesNotLoad\DoesNotLoad.csproj", "{53573E4E-33CB-4FDB-8698-C95F5E40E7F4}"
            EndProject
            Project("{F184B08F-C81C-45F6-A57F-5ABD9991F28F}") = "Vb", "Vb\Vb.vbproj", "{53573E4E-33CB-4FDB-8698-C95F5E40E7F5}"
            EndProject
            Global
            	GlobalSection(SolutionConfigurationPlatforms) = preSolution
            		Debug|Any CPU = Debug|Any CPU
            	EndGlobalSection
            	GlobalSection(ProjectConfigurationPlatforms) = postSolution
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F3}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F3}.Debug|Any CPU.Build.0 = Debug|Any CPU
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F4}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F4}.Debug|Any CPU.Build.0 = Debug|Any CPU
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F5}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{53573E4E-33CB-4FDB-8698-C95F5E40E7F5}.Debug|Any CPU.Build.0 = Debug|Any CPU
            	EndGlobalSection
            EndGlobal
            """);
        await repository.Commit();

        var check = (await repository.Tool("check", "Old.sln", "--output", "obj/report")).MustExit(1);
        Assert.Contains("App/Program.cs(3,19): error OMNI3001", check.Output, StringComparison.Ordinal);
        AssertProjects(
            repository,
            """
            App/App.csproj net10.0 judged
            DoesNotLoad/DoesNotLoad.csproj  was not built: MSB4019: The imported project
            Vb/Vb.vbproj  was not built: MSB4057: The target
            """);
        Assert.Equal("", await repository.GitStatus());
    }

    [Fact]
    public async Task A_project_that_compiles_nothing_is_listed_and_leaves_nothing_unproven()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("App", UserRepository.CleanProgram);
        repository.AddProject("Nothing", "", sdk: "Microsoft.NET.Sdk");
        repository.Write("Nothing/Directory.Build.targets", UserRepository.NoTargets);
        repository.AddSolution("App", "Nothing");
        var check = (await repository.Tool("check", ".", "--output", "obj/report")).MustExit(0);
        Assert.Contains("no code: Nothing/Nothing.csproj compiles nothing", check.Output, StringComparison.Ordinal);
        AssertProjects(repository, "App/App.csproj net10.0 judged\nNothing/Nothing.csproj net10.0 compiles nothing; its packages are judged");
        (await repository.Tool("check", ".", "--baseline", "write")).MustExit(0);
    }

    [Fact]
    public async Task A_line_directive_does_not_move_a_finding_below_a_waiver()
    {
        using var repository = UserRepository.WithProgram(gate, "#line 1 \"../Tiles/Map.cs\"\n" + UserRepository.BrokenProgram);
        repository.Write("omniops.gates.json", """
            { "waivers": [
                { "rule": "OMNI4001", "path": "Tiles/**", "reason": "r", "owner": "o", "expires": "2099-01-01" },
                { "rule": "OMNI3001", "path": "Tiles/**", "reason": "r", "owner": "o", "expires": "2099-01-01" } ] }
            """);
        (await repository.Dotnet("build", "App")).MustExit(1);
        Assert.Contains("error OMNI4001", (await repository.Tool("check", "App")).MustExit(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_is_checked_in_the_configuration_that_is_published()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("App", $"#if DEBUG\n{UserRepository.CleanProgram}\n#else\n{UserRepository.BrokenProgram}\n#endif\n");
        (await repository.Tool("check", "App")).MustExit(0);
        var release = (await repository.Tool("check", "App", "--stage", "release")).MustExit(1);
        Assert.Contains("error OMNI4001", release.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error OMNI4001", (await repository.Tool("check", "App", "--stage", "release", "-c", "Debug")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_entered_through_a_link_is_the_same_repository()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        repository.Write("omniops.gates.json", """
            { "waivers": [
                { "rule": "OMNI4001", "path": "App/Program.cs", "reason": "r", "owner": "o", "expires": "2099-01-01" },
                { "rule": "OMNI3001", "path": "App/**", "reason": "r", "owner": "o", "expires": "2099-01-01" } ] }
            """);
        var link = repository.Folder + "-link";
        Directory.CreateSymbolicLink(link, repository.Folder);
        try
        {
            foreach (var (folder, target) in new[] { (repository.Folder, $"{link}/App/App.csproj"), (link, "App"), (link, $"{repository.Folder}/App") })
            {
                (await Command.DotnetAsync(folder, "build", target, "--no-incremental")).MustExit(0);
                (await Command.DotnetAsync(folder, RepositoryPaths.Tool, "check", target)).MustExit(0);
            }
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task A_temporary_folder_that_the_compiler_does_not_understand_is_refused()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram);
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder, "Temp, mine")).FullName;
        var check = (await Command.RunAsync("dotnet", repository.Folder, [("TMPDIR", folder), ("TMP", folder)], RepositoryPaths.Tool, "check", "App")).MustExit(3);
        Assert.Contains("Temp, mine/' has a comma or a semicolon in its path; name another one in TMPDIR", check.Output.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_SDK_that_is_not_there_leaves_every_project_unproven()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("App", UserRepository.CleanProgram);
        repository.AddProject("Same/App", UserRepository.CleanProgram);
        repository.Write("global.json", """{ "sdk": { "version": "99.1.100", "rollForward": "disable" } }""");
        await repository.Commit();

        (await repository.Tool("check", ".", "--output", "obj/report")).MustExit(2);
        const string reason = "was not built: 'global.json' asks for the .NET SDK 99.1.100, which is not installed; install it, or let global.json roll forward";
        AssertProjects(repository, $"App/App.csproj  {reason}\nSame/App/App.csproj  {reason}");
        Assert.Equal("", await repository.GitStatus());
    }

    [Fact]
    public async Task A_rule_silenced_by_configuration_is_not_proven_and_a_filter_is_what_is_checked()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("App", UserRepository.BrokenProgram.Replace("policy.AllowAnyOrigin()", "policy.WithOrigins(\"https://shop.example\")", StringComparison.Ordinal));
        repository.Write("App/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.OMNI3001.severity = none\n");
        repository.AddProject("Same/App", UserRepository.CleanProgram);
        repository.AddProject("Unasked", UserRepository.CleanProgram);
        repository.Write("All.slnx", """
            <Solution>
              <Project Path="App/App.csproj" />
              <Folder Name="/Same/"><Project Path="Same/App/App.csproj" /></Folder>
              <Project Path="Unasked/Unasked.csproj" />
            </Solution>
            """);
        repository.Write("filters/Some.slnf", """{ "solution": { "path": "..\\All.slnx", "projects": [ "App\\App.csproj", "Same\\App\\App.csproj" ] } }""");
        await repository.Commit();

        var check = (await repository.Tool("check", "filters/Some.slnf", "--output", "obj/report")).MustExit(2);
        Assert.Contains("App/App.csproj: error OMNI9911: OMNI3001 is switched off", check.Output, StringComparison.Ordinal);
        AssertProjects(
            repository,
            """
            App/App.csproj net10.0 judged
            Same/App/App.csproj net10.0 judged
            """);
        Assert.Equal("", await repository.GitStatus());
    }

    /// <summary>What gates.json says of each project; a project compiled more than once has a line for each.</summary>
    private static void AssertProjects(UserRepository repository, string expected)
    {
        using var report = JsonDocument.Parse(repository.Read("obj/report/gates.json"));
        var projects = report.RootElement.GetProperty("projects").EnumerateArray().ToList();
        Assert.Equal(
            expected.ReplaceLineEndings("\n"),
            string.Join('\n', projects.Select(project => $"{project.GetProperty("path").GetString()} {project.GetProperty("framework").GetString()} "
                + (project.GetProperty("reason").GetString() ?? "judged").Split(" \"")[0]).Order(StringComparer.Ordinal)));

        var judged = projects.GroupBy(project => project.GetProperty("path").GetString()).ToLookup(project => project.All(compilation => compilation.GetProperty("judged").GetBoolean()));
        Assert.Equal(judged[true].Count(), report.RootElement.GetProperty("projectsJudged").GetInt32());
        Assert.Equal(judged[false].Count(), report.RootElement.GetProperty("projectsListed").GetInt32());
        Assert.Equal(judged[true].Count() + judged[false].Count(), report.RootElement.GetProperty("projectsFound").GetInt32());
    }
}
