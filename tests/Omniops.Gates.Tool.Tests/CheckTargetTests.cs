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
        Assert.Equal("A.csproj", Path.GetFileName(CheckTarget.Resolve(folder.Path, folder.Path).Path));
        folder.Write("All.slnx", "<Solution><Project Path=\"A.csproj\" /></Solution>");
        Assert.Equal("All.slnx", Path.GetFileName(CheckTarget.Resolve(folder.Path + Path.DirectorySeparatorChar, folder.Path).Path));
    }

    [Fact]
    public void A_folder_without_a_solution_means_every_project_below()
    {
        using var folder = new TemporaryFolder();
        using var workspace = new TemporaryFolder();
        foreach (var file in new[] { "src/A/A.csproj", "src/B/B.vbproj", "src/A/obj/C.csproj", "src/A/bin/Debug/D.csproj", "notes.txt" })
            folder.Write(file, "<Project />");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "src", "loop"), folder.Path);

        var target = CheckTarget.Resolve(folder.Path, workspace.Path);
        Assert.Equal(["src/A/A.csproj", "src/B/B.vbproj"], Relative(folder, target.Projects));
        Assert.Equal(workspace.Path, Path.GetDirectoryName(target.Path));
        Assert.Equal(["src/A/A.csproj", "src/B/B.vbproj"], Relative(folder, CheckTarget.Resolve(target.Path, workspace.Path).Projects));
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
        Assert.Throws<UsageException>(() => CheckTarget.Resolve(Path.Combine(folder.Path, name), folder.Path));
    }

    private static IEnumerable<string> Projects(TemporaryFolder folder, string target) => Relative(folder, CheckTarget.Resolve(target, folder.Path).Projects);

    private static IEnumerable<string> Relative(TemporaryFolder folder, IEnumerable<string> files) =>
        files.Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'));
}
