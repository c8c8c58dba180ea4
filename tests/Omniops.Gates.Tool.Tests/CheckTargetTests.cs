using Omniops.Gates.Inspection.Tests;
using Omniops.Gates.Tool.Check;

namespace Omniops.Gates.Tool.Tests;

public sealed class CheckTargetTests
{
    private const string Solution = """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "A", "A\A.csproj", "{6D3D1A55-8A1C-4B5E-9B59-0C7C4B1F7A01}"
        EndProject
        Project("{D954291E-2A0B-460D-934E-DC6B0785DB48}") = "Shared", "Shared\Shared.shproj", "{6D3D1A55-8A1C-4B5E-9B59-0C7C4B1F7A02}"
        EndProject
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "Folder", "Folder", "{6D3D1A55-8A1C-4B5E-9B59-0C7C4B1F7A03}"
        EndProject
        Global
        EndGlobal
        """;

    [Fact]
    public void Lists_the_projects_of_a_classic_solution()
    {
        using var folder = new TemporaryFolder();
        var solution = folder.Write("All.sln", Solution);
        Assert.Equal(["A/A.csproj", "Shared/Shared.shproj"], Projects(folder, solution));

        // Without configurations MSBuild would build none of it.
        using var workspace = new TemporaryFolder();
        folder.Write("A/A.csproj", "<Project />");
        Assert.Equal(["A/A.csproj"], Projects(folder, Resolve(solution, workspace).BuildFile!));
    }

    [Fact]
    public void Lists_the_projects_of_a_modern_solution()
    {
        using var folder = new TemporaryFolder();
        var solution = folder.Write("All.slnx", """<Solution><Folder Name="/src/"><Project Path="A/A.csproj" /></Folder><Project Path="B/B.fsproj" /></Solution>""");
        Assert.Equal(["A/A.csproj", "B/B.fsproj"], Projects(folder, solution));
    }

    [Fact]
    public void Lists_the_projects_of_a_solution_filter_relative_to_its_solution()
    {
        using var folder = new TemporaryFolder();
        folder.Write("All.sln", Solution);
        var filter = folder.Write("filters/Some.slnf", """{ "solution": { "path": "..\\All.sln", "projects": [ "A\\A.csproj", ] } }""");
        Assert.Equal(["A/A.csproj"], Projects(folder, filter));
    }

    [Fact]
    public void A_folder_means_its_solution_before_its_project()
    {
        using var folder = new TemporaryFolder();
        folder.Write("A.csproj", "<Project />");
        Assert.Equal("A.csproj", Path.GetFileName(Resolve(folder.Path, folder).Path));
        folder.Write("All.slnx", "<Solution><Project Path=\"A.csproj\" /></Solution>");
        Assert.Equal("All.slnx", Path.GetFileName(Resolve(folder.Path + Path.DirectorySeparatorChar, folder).Path));
    }

