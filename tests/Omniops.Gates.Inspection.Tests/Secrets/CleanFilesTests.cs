using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>What was clean and is unchanged is not read again, and nothing else is left out for it.</summary>
public sealed class CleanFilesTests : IDisposable
{
    private const string Clean = "password=....:Tr0ub4dor\n";
    private const string Secret = "password=high:Tr0ub4dor\n";

    private readonly TemporaryFolder _cache = new();
    private readonly GitFolder _folder = new();
    private readonly List<string> _read = [];

    [Fact]
    public void Reads_an_unchanged_clean_file_once()
    {
        _folder.Write("a.txt", Clean);
        _folder.Write("b.txt", Secret);
        _folder.Commit();
        Assert.Equal(["a.txt", "b.txt"], Scan());
        // The one with a finding is read each time.
        Assert.Equal(["b.txt"], Scan());
        Assert.Equal(["a.txt", "b.txt"], Scan(usesCache: false));
    }

    [Fact]
    public void Reads_what_was_passed_over_again_where_somebody_asks()
    {
        _folder.Write("a.txt", "password=none:Tr0ub4dor\n");
        _folder.Write("b.txt", "password=low:Tr0ub4dor\n");
        _folder.Commit();
        Scan();
        Assert.Empty(Scan());
        Assert.Equal(["a.txt", "b.txt"], Scan(listsPassedOver: true));
        Assert.Empty(Scan());
    }

    [Fact]
    public void Reads_what_is_probably_no_secret_again_where_somebody_asks()
    {
        _folder.Write("a.txt", "password=low:Tr0ub4dor\npassword=none:Tr0ub4dor\n");
        _folder.Write("b.txt", "password=low:Tr0ub4dor\npassword=medium:Tr0ub4dor\n");
        _folder.Write("tests/c.txt", "password=medium:Tr0ub4dor\n");
        _folder.Commit();
        Scan();
        // In a test a medium one is no finding, which a policy may change.
        Assert.Equal(["b.txt", "tests/c.txt"], Scan());
        Assert.Equal(["a.txt", "b.txt", "tests/c.txt"], Scan(notesLow: true));
        Assert.Equal(["b.txt", "tests/c.txt"], Scan());
    }

