using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// What <c>git ls-files -z -v --stage --others --modified --deleted</c> writes. Most of it says that a file is as it was: it becomes names
/// only where somebody asks for them. Source: git-ls-files(1).
/// </summary>
internal sealed class GitEntries
{
    private const int ModeStart = 2;
    private const int ModeLength = 6;

    private readonly string _folder;
    private readonly byte[] _output;
    private readonly bool _hasFilters;
    private readonly List<RepositoryFile> _others = [];
    private readonly List<string> _repositories = [];
    private readonly List<string> _attributes = [];
    private readonly List<string> _absent = [];
    private readonly HashSet<string> _modified = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private int _links;
    private int _stagedStart = -1;
    private bool _isUntouched;

    /// <param name="hasFilters">Whether the working tree may differ from what git has without git's knowledge.</param>
    public GitEntries(string folder, byte[] output, bool hasFilters)
    {
        (_folder, _output, _hasFilters) = (folder, output, hasFilters);
        _isUntouched = !hasFilters;
        FindChanges();
        foreach (var entry in Staged())
            Classify(entry);
    }

    /// <summary>Whether git has anything.</summary>
    public bool HasStaged => _stagedStart >= 0;

    /// <param name="unlisted">Folders that git could not look into.</param>
    public RepositoryListing ToListing(IReadOnlyList<string> unlisted)
    {
        _repositories.Sort(StringComparer.Ordinal);
        return new RepositoryListing(_folder, new LazyFiles(ReadFiles))
        {
            Repositories = _repositories,
            Links = _links,
            Absent = _absent,
            Attributes = _attributes,
            Unlisted = unlisted,
            Untouched = _isUntouched && HasStaged ? new UntouchedTree(_output.AsMemory(_stagedStart), _others) : null,
        };
    }

    private void FindChanges()
    {
        var start = 0;
        for (var rest = _output.AsSpan(); rest.IndexOf((byte)0) is var end and >= 0; rest = rest[(end + 1)..], start += end + 1)
        {
            var entry = rest[..end];
            switch (entry[0])
            {
                case (byte)'?':
                    AddOther(Encoding.UTF8.GetString(entry[2..]));
                    break;
                case (byte)'C' or (byte)'c':
                    _modified.Add(PathOf(entry));
                    break;
                case (byte)'R' or (byte)'r':
                    _deleted.Add(PathOf(entry));
                    break;
                default:
                    if (_stagedStart < 0)
                        _stagedStart = start;
                    // Git does not look at one that was left out of the working tree.
                    _isUntouched &= entry[0] is not ((byte)'S' or (byte)'s');
                    continue;
            }

            // What is not staged comes before all that is, unless something was changed.
            _isUntouched &= _stagedStart < 0;
        }
    }

    private void AddOther(string path)
    {
        if (path.EndsWith('/'))
        {
            _repositories.Add(path);
            return;
        }

        _others.Add(new RepositoryFile(path, IsTracked: false));
        if (IsAttributes(path))
            _attributes.Add(path);
    }

    private void Classify(ReadOnlySpan<byte> entry)
    {
        var mode = entry.Slice(ModeStart, ModeLength);
        if (mode.SequenceEqual("160000"u8))
            _repositories.Add(PathOf(entry));
        else if (mode.SequenceEqual("120000"u8))
            _links++;
        else if (IsAbsent(entry))
            _absent.Add(PathOf(entry));
        else if (entry.EndsWith(".gitattributes"u8) && PathOf(entry) is var path && IsAttributes(path))
            _attributes.Add(path);
    }

    private static bool IsAttributes(string path) => path == ".gitattributes" || path.EndsWith("/.gitattributes", StringComparison.Ordinal);

    private bool IsAbsent(ReadOnlySpan<byte> entry) => _deleted.Count > 0 && _deleted.Contains(PathOf(entry))
        || (entry[0] is (byte)'S' or (byte)'s' && !Path.Exists(Path.Combine(_folder, PathOf(entry))));

    private List<RepositoryFile> ReadFiles()
    {
        var files = new List<RepositoryFile>();
        var absent = _absent.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in Staged())
        {
            var mode = entry.Slice(ModeStart, ModeLength);
            var path = PathOf(entry);
            if (mode.SequenceEqual("160000"u8) || mode.SequenceEqual("120000"u8) || absent.Contains(path))
                continue;

            var isUnchanged = IsAsStaged(entry) && !_hasFilters && !_modified.Contains(path);
            files.Add(new RepositoryFile(path, IsTracked: true, isUnchanged ? Name(entry) : null));
        }

        files.AddRange(_others);
        Sort(files);
        return files;
    }

    /// <summary>Git's own order is nearly always ours as well, which is cheaper to see than to make.</summary>
    private static void Sort(List<RepositoryFile> files)
    {
        for (var i = 1; i < files.Count; i++)
        {
            if (string.CompareOrdinal(files[i - 1].Path, files[i].Path) > 0)
            {
                files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
                return;
            }
        }
    }

    private StagedEntries Staged() => new(HasStaged ? _output.AsSpan(_stagedStart) : []);

    private static string PathOf(ReadOnlySpan<byte> entry) => Encoding.UTF8.GetString(entry[(entry.IndexOf((byte)'\t') + 1)..]);

    /// <summary>Neither in conflict nor exempt from comparison: git itself has looked whether it is modified.</summary>
    private static bool IsAsStaged(ReadOnlySpan<byte> entry) =>
        entry[0] == 'H' && entry.IndexOf((byte)'\t') is var tab && entry[tab - 1] == '0' && entry[tab - 2] == ' ';

    private static UInt128 Name(ReadOnlySpan<byte> entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entry, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
