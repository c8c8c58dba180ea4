using System.Text;
using System.Text.Json;

namespace Omniops.Gates.Package.Tests;

/// <summary>The tool as other programs call it.</summary>
public sealed class ToolTests(PackedGate gate)
{
    [Fact]
    public async Task Judges_a_repository_that_was_built_before_without_changing_a_file()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        Directory.Delete(Path.Combine(repository.Folder, ".git"), recursive: true);
        repository.Write("omniops.gates.json", "{}");
        (await repository.Dotnet("build", "App")).MustExit(0);
        var before = Snapshot(repository);

        var first = (await repository.Tool("check", "App", "--output", "App/obj/one")).MustExit(1);
        var second = (await repository.Tool("check", "App/App.csproj", "--output", "App/obj/two")).MustExit(1);

        Assert.Contains("App/Program.cs(2,73): error OMNI4001", first.Output, StringComparison.Ordinal);
        Assert.Contains("App/Program.cs(3,19): error OMNI3001", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(before, Snapshot(repository));
        foreach (var file in new[] { "gates.sarif", "gates.json" })
            Assert.Equal(repository.Read($"App/obj/one/{file}"), repository.Read($"App/obj/two/{file}"));
    }

    [Fact]
    public async Task Sees_every_project_although_the_first_one_fails()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("One", "public class One { }", """<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>""");
        repository.Write("One/Policy.cs", "using Microsoft.AspNetCore.Cors.Infrastructure; public static class Policy { public static void Open(CorsPolicyBuilder policy) => policy.AllowAnyOrigin(); }");
        repository.AddProject("Two", UserRepository.BrokenProgram, """<PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup><ItemGroup><ProjectReference Include="../One/One.csproj" /></ItemGroup>""");
        repository.AddSolution("One", "Two");

