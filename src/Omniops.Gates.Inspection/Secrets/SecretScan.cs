using System.Security.Cryptography;
using System.Text;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>Looks for secrets in all files that version control has or would take in.</summary>
public sealed class SecretScan
{
    private const string AttributesFile = ".gitattributes";
    private const long MaxAttributesBytes = 1024 * 1024;

    /// <summary>More readers than that wait for the disk.</summary>
    private const int MostReaders = 8;

    private readonly RepositoryListing _listing;
    private readonly SecretScanOptions _options;
    private readonly string _prefix;
    private readonly CleanFiles _clean;
    private readonly bool _hasAttributes;
    private readonly Dictionary<UInt128, CleanState> _cleanNow = [];
    private readonly List<string> _open = [];
    private readonly FileCounts _counts = new();
    private FileCounts _settled = new();

    private SecretScan(string root, RepositoryListing listing, SecretScanOptions options)
    {
        (_listing, _options) = (listing, options);
        var folder = Path.GetRelativePath(root, listing.Folder).Replace('\\', '/');
        _prefix = folder == "." ? "" : folder + "/";
        var attributes = AttributeTexts().ToList();
        _hasAttributes = listing.WithoutGit is null && attributes.Exists(text => text.Contains("linguist-", StringComparison.Ordinal));
        var cache = options.UsesCache ? CleanFiles.PathFor(options.CacheFolder, root, listing.Folder) : null;
        _clean = new CleanFiles(cache, Version(folder, attributes));
    }

    /// <summary>Reads and judges the files of a listing.</summary>
    /// <param name="root">Full path of the repository; the listing may be of a part of it.</param>
    public static SecretScanReport Run(
        string root, RepositoryListing listing, SecretScanOptions options, CancellationToken cancellation = default) =>
        new SecretScan(root, listing, options).Run(cancellation);

    private SecretScanReport Run(CancellationToken cancellation)
    {
        var tree = NameOfTree();
        _clean.Load(tree);
        var files = Judge(ToRead(), cancellation);
        foreach (var (file, listed) in files)
            Count(file, listed);
        if (_options.UsesCache && _clean.Tree is null)
            _clean.Save(_cleanNow, tree is null ? null : new CleanTree(tree, _settled, _open));

        var unlisted = _listing.Unlisted
            .Select(folder => RepositoryListing.NotListed(Path.Combine(_listing.Folder, folder), _prefix + folder));
        var findings = unlisted.Concat(Absent()).Concat(files.SelectMany(file => file.File.Findings)).ToList();
        return new SecretScanReport(
            findings, [.. files.SelectMany(file => file.File.PassedOver)], [.. Evidence()],
            [.. findings.Where(finding => finding.Rule == Engine.Integrity.IntegrityRules.InputNotRead)]);
    }

    /// <summary>Names the content of all files and what decides which of them are read; null where something was changed.</summary>
    private byte[]? NameOfTree()
    {
        if (!_options.UsesCache || _options.ListsPassedOver || _options.NotesLow || _listing.Untouched is not { } untouched)
            return null;

        var rules = string.Join('\0', _options.Policy.Skip) + "\0\0" + _options.Elsewhere.Name;
        return untouched.NameWith(SHA256.HashData(Encoding.UTF8.GetBytes(rules)));
    }

