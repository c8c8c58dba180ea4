using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Tests.Repository;

/// <summary>Without git the same files are read as with it: <c>.gitignore</c> is read as git reads it.</summary>
public sealed class FolderListingTests
{
    [Theory]
    [InlineData("*.log")]
    [InlineData("/a.log")]
    [InlineData("b/a.log")]
    [InlineData("b")]
    [InlineData("b/")]
    [InlineData("/b/")]
    [InlineData("c")]
    [InlineData("b/**")]
    [InlineData("**/c")]
    [InlineData("b/**/a.log")]
    [InlineData("*\n!a.log")]
    [InlineData("*\n!b/\n!b/*.log")]
    [InlineData("*.log\n!/b/a.log")]
    [InlineData("# b\n\n  \n\\#x")]
    [InlineData("a.lo?")]
    [InlineData("a.lo[a-gk]")]
    [InlineData("a.lo[!a-f]")]
    [InlineData("a.l*g   ")]
    [InlineData("[ab].log\r")]
    [InlineData("\\a.log")]
    [InlineData("!a.log")]
    [InlineData("/**/a.log")]
    [InlineData("b/*/a.log")]
    [InlineData("/")]
    [InlineData("A.LOG")]
    public void Ignores_what_git_ignores(string rules)
    {
        using var folder = new GitFolder();
        foreach (var file in new[] { "a.log", "ab.log", "b.log", "b/a.log", "b/c/a.log", "b/c/d/a.log", "c/a.log", "e/b", "#x", "e/c.txt", "a.txt" })
            folder.Write(file, "x");
        folder.Write(".gitignore", rules);
        Assert.Equal(Names(RepositoryListing.Of(folder.Path)), Names(FolderListing.Read(folder.Path, "a test")));
        // A file of an inner folder counts before those around it.
        folder.Write("b/.gitignore", "!a.log\nc/d\n");
        Assert.Equal(Names(RepositoryListing.Of(folder.Path)), Names(FolderListing.Read(folder.Path, "a test")));
    }

    [Fact]
    public void Says_why_git_was_not_asked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "x");
        Assert.Equal(("it is in no git repository", false), Reason(folder.Path));
        folder.Write(".git/HEAD", "ref: refs/heads/main\n");
        Assert.StartsWith("git says 'not a git repository", Reason(folder.Path).Reason, StringComparison.Ordinal);

        static (string? Reason, bool IsRepository) Reason(string path)
        {
            var listing = RepositoryListing.Of(path);
            Assert.Equal(["a.txt"], Names(listing));
            return (listing.WithoutGit, listing.IsRepository);
        }
    }

    [Fact]
    public void Leaves_other_repositories_and_output_alone()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "src/a.txt", "src/bin/a.txt", "src/obj/a.txt", "node_modules/a.txt", "sub/.git", "sub/a.txt" })
            folder.Write(file, "x");
        var listing = FolderListing.Read(folder.Path, "a test");
        Assert.Equal(["src/a.txt"], Names(listing));
        Assert.Equal(["sub"], listing.Repositories);
    }

    private static IEnumerable<string> Names(RepositoryListing listing) => listing.Files.Select(file => file.Path);
}