        var check = (await repository.Tool("check", "All.slnx", "--output", "report")).MustExit(1);
        Assert.Contains("One/Policy.cs", check.Output, StringComparison.Ordinal);
        Assert.Contains("Two/Program.cs(3,19): error OMNI3001", check.Output, StringComparison.Ordinal);
        Assert.Equal(["One/One.csproj True", "Two/Two.csproj True"], Projects(repository));
    }

    [Fact]
    public async Task Overrides_a_repository_that_switches_analyzers_off()
    {
        using var repository = UserRepository.WithProgram(
            null, UserRepository.BrokenProgram, "<PropertyGroup><RunAnalyzers>false</RunAnalyzers><OmniopsGates>off</OmniopsGates></PropertyGroup>");
        var check = (await repository.Tool("check", "App")).MustExit(1);
        Assert.Contains("error OMNI3001", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_passes_with_advisories_of_today()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram);
        var today = $"{DateTime.UtcNow:yyyy-MM-dd}";
        repository.Write("advisories.json", $$"""{ "completeUntil": "{{today}}", "lastEntry": "{{today}}", "attribution": "our own feed", "advisories": [] }""");
        (await repository.Tool("check", "App", "--stage", "release")).MustExit(2);
        (await repository.Tool("check", "App", "--stage", "release", "--advisories", "advisories.json")).MustExit(0);

        var wrong = (await repository.Tool("check", "App", "--advisories", "App/Program.cs")).MustExit(3);
        Assert.Contains("--advisories 'App/Program.cs' cannot be read", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_judges_the_lock_file_of_the_project_and_not_the_copy_that_it_restores_with()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram, """
            <PropertyGroup><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup>
            <ItemGroup><PackageReference Include="Dapper" Version="2.1.86" /></ItemGroup>
            """);
        var check = await repository.Tool("check", "App");
        Assert.Contains("App/App.csproj: warning OMNI7004: 'App.csproj' asks for a lock file, and there is no 'packages.lock.json'", check.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(repository.Folder, "App/packages.lock.json")));
    }

    [Fact]
    public async Task A_project_that_does_not_compile_is_not_proven()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram + "\nint number = \"text\";\nundeclared();");
        var check = (await repository.Tool("check", "App", "--output", "report")).MustExit(2);
        Assert.Contains("not judged: App/App.csproj: does not compile: CS", check.Output, StringComparison.Ordinal);
        Assert.Equal(["App/App.csproj False"], Projects(repository));
    }

    [Fact]
    public async Task A_project_that_does_not_restore_is_not_proven()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram, """<ItemGroup><PackageReference Include="No.Such.Package.Anywhere" Version="1.0.0" /></ItemGroup>""");
        repository.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        var check = (await repository.Tool("check", ".", "--output", "report")).MustExit(2);
        Assert.Contains("not judged: App/App.csproj: was not built: NU", check.Output, StringComparison.Ordinal);
        Assert.Equal(["App/App.csproj False"], Projects(repository));
    }

    [Fact]
    public async Task Lists_projects_that_it_cannot_judge()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram);
        repository.Write("Library/Library.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        repository.Write("Library/Class1.vb", "Public Class Class1\nEnd Class\n");
        var check = (await repository.Tool("check", ".", "--output", "report")).MustExit(0);
        Assert.Contains("not judged: Library/Library.vbproj: is written in VB", check.Output, StringComparison.Ordinal);
        (await repository.Tool("check", ".", "--strict")).MustExit(2);
        Assert.Equal(["App/App.csproj True", "Library/Library.vbproj False"], Projects(repository));
    }

    [Fact]
    public async Task Hostile_files_end_in_a_message()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.CleanProgram);
        repository.Write("App/appsettings.json", "{ \"A\": \"" + new string('x', 50_000_000) + "\" }");
        File.WriteAllBytes(Path.Combine(repository.Folder, "App/appsettings.Latin.json"), Encoding.Latin1.GetBytes("{ \"Städte\": \"Zürich\" }"));
        repository.Write("App/appsettings.Deep.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        Directory.CreateSymbolicLink(Path.Combine(repository.Folder, "loop"), repository.Folder);

        var check = (await repository.Tool("check", "App")).MustExit(0);
        Assert.Contains("App/appsettings.json(1,1): warning OMNI9912", check.Output, StringComparison.Ordinal);
        Assert.Contains("App/appsettings.Latin.json(1,1): warning OMNI9912: 'appsettings.Latin.json' is not valid UTF-8", check.Output, StringComparison.Ordinal);
        Assert.Contains("App/appsettings.Deep.json(1,", check.Output, StringComparison.Ordinal);
        Assert.Contains("NOT PROVEN  Secrets", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", check.Output, StringComparison.Ordinal);
        (await repository.Tool("check", "App", "--stage", "release")).MustExit(2);
    }

    [Theory]
    [InlineData("'nowhere' does not exist", "check", "nowhere")]
    [InlineData("'empty' holds no solution and no project", "check", "empty")]
    [InlineData("'note.txt' is neither a solution nor a project", "check", "note.txt")]
    [InlineData("'bad.sln' cannot be read as a solution", "check", "bad.sln")]
    [InlineData("'bad.slnf' cannot be read as a solution", "check", "bad.slnf")]
    [InlineData("'two' has several solutions (a.sln, b.slnx); check one at a time", "check", "two")]
    [InlineData("there is no rule 'OMNI0000'", "explain", "OMNI0000")]
    [InlineData("Required argument 'target' missing", "check")]
    [InlineData("the target is empty", "check", "")]
    [InlineData("the folder is empty", "scan", " ")]
    [InlineData("--output '' cannot be written", "scan", "empty", "--output", "")]
    [InlineData("'later'", "check", "empty", "--stage", "later")]
    [InlineData("'--nonsense'", "rules", "--nonsense")]
    public async Task Wrong_usage_exits_with_3_and_says_why(string message, params string[] arguments)
    {
        using var repository = new UserRepository(null);
        Directory.CreateDirectory(Path.Combine(repository.Folder, "empty"));
        repository.Write("note.txt", "hello");
        repository.Write("bad.sln", "hello");
        repository.Write("bad.slnf", "hello");
        repository.Write("two/a.sln", "");
        repository.Write("two/b.slnx", "");

        var result = (await repository.Tool(arguments)).MustExit(3);
        Assert.Contains("omniops-gates: error OMNI9901: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_and_explains_the_rules()
    {
        using var repository = new UserRepository(null);
        using var rules = JsonDocument.Parse((await repository.Tool("rules", "--format", "json")).MustExit(0).Output);
        var ids = rules.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToList();
        Assert.Contains("OMNI4001", ids);

        var text = (await repository.Tool("rules")).MustExit(0).Output;
        Assert.All(ids, id => Assert.Contains(id, text, StringComparison.Ordinal));
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "rules", "OMNI4001.md"), TestContext.Current.CancellationToken);
        Assert.Equal(page.Trim(), (await repository.Tool("explain", "omni4001")).MustExit(0).Output.Trim());
    }

    [Fact]
    public async Task Works_as_an_installed_tool()
    {
        using var repository = UserRepository.WithProgram(null, UserRepository.BrokenProgram);
        (await repository.Dotnet("tool", "install", "Omniops.Gates.Tool", "--version", gate.Version, "--tool-path", "tools", "--source", gate.Feed)).MustExit(0);

        var installed = Directory.GetFiles(Path.Combine(repository.Folder, "tools"), "omniops-gates.dll", SearchOption.AllDirectories).Single();
        var check = (await Command.DotnetAsync(repository.Folder, installed, "check", "App")).MustExit(1);
        Assert.Contains("App/Program.cs(3,19): error OMNI3001", check.Output, StringComparison.Ordinal);
        Assert.Contains("# OMNI3001", (await Command.DotnetAsync(repository.Folder, installed, "explain", "OMNI3001")).MustExit(0).Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Projects(UserRepository repository)
    {
        using var report = JsonDocument.Parse(repository.Read("report/gates.json"));
        return [.. report.RootElement.GetProperty("projects").EnumerateArray()
            .Select(project => $"{project.GetProperty("path").GetString()} {project.GetProperty("judged").GetBoolean()}").Order(StringComparer.Ordinal)];
    }

    private static string Snapshot(UserRepository repository) => string.Join('\n', Directory.EnumerateFiles(repository.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(repository.Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Select(file => $"{file} {File.ReadAllText(file)}").Order(StringComparer.Ordinal));
}