    [Fact]
    public void Reads_what_was_changed_and_given_its_old_time_again()
    {
        var file = _folder.Write("a.txt", Clean);
        _folder.Commit();
        Scan();
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, Secret);
        File.SetLastWriteTimeUtc(file, time);
        Assert.Equal(["a.txt"], Scan());
        _folder.Git("add", "a.txt");
        Assert.Equal(["a.txt"], Scan());
        _folder.Commit();
        Assert.Equal(["a.txt"], Scan());
    }

    [Theory]
    [InlineData("--assume-unchanged")]
    [InlineData("--skip-worktree")]
    public void Reads_what_git_was_told_not_to_look_at(string option)
    {
        var file = _folder.Write("a.txt", Clean);
        _folder.Commit();
        Scan();
        _folder.Git("update-index", option, "a.txt");
        File.WriteAllText(file, Secret);
        Assert.Equal(["a.txt"], Scan());
    }

    [Fact]
    public void Reads_untracked_files_each_time()
    {
        _folder.Write("a.txt", Clean);
        Assert.Equal(["a.txt"], Scan());
        Assert.Equal(["a.txt"], Scan());
    }

    [Fact]
    public void Reads_a_file_again_under_another_name()
    {
        _folder.Write("a.txt", Clean);
        _folder.Commit();
        Scan();
        _folder.Git("mv", "a.txt", "b.txt");
        Assert.Equal(["b.txt"], Scan());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(70)]
    public void Believes_no_damaged_file(int offset)
    {
        _folder.Write("a.txt", Clean);
        _folder.Commit();
        Scan();
        var kept = Assert.Single(Directory.GetFiles(_cache.Path));
        var content = File.ReadAllBytes(kept);
        content[offset] ^= 1;
        File.WriteAllBytes(kept, content);
        Assert.Equal(["a.txt"], Scan());
        Assert.Empty(Scan());
        File.WriteAllBytes(kept, content[..^1]);
        Assert.Equal(["a.txt"], Scan());
    }

    [Fact]
    public void Takes_an_unchanged_tree_as_a_whole_until_anything_in_it_changes()
    {
        _folder.Write("a.txt", Clean);
        _folder.Write("b.png", "an image");
        _folder.Write("c.txt", Secret);
        _folder.Write("d.txt", "\0\0\0");
        _folder.Write("e.txt", "");
        _folder.Commit();
        Scan();
        Assert.Equal(["c.txt"], Scan());
        var other = _folder.Write("0.txt", Secret);
        Assert.Equal(["0.txt", "c.txt"], Scan());
        File.Delete(other);
        Assert.Equal(["c.txt"], Scan());
        _folder.Write("a.txt", Secret);
        Assert.Equal(["a.txt", "c.txt"], Scan());
        _folder.Write("a.txt", Clean);
        Assert.Equal(["c.txt"], Scan());
        File.Delete(Path.Combine(_folder.Path, "a.txt"));
        Assert.Equal(["c.txt"], Scan());
        _folder.Write("a.txt", Clean);
        Assert.Equal(["c.txt"], Scan());
        _folder.Git("mv", "a.txt", "z.txt");
        Assert.Equal(["c.txt", "z.txt"], Scan());
    }

    [Fact]
    public void Reads_what_a_policy_leaves_out_no_longer()
    {
        _folder.Write("a.txt", Clean);
        _folder.Write("b.txt", Secret);
        _folder.Commit();
        var skipping = Scanned.Policy("""{ "secrets": { "skip": ["*.txt"] } }""");
        Assert.Empty(Scan(policy: skipping));
        Assert.Empty(Scan(policy: skipping));
        Assert.Equal(["a.txt", "b.txt"], Scan());
        Assert.Empty(Scan(policy: skipping));
    }

    [Fact]
    public void Looks_at_the_sides_of_a_merge_conflict_each_time()
    {
        _folder.Write("a.txt", Clean);
        _folder.Commit();
        _folder.Git("checkout", "-q", "-b", "side");
        _folder.Write("a.txt", Clean + "side\n");
        _folder.Commit();
        _folder.Git("checkout", "-q", "-");
        _folder.Write("a.txt", Clean + "main\n");
        _folder.Commit();
        Scan();
        Assert.Empty(Scan());
        _folder.Git("read-tree", "-m", _folder.Git("merge-base", "HEAD", "side").Trim(), "HEAD", "side");
        Assert.Equal(["a.txt"], Scan());
        Assert.Equal(["a.txt"], Scan());
    }

    [Fact]
    public void Is_for_one_version_of_the_rules_only()
    {
        var kept = Path.Combine(_cache.Path, "x.clean");
        var clean = new CleanFiles(kept, new byte[32]);
        clean.Save(new Dictionary<UInt128, CleanState> { [1] = CleanState.Nothing, [2] = CleanState.Binary }, tree: null);
        Assert.Equal([CleanState.Nothing, CleanState.Binary, null], Find([.. Enumerable.Repeat((byte)0, 32)]));
        Assert.Equal([null, null, null], Find([1, .. Enumerable.Repeat((byte)0, 31)]));

        CleanState?[] Find(byte[] version)
        {
            var known = new CleanFiles(kept, version);
            known.Load(tree: null);
            return [known.Find(1), known.Find(2), known.Find(3)];
        }
    }

    [Fact]
    public void Nobody_else_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file system with access lists");
        _folder.Write("a.txt", Clean);
        _folder.Commit();
        Scan();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_cache.Path))));
    }

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }

    /// <summary>Scans, expects the same as without a cache, and returns the files that were read.</summary>
    private List<string> Scan(bool usesCache = true, bool listsPassedOver = false, SecretPolicy? policy = null, bool notesLow = false)
    {
        var plain = Scanned.Options with { Policy = policy ?? SecretPolicy.None, NotesLow = notesLow };
        var expected = Scanned.Report(_folder.Path, plain);
        _read.Clear();
        var options = plain with { UsesCache = usesCache, ListsPassedOver = listsPassedOver, CacheFolder = _cache.Path, Find = Find };
        var report = SecretScan.Run(_folder.Path, RepositoryListing.Of(_folder.Path), options);
        Assert.Equal(expected.Evidence, report.Evidence);
        if (listsPassedOver)
            Assert.Equal(expected.PassedOver, report.PassedOver);
        Assert.Equal(Scanned.Lines(_folder.Path, expected), Scanned.Lines(_folder.Path, report));
        return [.. _read.Order(StringComparer.Ordinal)];

        void Find(string path, string text, Action<Engine.Secrets.Secret> add, CancellationToken cancellation)
        {
            lock (_read)
                _read.Add(path);
            MarkedSecrets.Find(path, text, add, cancellation);
        }
    }
}
