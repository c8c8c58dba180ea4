using System.Security.Cryptography;
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
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, CleanState> _cleanNow = [];
    private int _read;

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
        _clean.Load();
        var files = Judge(ToRead(), cancellation);
        foreach (var (file, key) in files)
            Count(file, key);
        if (_options.UsesCache)
            _clean.Save(_cleanNow);

        var unlisted = _listing.Unlisted
            .Select(folder => RepositoryListing.NotListed(Path.Combine(_listing.Folder, folder), _prefix + folder));
        var findings = unlisted.Concat(Absent()).Concat(files.SelectMany(file => file.File.Findings)).ToList();
        return new SecretScanReport(
            findings, [.. files.SelectMany(file => file.File.PassedOver)], [.. Evidence()],
            [.. findings.Where(finding => finding.Rule == Engine.Integrity.IntegrityRules.InputNotRead)]);
    }

    /// <summary>All files that are neither left out nor known to be clean.</summary>
    private List<(RepositoryFile File, string Path, bool IsDocumentation)> ToRead()
    {
        var unknown = new List<(RepositoryFile File, string Path)>();
        foreach (var file in _listing.Files)
        {
            var path = _prefix + file.Path;
            if (ReasonToSkip(path) is { } reason)
                Skip(reason);
            else if (_options.IsElsewhere(path) && SecretFileNames.Find(path) is null)
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
                Skip(reason);
            else
                toRead.Add((file, path, attributes.IsDocumentation(file.Path)));
        }

        return toRead;
    }

    private CleanState? Known(UInt128 content) =>
        _clean.Find(content) is { } state && (state != CleanState.PassedOver || !_options.ListsPassedOver) ? state : null;

    /// <summary>What is known about the file stays known, for a scan that reads it.</summary>
    private void SkipElsewhere(RepositoryFile file)
    {
        Skip("judged elsewhere");
        if (file.Content is { } content && _clean.Find(content) is { } state)
            _cleanNow[content] = state;
    }

    private string? ReasonToSkip(string path) =>
        _options.Policy.Skip.Any(pattern => pattern.Matches(path)) ? $"left out by {GatePolicy.FileName}" : SkippedFiles.ReasonOf(path);

    private (SecretFile File, UInt128? Key)[] Judge(
        List<(RepositoryFile File, string Path, bool IsDocumentation)> files, CancellationToken cancellation)
    {
        var judged = new (SecretFile File, UInt128? Key)[files.Count];
        var readers = Math.Clamp(Environment.ProcessorCount, 2, MostReaders);
        var how = new ParallelOptions { MaxDegreeOfParallelism = readers, CancellationToken = cancellation };
        Parallel.For(0, files.Count, how, () => new ContentReader(), (i, _, reader) =>
        {
            var (file, path, isDocumentation) = files[i];
            var secretFile = new SecretFile(path, Path.Combine(_listing.Folder, file.Path), file, PlaceOf(path, isDocumentation), _options);
            secretFile.Judge(reader, _listing.WithoutGit, cancellation);
            judged[i] = (secretFile, file.Content);
            return reader;
        }, _ => { });
        return judged;
    }

    private SecretPlace PlaceOf(string path, bool isDocumentation) =>
        _options.Policy.Production.Any(pattern => pattern.Matches(path)) ? SecretPlace.Production
        : isDocumentation || _options.Policy.Aside.Any(pattern => pattern.Matches(path)) ? SecretPlace.Aside
        : SecretPlaces.Of(path);

    private void Count(SecretFile file, UInt128? key)
    {
        var isBinary = file.Content == FileContent.Binary;
        if (key is { } content && file.State is { } state)
            CountClean(content, state);
        else if (file.Content == FileContent.Text || file.Content == FileContent.Empty)
            _read++;
        else
            Skip(isBinary ? SkippedFiles.Binary : file.Content.IsProblem ? "not readable" : file.Content.Reason);
    }

    private void CountClean(UInt128 content, CleanState state)
    {
        _cleanNow[content] = state;
        if (state == CleanState.Binary)
            Skip(SkippedFiles.Binary);
        else
            _read++;
    }

    private void Skip(string reason, int count = 1) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;

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
        yield return $"{_read} file(s) read, {(_listing.WithoutGit is { } reason ? $"listed without git as {reason}" : "listed by git")}";

        if (_listing.Links > 0)
            Skip("link(s)", _listing.Links);
        if (_listing.Absent.Count > 0)
            Skip("tracked but absent", _listing.Absent.Count);
        if (_listing.Repositories.Count > 0)
            Skip("submodule(s) or other repositories", _listing.Repositories.Count);
        if (_skipped.Count > 0)
            yield return $"left out: {string.Join(", ", _skipped.Select(entry => $"{entry.Value} {entry.Key}"))}";
    }

    private IEnumerable<string> AttributeTexts()
    {
        var files = _listing.Files.Select(file => file.Path)
            .Where(path => path == AttributesFile || path.EndsWith("/" + AttributesFile, StringComparison.Ordinal))
            .Select(path => Path.Combine(_listing.Folder, path)).ToList();
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
        return SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', [.. assemblies, folder, .. attributes])));

        static string Id(Type type) => type.Module.ModuleVersionId.ToString();
    }
}
