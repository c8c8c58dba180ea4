using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Omniops.Gates.Inspection.Files;

/// <summary>
/// Tells in which encoding a file was written, so that nothing is passed over for its encoding. Source: Unicode standard, section 23.8 on
/// byte order marks; git's rule that a file with a NUL among its first 8000 bytes is binary, except for UTF-16.
/// </summary>
internal static class AnyText
{
    /// <summary>Bytes that are looked at.</summary>
    public const int SampleSize = 8 * 1024;

    /// <summary>Bytes of zeros that are a hole and no beginning of a binary format: the smallest block of a file system.</summary>
    public const int Hole = 4 * 1024;

    private const double LeastShareOfZeros = 0.6;
    private const double MostControls = 0.1;

    /// <summary>The encoding and the length of the byte order mark; null for a binary file.</summary>
    /// <param name="start">The beginning of the file, the whole of it where it is no longer than that.</param>
    public static (Encoding Encoding, int Mark)? Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
            return (Encoding.UTF8, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return (Encoding.UTF32, 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Encoding.Unicode, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode, 2);

        var sample = start[..Math.Min(start.Length, SampleSize)];
        if (sample.IndexOf((byte)0) < 0)
            return (Encoding.UTF8, 0);

        return Utf16(sample) is { } encoding ? (encoding, 0) : IsBinary(sample) ? null : (Encoding.UTF8, 0);
    }

    /// <summary>The text of a whole file. What is no UTF-8 is read as Latin-1, which takes every byte.</summary>
    public static string Decode(ReadOnlyMemory<byte> bytes, Encoding encoding, int mark)
    {
        var content = bytes[mark..];
        // Most files are ASCII, which is checked and widened in one go instead of being counted first.
        var sample = content.Span[..Math.Min(content.Length, SampleSize)];
        if (encoding == Encoding.UTF8 && Ascii.IsValid(sample) && AsAscii(content) is { } text)
            return text;

        var isOneByteEach = encoding == Encoding.UTF8 && !Utf8.IsValid(content.Span);
        return (isOneByteEach ? Encoding.Latin1 : encoding).GetString(content.Span);
    }

    private static string? AsAscii(ReadOnlyMemory<byte> content)
    {
        var isAscii = true;
        var text = string.Create(content.Length, content, (characters, bytes) =>
            isAscii = Ascii.ToUtf16(bytes.Span, characters, out _) == OperationStatus.Done);
        return isAscii ? text : null;
    }

    /// <summary>Text in a Latin script has a zero in every second byte.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var pairs = Math.Max(sample.Length / 2, 1);
        return odd >= pairs * LeastShareOfZeros && even <= odd / 20 ? Encoding.Unicode
            : even >= pairs * LeastShareOfZeros && odd <= even / 20 ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>A stray NUL in a text does not hide it.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> sample)
    {
        var controls = 0;
        foreach (var value in sample)
            controls += value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) ? 1 : 0;
        return controls > sample.Length * MostControls;
    }
}