    private IEnumerable<RepositoryFile> Listed()
    {
        if (_clean.Tree is not { } tree || _listing.Untouched is not { } untouched)
            return _listing.Files;

        _settled = tree.Settled;
        return tree.Open.Select(path => new RepositoryFile(path, IsTracked: true)).Concat(untouched.Untracked)
            .OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>All files that are neither left out nor known to be clean.</summary>
    private List<(RepositoryFile File, string Path, bool IsDocumentation)> ToRead()
    {
        var unknown = new List<(RepositoryFile File, string Path)>();
        foreach (var file in Listed())
        {
            var path = _prefix + file.Path;
            if (ReasonToSkip(path) is { } reason)
                Skip(file, reason);
            else if (_options.Elsewhere.Holds(path) && SecretFileNames.Find(path) is null)
                SkipElsewhere(file);
            else if (file.Content is { } content && Known(content) is { } state)
                CountClean(content, state);
            else
                unknown.Add((file, path));
        }

        var attributes = _hasAttributes
            ? GitAttributes.Read(_listing.Folder, [.. unknown.Select(file => file.File.Path)])
            : new GitAttributes();
        var toRead = new List<(RepositoryFile File, string Path, bool IsDocumentation)>();
        foreach (var (file, path) in unknown)
        {
            if (attributes.ReasonToSkip(file.Path) is { } reason)
                Skip(file with { Content = null }, reason);
            else
                toRead.Add((file, path, attributes.IsDocumentation(file.Path)));
        }

        return toRead;
    }

    private CleanState? Known(UInt128 content) => _clean.Find(content) switch
    {
        CleanState.PassedOver when _options.ListsPassedOver => null,
        CleanState.Low when _options.ListsPassedOver || _options.NotesLow => null,
        var state => state,
    };

    /// <summary>What is known about the file stays known, for a scan that reads it.</summary>
    private void SkipElsewhere(RepositoryFile file)
    {
        Skip(file, "judged elsewhere");
        if (file.Content is { } content && _clean.Find(content) is { } state)
            _cleanNow[content] = state;
    }

    private string? ReasonToSkip(string path) =>
        _options.Policy.Skip.Any(pattern => pattern.Matches(path)) ? $"left out by {GatePolicy.FileName}" : SkippedFiles.ReasonOf(path);

    private (SecretFile File, RepositoryFile Listed)[] Judge(
        List<(RepositoryFile File, string Path, bool IsDocumentation)> files, CancellationToken cancellation)
    {
        var judged = new (SecretFile File, RepositoryFile Listed)[files.Count];
        var readers = Math.Clamp(Environment.ProcessorCount, 2, MostReaders);
        var how = new ParallelOptions { MaxDegreeOfParallelism = readers, CancellationToken = cancellation };
        Parallel.For(0, files.Count, how, () => new ContentReader(), (i, _, reader) =>
        {
            var (file, path, isDocumentation) = files[i];
            var secretFile = new SecretFile(path, Path.Combine(_listing.Folder, file.Path), file, PlaceOf(path, isDocumentation), _options);
            secretFile.Judge(reader, _listing.WithoutGit, cancellation);
            judged[i] = (secretFile, file);
            return reader;
        }, _ => { });
        return judged;
    }

    private SecretPlace PlaceOf(string path, bool isDocumentation) =>
        SecretPlaces.Of(path, _options.Policy, isDocumentation);

    private void Count(SecretFile file, RepositoryFile listed)
    {
        if (listed.Content is { } content && file.State is { } state)
            CountClean(content, state);
        else if (file.Content == FileContent.Text || file.Content == FileContent.Empty)
            CountsOf(listed with { Content = null }).Read++;
        else
        {
            var isBinary = file.Content == FileContent.Binary;
            Skip(listed with { Content = null }, isBinary ? SkippedFiles.Binary : file.Content.IsProblem ? "not readable" : file.Content.Reason);
        }
    }

    private void CountClean(UInt128 content, CleanState state)
    {
        _cleanNow[content] = state;
        if (state == CleanState.Binary)
            _settled.Skip(SkippedFiles.Binary);
        else
            _settled.Read++;
    }

    private void Skip(RepositoryFile file, string reason) => CountsOf(file).Skip(reason);

    /// <summary>A file whose content has no name, or says nothing by itself, is looked at the next time as well.</summary>
    private FileCounts CountsOf(RepositoryFile file)
    {
        if (file.Content is not null)
            return _settled;
        if (file.IsTracked == true)
            _open.Add(file.Path);
        return _counts;
    }

    /// <summary>Files that git has and nobody can read here, or that are ignored and may be tracked all the same.</summary>
    private IEnumerable<Finding> Absent()
    {
        foreach (var path in _listing.Absent.Where(path => SecretFileNames.Find(path) is not null && SkippedFiles.ReasonOf(path) is null))
            yield return NotProven(path, "is tracked, but not in the working tree");
        foreach (var path in _listing.IsRepository ? _listing.IgnoredSecretFiles : [])
            yield return NotProven(path, $"is ignored, may be tracked all the same, and {_listing.WithoutGit}");

        Finding NotProven(string path, string fact) => Finding.NotProven(
            SecretRules.SecretFileTracked, new FilePosition(Path.Combine(_listing.Folder, path)), _prefix + path,
            $"'{_prefix + path}' {fact}");
    }

    private IEnumerable<string> Evidence()
    {
        var read = _counts.Read + _settled.Read;
        yield return $"{read} file(s) read, {(_listing.WithoutGit is { } reason ? $"listed without git as {reason}" : "listed by git")}";

        foreach (var (why, count) in _settled.Skipped)
            _counts.Skip(why, count);
        if (_listing.Links > 0)
            _counts.Skip("link(s)", _listing.Links);
        if (_listing.Absent.Count > 0)
            _counts.Skip("tracked but absent", _listing.Absent.Count);
        if (_listing.Repositories.Count > 0)
            _counts.Skip("submodule(s) or other repositories", _listing.Repositories.Count);
        if (_counts.Skipped.Count > 0)
            yield return $"left out: {string.Join(", ", _counts.Skipped.Select(entry => $"{entry.Value} {entry.Key}"))}";
    }

    private IEnumerable<string> AttributeTexts()
    {
        var files = _listing.Attributes.Select(path => Path.Combine(_listing.Folder, path)).ToList();
        var folder = _listing.Folder;
        while (!Path.Exists(Path.Combine(folder, ".git")) && Path.GetDirectoryName(folder) is { } parent)
        {
            files.Add(Path.Combine(parent, AttributesFile));
            folder = parent;
        }

        return files.Where(File.Exists).Select(file => TextFile.Read(file, MaxAttributesBytes).Text ?? "");
    }

    private static byte[] Version(string folder, IEnumerable<string> attributes)
    {
        string[] assemblies = [Id(typeof(SecretScan)), Id(typeof(FileSecrets))];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [.. assemblies, folder, .. attributes])));

        static string Id(Type type) => type.Module.ModuleVersionId.ToString();
    }
}
