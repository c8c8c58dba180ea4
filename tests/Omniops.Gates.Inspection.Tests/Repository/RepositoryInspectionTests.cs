using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Tests.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Repository;

public sealed class RepositoryInspectionTests
{
    private const string Root = "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n";

    [Fact]
    public void Judges_every_Dockerfile_that_people_wrote()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "Dockerfile", "src/shop/Dockerfile.prod", "src/shop/web.Dockerfile", "src/bin/Dockerfile", "node_modules/x/Dockerfile", ".git/Dockerfile", "src/Dockerfile.dockerignore" })
            folder.Write(file, Root);
        Assert.Equal(
            ["OMNI8002 Dockerfile", "OMNI8002 src/shop/Dockerfile.prod", "OMNI8002 src/shop/web.Dockerfile"],
            Check(folder));
    }

    [Fact]
    public void Reports_files_it_cannot_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/Dockerfile", Root + "USER \0");
        folder.Write("b/Dockerfile", new string('#', 1_100_000));
        File.WriteAllBytes(folder.Write("c/Dockerfile", ""), [0x46, 0xff, 0xff]);
        folder.Write("d/Dockerfile", "");
        Assert.Equal(["OMNI9912 a/Dockerfile", "OMNI9912 b/Dockerfile", "OMNI9912 c/Dockerfile", "OMNI9912 d/Dockerfile"], Check(folder));
    }

    [Fact]
    public void Ends_on_links_that_form_a_loop()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/Dockerfile", Root);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "src", "loop"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "src", "self"), Path.Combine(folder.Path, "src", "self"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "src", "Dockerfile.gone"), Path.Combine(folder.Path, "nowhere"));
        Assert.Equal(["OMNI8002 src/Dockerfile", "OMNI9912 src/Dockerfile.gone"], Check(folder));
    }

    [Fact]
    public void Finds_the_root_as_the_targets_do()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".git/HEAD", "");
        folder.Write("a/omniops.gates.json", "{}");
        folder.Write("a/b/.git", "gitdir: elsewhere");
        Directory.CreateDirectory(Path.Combine(folder.Path, "c", "d"));
        Assert.Equal(Path.Combine(folder.Path, "a"), RepositoryRoot.Find(Path.Combine(folder.Path, "a", "b")));
        Assert.Equal(folder.Path, RepositoryRoot.Find(Path.Combine(folder.Path, "c", "d")));
    }

    [Fact]
    public void The_Dockerfile_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", RulePage.Read("OMNI8002").Fails);
        Assert.Equal(["OMNI8002 Dockerfile"], Check(folder));
        folder.Write("Dockerfile", RulePage.Read("OMNI8002").Passes);
        Assert.Empty(Check(folder));
    }

    private static IEnumerable<string> Check(TemporaryFolder folder)
    {
        var snapshot = Snapshots.Of();
        return RepositoryInspection.Check(folder.Path, RepositoryPolicy.Load(folder.Path), AuditData.Of(snapshot), snapshot.CompleteUntil).Findings
            .Select(finding => $"{finding.Rule.Id} {Relative(finding)}").Order(StringComparer.Ordinal);

        string Relative(Finding finding) => Path.GetRelativePath(folder.Path, finding.Position.Path).Replace('\\', '/');
    }
}
