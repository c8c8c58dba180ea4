using System.Text;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>Which files are read, how, and what becomes of a secret.</summary>
public sealed class SecretScanTests
{
    private const string Secret = "password=high:Tr0ub4dor";

    [Theory]
    [InlineData("readme.txt")]
    [InlineData("Zürich/mit Leerzeichen.yml")]
    [InlineData(".github/workflows/build.yml")]
    [InlineData("src/Shop.Designer.cs")]
    [InlineData("no-ending")]
    public void Reads_what_git_has_and_would_take_in(string file)
    {
        using var folder = new GitFolder();
        folder.Write(file, Secret);
        Assert.Contains($" Fails {file}(1,10)", Assert.Single(Scanned.Findings(folder.Path)), StringComparison.Ordinal);
        folder.Commit();
        Assert.Contains($" Fails {file}(1,10)", Assert.Single(Scanned.Findings(folder.Path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node_modules/x/index.js", "vendored")]
    [InlineData("web/wwwroot/lib/jquery/jquery.js", "vendored")]
    [InlineData("src/Vendor/x.go", "vendored")]
    [InlineData("package-lock.json", "lock files")]
    [InlineData("src/packages.lock.json", "lock files")]
    [InlineData("site.min.js", "generated or minified")]
    [InlineData("site.js.map", "generated or minified")]
    [InlineData("report/gates.sarif", "generated or minified")]
    [InlineData("bin/Debug/net10.0/App.deps.json", "generated or minified")]
    [InlineData("logo.png", "binary")]
    public void Leaves_out_what_nobody_wrote_and_counts_it(string file, string reason)
    {
        using var folder = new GitFolder();
        folder.Write(file, Secret);
        folder.Commit();
        var report = Scanned.Report(folder.Path);
        Assert.Empty(report.Findings);
        Assert.Equal(["0 file(s) read, listed by git", $"left out: 1 {reason}"], report.Evidence);
    }

    [Fact]
    public void Does_not_read_what_git_ignores()
    {
        using var folder = new GitFolder();
        folder.Write(".gitignore", "local/\n");
        folder.Write("local/notes.txt", Secret);
        folder.Write("kept/notes.txt", Secret);
        Assert.Equal(["OMNI1010 Fails kept/notes.txt(1,10)"], Scanned.Findings(folder.Path));
    }

    [Fact]
    public void Reads_a_folder_that_git_ignores_where_somebody_names_it()
    {
        using var folder = new GitFolder();
        folder.Write(".gitignore", "local/\n");
        folder.Write("local/notes.txt", Secret);
        var report = Scanned.Report(Path.Combine(folder.Path, "local"));
        Assert.Single(report.Findings);
        Assert.Equal("1 file(s) read, listed without git as git ignores this folder", report.Evidence[0]);
    }

    [Theory]
    [InlineData("*.txt linguist-vendored", null)]
    [InlineData("*.txt linguist-generated=true", null)]
    [InlineData("*.txt linguist-documentation", "Advised")]
    [InlineData("*.txt -linguist-vendored", "Fails")]
    [InlineData("*.md linguist-vendored", "Fails")]
    [InlineData("*.txt text", "Fails")]
    public void Believes_what_gitattributes_says_of_a_file(string line, string? outcome)
    {
        using var folder = new GitFolder();
        folder.Write(".gitattributes", line + "\n");
        folder.Write("src/notes.txt", Secret);
        var report = Scanned.Report(folder.Path);
        Assert.Equal(outcome is null ? [] : [$"OMNI1010 {outcome} src/notes.txt(1,10)"], Scanned.Lines(folder.Path, report));
        Assert.Equal(outcome is null, report.Evidence.Any(line => line.StartsWith("left out: 1 linguist-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("src/a.yml", "high:x", "Fails")]
    [InlineData("src/a.yml", "medium:x", "NotProven")]
    [InlineData("src/a.yml", "low:x", null)]
    [InlineData("src/a.yml", "none:x", null)]
    [InlineData("tests/a.yml", "high:x", "Advised")]
    [InlineData("tests/a.yml", "medium:x", null)]
    [InlineData("tests/a.yml", "token:x", "Fails")]
    [InlineData("docs/a.yml", "high:x", "Advised")]
    [InlineData("legacy/a.yml", "high:x", "Advised")]
    [InlineData("samples/live/a.yml", "high:x", "Fails")]
    [InlineData("captured/a.yml", "token:x", null)]
    public void A_secret_means_what_its_place_and_the_policy_say(string file, string value, string? outcome)
    {
        using var folder = new GitFolder();
        folder.Write(file, "password=" + value);
        var policy = Scanned.Policy("""{ "secrets": { "skip": ["captured/**"], "aside": ["legacy/"], "production": ["samples/live/**"] } }""");
        Assert.Equal(outcome is null ? [] : [$"OMNI1010 {outcome} {file}(1,10)"], Scanned.Findings(folder.Path, Scanned.Options with { Policy = policy }));
    }

    [Fact]
    public void Notes_what_is_probably_none_where_somebody_asks()
    {
        using var folder = new GitFolder();
        folder.Write("a.yml", "password=low:x");
        Assert.Equal(["OMNI1010 Noted a.yml(1,10)"], Scanned.Findings(folder.Path, Scanned.Options with { NotesLow = true }));
    }

    [Fact]
    public void Says_what_it_passed_over_and_never_the_value()
    {
        using var folder = new GitFolder();
        folder.Write("a.yml", "x\r\n  password=none:Tr0ub4dor\r\n");
        var item = Assert.Single(Scanned.Report(folder.Path).PassedOver);
        Assert.Equal((2, 12, "password", "it is None"), (item.Position.Line, item.Position.Column, item.Subject, item.Reason));
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("ä\n" + Secret) },
        { "UTF-8 with mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("ä\n" + Secret)] },
        { "Latin-1", Encoding.Latin1.GetBytes("ä\n" + Secret) },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("ä\n" + Secret)] },
        { "UTF-16 big endian", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("ä\n" + Secret)] },
        { "UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("ä\n" + Secret)] },
        { "UTF-16 without mark", Encoding.Unicode.GetBytes("ä\n" + Secret) },
        { "UTF-16 big endian without mark", Encoding.BigEndianUnicode.GetBytes("ä\n" + Secret) },
        { "a NUL in it", Encoding.UTF8.GetBytes("\0\n" + Secret) },
        { "a broken byte", [0xff, (byte)'\n', .. Encoding.UTF8.GetBytes(Secret)] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_every_encoding(string name, byte[] content)
    {
        using var folder = new GitFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "a.txt"), content);
        Assert.True(Scanned.Findings(folder.Path).SequenceEqual(["OMNI1010 Fails a.txt(2,10)"]), name);
    }

    [Fact]
    public void Counts_binary_files_by_what_is_in_them()
    {
        using var folder = new GitFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "a.txt"), [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7)), .. Encoding.UTF8.GetBytes(Secret)]);
        var report = Scanned.Report(folder.Path);
        Assert.Empty(report.Findings);
        Assert.Equal(["0 file(s) read, listed by git", "left out: 1 binary"], report.Evidence);
    }

    [Fact]
    public void Says_of_a_file_it_cannot_read_that_it_could_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "nothing is withheld from this user");
        if (OperatingSystem.IsWindows())
            return;

        using var folder = new GitFolder();
        File.SetUnixFileMode(folder.Write("a.txt", Secret), UnixFileMode.None);
        var report = Scanned.Report(folder.Path);
        Assert.Equal(["OMNI9912 NotProven a.txt(0,0)"], Scanned.Lines(folder.Path, report));
        Assert.Single(report.NotRead);
    }

