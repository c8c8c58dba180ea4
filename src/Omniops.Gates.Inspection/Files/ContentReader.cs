using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Omniops.Gates.Inspection.Files;

/// <summary>Reads files one after the other into the same buffer. For one thread.</summary>
/// <param name="maxWhole">Bytes up to which a file is read as a whole; what is longer comes in windows.</param>
/// <param name="windowLength">Characters of a long file that are looked at together, without the overlap on both sides.</param>
internal sealed class ContentReader(int maxWhole = 16 * 1024 * 1024, int windowLength = 1024 * 1024)
{
    /// <summary>Characters. Longer than any token, private key or line that is read as one.</summary>
    public const int Overlap = 64 * 1024;

    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>
    /// Hands the content to <paramref name="use"/>, a short file once, a long one in windows. Never throws for the file's state or content.
    /// </summary>
    /// <param name="isFile">Whether somebody has just seen that it is a file and no link, pipe, socket or device.</param>
    /// <returns>Whether it is text, binary or empty, a link or gone; or why it cannot be read.</returns>
    public FileContent Read(string path, Action<TextWindow> use, bool isFile = false)
    {
        try
        {
            if (!isFile && WhatElse(path) is { } other)
                return other;

            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            return length == 0 ? FileContent.Empty : length <= maxWhole ? ReadWhole(file, (int)length, use) : ReadWindows(file, use);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileContent.Problem(
                error is FileNotFoundException or DirectoryNotFoundException ? "is not there any more" : "cannot be opened");
        }
    }

    /// <summary>What is not to be opened: pipes, sockets and devices would be waited for. Null for a file with something in it.</summary>
    private static FileContent? WhatElse(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists && info.LinkTarget is null)
            return Path.Exists(path) ? FileContent.NoFile : FileContent.Problem("is not there any more");
        if (info.Attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null)
            return FileContent.Link;

        return info.Length == 0 ? FileContent.Empty : null;
    }

    private FileContent ReadWhole(SafeFileHandle file, int length, Action<TextWindow> use)
    {
        if (_buffer.Length < length)
            _buffer = new byte[Math.Max(length, Math.Min(maxWhole, _buffer.Length * 2))];
        var bytes = _buffer.AsMemory(0, Fill(file, _buffer.AsSpan(0, length), 0));
        var hole = HoleIn(bytes.Span);
        bytes = bytes[hole..];
        if (AnyText.Detect(bytes.Span) is not { } found)
            return FileContent.Binary;

        var text = AnyText.Decode(bytes, found.Encoding, found.Mark);
        use(new TextWindow(text, line: 1, column: 1 + hole, 0, text.Length, isWhole: true));
        return FileContent.Text;
    }

    private FileContent ReadWindows(SafeFileHandle file, Action<TextWindow> use)
    {
        var hole = HoleIn(file);
        var sample = _buffer.AsSpan(0, Fill(file, _buffer.AsSpan(0, AnyText.SampleSize), hole));
        if (AnyText.Detect(sample) is not { } found)
            return FileContent.Binary;

        var encoding = found.Encoding == Encoding.UTF8 && !IsUtf8(file) ? Encoding.Latin1 : found.Encoding;
        using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
        stream.Position = hole + found.Mark;
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        TextWindows.Read(reader, windowLength, Overlap, use, column: 1 + (int)Math.Min(hole, int.MaxValue - 1));
        return FileContent.Text;
    }

    /// <summary>
    /// Zeros that a log cut while it was written, or a sparse file, begins with. The text behind them is no less readable, and nobody may
    /// hide one behind a hole.
    /// </summary>
    private long HoleIn(SafeFileHandle file)
    {
        long hole = 0;
        for (int count; (count = Fill(file, _buffer, hole)) > 0; hole += count)
        {
            if (_buffer.AsSpan(0, count).IndexOfAnyExcept((byte)0) is var first and >= 0)
                return HoleBefore(hole + first);
        }

        return 0;
    }

    private static int HoleIn(ReadOnlySpan<byte> bytes) => (int)HoleBefore(bytes.IndexOfAnyExcept((byte)0));

    /// <summary>A zero before the first other byte may be half of a character.</summary>
    private static long HoleBefore(long first) => first < AnyText.Hole ? 0 : first & ~3L;

    /// <summary>A file has one encoding: the second half must not be read in another than the first.</summary>
    private bool IsUtf8(SafeFileHandle file)
    {
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var characters = new char[_buffer.Length + 1];
        try
        {
            for (long at = 0; Fill(file, _buffer, at) is var count and > 0; at += count)
                decoder.GetChars(_buffer, 0, count, characters, 0, flush: count < _buffer.Length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static int Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var count = 0;
        while (count < buffer.Length && RandomAccess.Read(file, buffer[count..], offset + count) is var read and > 0)
            count += read;
        return count;
    }
}