    [Fact]
    public void A_folder_without_a_solution_means_every_project_below()
    {
        using var folder = new TemporaryFolder();
        using var workspace = new TemporaryFolder();
        foreach (var file in new[] { "src/A/A.csproj", "src/B/B.vbproj", "src/A/obj/C.csproj", "src/A/bin/Debug/D.csproj", "notes.txt" })
            folder.Write(file, "<Project />");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "src", "loop"), folder.Path);

        var target = Resolve(folder.Path, workspace);
        Assert.Equal(["src/A/A.csproj", "src/B/B.vbproj"], Relative(folder, target.Projects.Select(project => project.Path)));
        Assert.Equal((folder.Path, workspace.Path), (target.Path, Path.GetDirectoryName(target.BuildFile)));
        Assert.Equal(["src/A/A.csproj", "src/B/B.vbproj"], Projects(folder, target.BuildFile!));
    }

    [Fact]
    public void Says_of_each_project_of_a_solution_why_it_is_not_built()
    {
        using var folder = new TemporaryFolder();
        using var workspace = new TemporaryFolder();
        foreach (var file in new[] { "A/A.csproj", "Out/Out.csproj", "Db/Db.sqlproj", "Outside/Outside.csproj", "Outside/Web.esproj" })
            folder.Write(file, "<Project />");
        folder.Write("All.slnx", """
            <Solution>
              <Project Path="A/A.csproj" />
              <Project Path="Out/Out.csproj"><Build Solution="Debug|*" Project="false" /></Project>
              <Project Path="Gone/Gone.csproj" />
              <Project Path="Db/Db.sqlproj" Type="{00D1A9C2-B5F0-4AF3-8072-F6C62B433612}" />
            </Solution>
            """);

        var target = Resolve(folder.Path, workspace);
        Assert.Equal(
            [
                "A.csproj  False",
                "Db.sqlproj is no C#, Visual Basic or F# project, and the gates read no other; review it by hand False",
                "Gone.csproj is in 'All.slnx' but does not exist; remove it from the solution True",
                "Out.csproj is left out of the build by the configuration 'Debug|Any CPU' of 'All.slnx'; check it by itself False",
                "Outside.csproj is not part of 'All.slnx'; check it by itself False",
                "Web.esproj is no C#, Visual Basic or F# project, and the gates read no other; review it by hand False",
            ],
            target.Projects.Select(project => $"{Path.GetFileName(project.Path)} {project.Exclusion} {project.IsBroken}"));
        Assert.Equal(["A/A.csproj", "Out/Out.csproj"], Projects(folder, target.BuildFile!));

        Assert.Null(Resolve(Path.Combine(folder.Path, "All.slnx"), workspace, "Release").Projects.Single(project => project.Path.EndsWith("Out.csproj", StringComparison.Ordinal)).Exclusion);
        var error = Assert.Throws<UsageException>(() => Resolve(Path.Combine(folder.Path, "All.slnx"), workspace, "Nightly"));
        Assert.Equal("'Nightly' is no configuration of 'All.slnx'; name one of its own: Debug, Release", error.Message);

        folder.Write("Some.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "A\\A.csproj", "Outside\\Outside.csproj" ] } }""");
        var filtered = Resolve(Path.Combine(folder.Path, "Some.slnf"), workspace);
        Assert.Equal([null, "is in 'Some.slnf' but not in 'All.slnx'; add it to the solution"], filtered.Projects.Select(project => project.Exclusion));
        Assert.Equal(["A/A.csproj"], Projects(folder, filtered.BuildFile!));
    }

    [Fact]
    public void A_folder_without_a_solution_may_hold_projects_of_one_name()
    {
        using var folder = new TemporaryFolder();
        using var workspace = new TemporaryFolder();
        foreach (var file in new[] { "a/Läden, A; B/App.csproj", "b/App.csproj", "b/App.vbproj" })
            folder.Write(file, "<Project />");
        Assert.Equal(3, Projects(folder, Resolve(folder.Path, workspace).BuildFile!).Count());
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("absent.sln")]
    [InlineData("empty")]
    [InlineData("broken.sln")]
    [InlineData("broken.slnx")]
    [InlineData("broken.slnf")]
    [InlineData("code.cs")]
    [InlineData("two")]
    public void Refuses_what_cannot_be_checked(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        foreach (var file in new[] { "broken.sln", "broken.slnx", "broken.slnf", "code.cs", "two/a.sln", "two/b.sln" })
            folder.Write(file, "\0 nonsense <");
        Assert.Throws<UsageException>(() => Resolve(Path.Combine(folder.Path, name), folder));
    }

    private static CheckTarget Resolve(string path, TemporaryFolder workspace, string configuration = "Debug") => CheckTarget.Resolve(path, configuration, workspace.Path);

    private static IEnumerable<string> Projects(TemporaryFolder folder, string target) => Relative(folder, Resolve(target, folder).Projects.Select(project => project.Path));

    private static IEnumerable<string> Relative(TemporaryFolder folder, IEnumerable<string> files) =>
        files.Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'));
}
