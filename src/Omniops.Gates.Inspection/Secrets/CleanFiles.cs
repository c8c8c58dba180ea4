using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>
/// The files in which an earlier scan found nothing, by path and content, and what it said of the tree as a whole. A file with a finding is
/// never among them, so that this can neither lose nor change one. Kept per user and folder; a damaged or foreign file is no file.
/// </summary>
/// <param name="path">Where it is kept; null where there is no place.</param>
/// <param name="version">Everything besides path and content that decides what is said about a file.</param>
internal sealed class CleanFiles(string? path, byte[] version)
{
    private const int EntrySize = 17;
    private const int DaysUntilForgotten = 60;

    private Dictionary<UInt128, CleanState> _known = [];
    private byte[]? _tree;

    /// <summary>What an earlier scan said of the very tree that was asked for.</summary>
    public CleanTree? Tree { get; private set; }

    /// <summary>The file for a part of a repository; null where there is no place outside the repository.</summary>
    public static string? PathFor(string? cache, string root, string folder)
    {
        if (cache is null || Path.GetFullPath(cache).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
            return null;

        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{root}\n{folder}")), 0, 12);
        return Path.Combine(cache, $"{name}.clean");
    }

    /// <summary>Reads what is kept for this version: about the tree where it is known, otherwise about its files.</summary>
    /// <param name="tree">The name of the tree as a whole; null where it has none.</param>
    public void Load(byte[]? tree)
    {
        try
        {
            if (path is null || !File.Exists(path))
                return;

            var content = File.ReadAllBytes(path).AsSpan();
            var head = version.Length + SHA256.HashSizeInBytes;
            if (content.Length < head + sizeof(int) || !content[..version.Length].SequenceEqual(version)
                || !content[version.Length..head].SequenceEqual(SHA256.HashData(content[head..])))
                return;

            var entries = head + sizeof(int) + MemoryMarshal.Read<int>(content[head..]);
            _tree = content[(head + sizeof(int))..entries].ToArray();
            if (tree is not null && CleanTree.Read(_tree) is { } known && known.Name.AsSpan().SequenceEqual(tree))
                Tree = known;
            else
                ReadFiles(content[entries..]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Costs time, not correctness.
        }
    }

    /// <summary>Why there is no finding in a file; null where it has to be read.</summary>
    public CleanState? Find(UInt128 content) => _known.TryGetValue(content, out var state) ? state : null;

    /// <summary>Keeps these, and nothing else, for the next scan.</summary>
    /// <param name="tree">What was said of the tree as a whole; null where it has no name.</param>
    public void Save(IReadOnlyDictionary<UInt128, CleanState> clean, CleanTree? tree)
    {
        var written = tree?.Write() ?? _tree ?? [];
        if (path is null || (IsKnown(clean) && _tree is not null && written.AsSpan().SequenceEqual(_tree)))
            return;

        var head = version.Length + SHA256.HashSizeInBytes;
        var entries = head + sizeof(int) + written.Length;
        var content = new byte[entries + (clean.Count * EntrySize)];
        MemoryMarshal.Write(content.AsSpan(head), written.Length);
        written.CopyTo(content, head + sizeof(int));
        var rest = content.AsSpan(entries);
        foreach (var (key, state) in clean)
        {
            MemoryMarshal.Write(rest, key);
            rest[16] = (byte)state;
            rest = rest[EntrySize..];
        }

        version.CopyTo(content, 0);
        SHA256.HashData(content.AsSpan(head), content.AsSpan(version.Length));
        Write(content);
    }

    private void ReadFiles(ReadOnlySpan<byte> entries)
    {
        _known = new Dictionary<UInt128, CleanState>(entries.Length / EntrySize);
        for (var rest = entries; rest.Length >= EntrySize; rest = rest[EntrySize..])
            _known[MemoryMarshal.Read<UInt128>(rest)] = (CleanState)rest[16];
    }

    private bool IsKnown(IReadOnlyDictionary<UInt128, CleanState> clean) => clean.Count == _known.Count
        && clean.All(entry => _known.TryGetValue(entry.Key, out var state) && state == entry.Value);

    private void Write(byte[] content)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            var temporary = Path.Combine(folder, Path.GetRandomFileName());
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(temporary, how))
                stream.Write(content);
            // At once: a second scan at the same time sees the old file or the new one.
            File.Move(temporary, path!, overwrite: true);
            Forget(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Costs time, not correctness.
        }
    }

    /// <summary>Folders come and go; what nobody has scanned for two months is taken out.</summary>
    private static void Forget(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-DaysUntilForgotten))
                file.Delete();
        }
    }
}
