namespace Omniops.Gates.Engine.Findings;

/// <summary>Where a finding stands. Lines and columns count from one; zero means the file as a whole.</summary>
/// <param name="Path">Full path of the file or folder.</param>
public sealed record FilePosition(string Path, int Line = 0, int Column = 0, int EndLine = 0, int EndColumn = 0)
{
    /// <summary>The position of a range of characters in a text.</summary>
    public static FilePosition Of(string path, string text, int start, int length)
    {
        var (line, column) = LineAndColumn(text, start);
        var (endLine, endColumn) = LineAndColumn(text, start + length);
        return new FilePosition(path, line, column, endLine, endColumn);
    }

    private static (int Line, int Column) LineAndColumn(string text, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            // \r\n counts once, at its \n; a lone \r ends a line as well, as editors show it.
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, offset - lineStart + 1);
    }
}
