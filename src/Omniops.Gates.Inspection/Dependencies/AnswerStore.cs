using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The answers of sources, kept per user of a machine. A damaged or foreign file is no answer.</summary>
/// <param name="folder">Full path of a folder for nothing else.</param>
internal sealed class AnswerStore(string folder)
{
    private const int Format = 2;
    private const string Extension = ".answer";
    private const long MaxBytes = 256 * 1024 * 1024;

    /// <summary>The files that hold answers, whose change means that packages have to be judged again.</summary>
    public IEnumerable<string> Files
    {
        get
        {
            try
            {
                return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, $"*{Extension}").Order(StringComparer.Ordinal)] : [];
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>What is known from a source.</summary>
    public AdvisoryAnswer Load(string source)
    {
        try
        {
            var path = PathOf(source, Extension);
            if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
                return AdvisoryAnswer.None;

            // Thousands of advisories are not looked at one by one: they are those that were written, or none.
            var content = File.ReadAllBytes(path).AsSpan();
            if (content.Length <= SHA256.HashSizeInBytes)
                return AdvisoryAnswer.None;

            var document = content[SHA256.HashSizeInBytes..];
            return content[..SHA256.HashSizeInBytes].SequenceEqual(SHA256.HashData(document))
                && JsonSerializer.Deserialize<Document>(document) is { Format: Format, Answer: { } answer } stored && stored.Source == Hash(source)
                ? answer
                : AdvisoryAnswer.None;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return AdvisoryAnswer.None;
        }
    }

    /// <summary>Keeps an answer. Readers see the old one or the new one.</summary>
    public void Save(string source, AdvisoryAnswer answer)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(new Document(Format, Hash(source), answer));
        Write(PathOf(source, Extension), [.. SHA256.HashData(document), .. document]);
    }

    /// <summary>What a source said about the versions of a package; null for nothing.</summary>
    public StoredVersions? LoadVersions(string source, string id)
    {
        try
        {
            var path = PathOf(VersionsKey(source, id), ".versions");
            if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
                return null;

            var stored = JsonSerializer.Deserialize<StoredVersions>(File.ReadAllBytes(path));
            return stored?.Versions is { } versions && versions.All(IsVersion) ? stored : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        static bool IsVersion(PublishedVersion? version) => version is { Version: not null, Needs: not null }
            && NuGetVersion.TryParse(version.Version, out _) && version.Needs.All(need => VersionRange.TryParse(need.Range, out _));
    }

    /// <summary>Keeps what a source said about the versions of a package.</summary>
    public void SaveVersions(string source, string id, StoredVersions versions) =>
        Write(PathOf(VersionsKey(source, id), ".versions"), JsonSerializer.SerializeToUtf8Bytes(versions));

    /// <summary>The right to ask, which one process of the machine has at a time; null when others kept it for the time given.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public FileStream? TakeTurn(TimeSpan limit)
    {
        Directory.CreateDirectory(folder);
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "turn.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not DirectoryNotFoundException)
            {
                if (Environment.TickCount64 > end)
                    return null;
                Thread.Sleep(50);
            }
        }
    }

    private static void Write(string path, byte[] content)
    {
        var next = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(next, content);
            File.Move(next, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Costs the next build the question again. The turn that was taken to get here shows that the folder can be written.
        }
    }

    private static string VersionsKey(string source, string id) => $"{source} {id.ToLowerInvariant()}";

    private string PathOf(string key, string extension) =>
        Path.Combine(folder, Hash(key)[..24] + extension);

    /// <summary>The address of a source may hold a password.</summary>
    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed record Document(int Format, string Source, AdvisoryAnswer Answer);
}
