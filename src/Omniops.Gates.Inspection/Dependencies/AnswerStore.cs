using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The answers of sources, kept per user of a machine. A damaged or foreign file is no answer.</summary>
/// <param name="folder">Full path of a folder for nothing else.</param>
internal sealed class AnswerStore(string folder)
{
    private const int Format = 1;
    private const long MaxBytes = 256 * 1024 * 1024;

    /// <summary>The files that hold answers, whose change means that packages have to be judged again.</summary>
    public IEnumerable<string> Files
    {
        get
        {
            try
            {
                return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
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
            var path = PathOf(source);
            if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
                return AdvisoryAnswer.None;

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var stored = JsonSerializer.Deserialize<Document>(stream);
            return stored is { Format: Format, Answer.Advisories: { } advisories } && stored.Source == source && !advisories.Any(AdvisorySnapshot.IsBroken)
                ? stored.Answer
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
        var path = PathOf(source);
        var next = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(new Document(Format, source, answer)));
            File.Move(next, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Costs the next build the question again. The turn that was taken to get here shows that the folder can be written.
        }
    }

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

    private string PathOf(string source) =>
        Path.Combine(folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source)), 0, 12) + ".json");

    private sealed record Document(int Format, string Source, AdvisoryAnswer Answer);
}
