using System.Text;

namespace Omniops.Gates.Inspection.Files;

/// <summary>A text read once, or the reason why it could not be.</summary>
/// <param name="Text">The content; null when it could not be read.</param>
/// <param name="Problem">Why it could not be read; null when it was.</param>
public sealed record TextFile(string? Text, string? Problem)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8, or UTF-16 with a byte order mark. Never throws for the file's state or content.</summary>
    /// <param name="maxBytes">A larger file is not read.</param>
    public static TextFile Read(string path, long maxBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > maxBytes)
                return new TextFile(null, $"is larger than {maxBytes / (1024 * 1024)} MB");

            using var reader = new StreamReader(stream, s_strictUtf8, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return text.Contains('\0') ? new TextFile(null, "is a binary file") : new TextFile(text, null);
        }
        catch (DecoderFallbackException)
        {
            return new TextFile(null, "is not valid UTF-8");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new TextFile(null, "cannot be opened");
        }
    }
}