    [Fact]
    public void A_defect_of_the_detector_is_a_file_that_was_not_read()
    {
        using var folder = new GitFolder();
        folder.Write("a.txt", "password=broken:x");
        folder.Write("b.txt", Secret);
        var report = Scanned.Report(folder.Path);
        Assert.Equal(["OMNI9912 NotProven a.txt(0,0)", "OMNI1010 Fails b.txt(1,10)"], Scanned.Lines(folder.Path, report));
        Assert.DoesNotContain("broken:x", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opens_neither_links_nor_pipes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file system without pipes");
        using var folder = new GitFolder();
        folder.Write("pipe", "x");
        folder.Write("target/a.txt", "x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "self"), Path.Combine(folder.Path, "self"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "target", "loop"), folder.Path);
        folder.Commit();
        File.Delete(Path.Combine(folder.Path, "pipe"));
        using (var make = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder.Path, "pipe")]))
            make.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "new"), Path.Combine(folder.Path, "target", "a.txt"));
        var report = Scanned.Report(folder.Path);
        Assert.Empty(report.Findings);
        Assert.Equal(["2 file(s) read, listed by git", "left out: 2 link(s), 1 links"], report.Evidence);
    }

    [Fact]
    public void Names_submodules_and_other_repositories_without_reading_them()
    {
        using var folder = new GitFolder();
        using var other = new GitFolder();
        other.Write("a.txt", Secret);
        other.Commit();
        folder.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.Path, "sub");
        folder.Git("clone", "-q", other.Path, "clone");
        var report = Scanned.Report(folder.Path);
        Assert.Empty(report.Findings);
        Assert.Contains("2 submodule(s) or other repositories", report.Evidence[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_each_place_once_in_order()
    {
        using var folder = new GitFolder();
        foreach (var name in new[] { "b", "a", "c/d", "B" })
            folder.Write(name + ".txt", "x=high:1\nx=high:2\n");
        string[] expected = ["B", "a", "b", "c/d"];
        Assert.Equal(
            expected.SelectMany(name => new[] { $"OMNI1010 Fails {name}.txt(1,3)", $"OMNI1010 Fails {name}.txt(2,3)" }), Scanned.Findings(folder.Path));
    }

    [Fact]
    public void Runs_no_program_that_a_repository_configures()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the traps are shell scripts");
        using var folder = new GitFolder();
        var trap = folder.Write("trap.sh", $"#!/bin/sh\ntouch '{folder.Path}/ran'\ncat\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write("a.txt", Secret);
        folder.Commit();
        folder.Write(".gitattributes", "*.txt filter=trap\n");
        folder.Write(".git/hooks/post-index-change", File.ReadAllText(trap));
        foreach (var key in new[] { "core.fsmonitor", "core.pager", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "diff.external", "core.sshCommand" })
            folder.Git("config", key, trap);
        folder.Git("config", "filter.trap.required", "true");
        // The same size and another time: git would have to compare, through the filter.
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "a.txt"), DateTime.UtcNow.AddHours(-1));
        File.Delete(Path.Combine(folder.Path, "ran"));
        Assert.Equal(["OMNI1010 Fails a.txt(1,10)"], Scanned.Findings(folder.Path));
        Assert.False(File.Exists(Path.Combine(folder.Path, "ran")));
    }

    [Theory]
    [InlineData("{ \"secrets\": { \"skipp\": [] } }", "'secrets:skipp' is not a key of this version")]
    [InlineData("{ \"secrets\": { \"skip\": \"src/**\" } }", "'secrets:skip' is no path in a list")]
    [InlineData("{ \"secrets\": { \"skip\": [1] } }", "'secrets:skip:0' is no path in a list")]
    [InlineData("{ \"secrets\": { \"aside\": [\"../x\"] } }", "the path '../x' has an empty or '..' part")]
    [InlineData("{ \"secrets\": [\"x\"] }", "'secrets:0' is not a key of this version")]
    public void A_policy_that_is_not_understood_is_a_problem(string json, string fact) =>
        Assert.Contains(PolicyReader.Read(json).Problems, problem => problem.Fact == fact);

    [Theory]
    [InlineData("{ \"secrets\": {} }")]
    [InlineData("{ \"secrets\": { \"skip\": [], \"aside\": [\"a\"] } }")]
    public void A_policy_that_is_understood_is_none(string json) => Assert.Empty(PolicyReader.Read(json).Problems);
}
