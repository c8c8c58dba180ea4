namespace Omniops.Gates.Inspection.Files;

/// <summary>Reads a text of any length in parts that end where lines do, in bounded memory.</summary>
internal static class TextWindows
{
    /// <param name="length">Characters of a part at most; it ends where a line does, or in the middle of a longer line.</param>
    /// <param name="overlap">Characters of the surroundings on either side.</param>
    /// <param name="column">The column in which the text begins.</param>
    public static void Read(TextReader reader, int length, int overlap, Action<TextWindow> use, int column = 1)
    {
        var buffer = new char[length + (2 * overlap)];
        var (count, partStart, line) = (0, 0, 1);
        while (true)
        {
            var read = reader.ReadBlock(buffer, count, buffer.Length - count);
            count += read;
            var isLast = count < buffer.Length;
            var partEnd = isLast ? count : CutAt(buffer, partStart, Math.Min(partStart + length, count));
            if (partEnd > partStart || isLast)
            {
                var text = new string(buffer, 0, Math.Min(count, partEnd + overlap));
                use(new TextWindow(text, line, column, partStart, partEnd, isWhole: false));
            }

            if (isLast)
                return;

            var drop = Math.Max(0, partEnd - overlap);
            // A carriage return belongs to the line feed behind it.
            if (drop > 0 && buffer[drop - 1] == '\r' && buffer[drop] == '\n')
                drop--;
            (line, column) = Move(buffer.AsSpan(0, drop), buffer[drop], line, column);
            Array.Copy(buffer, drop, buffer, 0, count - drop);
            count -= drop;
            partStart = partEnd - drop;
        }
    }

    /// <summary>Behind the last line end of the part, or its end where it is one long line.</summary>
    private static int CutAt(char[] buffer, int start, int end)
    {
        var lineEnd = Array.LastIndexOf(buffer, '\n', end - 1, end - start);
        return lineEnd < 0 ? end : lineEnd + 1;
    }

    private static (int Line, int Column) Move(ReadOnlySpan<char> text, char next, int line, int column)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var following = i + 1 < text.Length ? text[i + 1] : next;
            if (text[i] == '\n' || (text[i] == '\r' && following != '\n'))
                (line, column) = (line + 1, 1);
            else
                column++;
        }

        return (line, column);
    }
}
