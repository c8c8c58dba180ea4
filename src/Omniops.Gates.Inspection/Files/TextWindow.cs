using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Files;

/// <summary>A part of a text with what stands around it, so that something at its edge is seen as a whole.</summary>
/// <param name="text">The part and its surroundings.</param>
/// <param name="line">The line in the file in which <paramref name="text"/> begins.</param>
/// <param name="column">The column in which it begins.</param>
/// <param name="start">Where the part itself begins; what starts before belongs to the window before.</param>
/// <param name="end">The offset behind the part.</param>
/// <param name="isWhole">Whether this is the whole file.</param>
internal sealed class TextWindow(string text, int line, int column, int start, int end, bool isWhole)
{
    private List<int>? _lineStarts;

    /// <summary>The part and its surroundings.</summary>
    public string Text => text;

    /// <summary>Whether this is the whole file.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Whether something that starts at an offset is this window's to report.</summary>
    public bool Owns(int offset) => isWhole || (offset >= start && offset < end);

    /// <summary>Where a range of the window stands in the file.</summary>
    public FilePosition PositionOf(string path, int offset, int length)
    {
        var (first, last) = (LineAndColumn(offset), LineAndColumn(offset + length));
        return new FilePosition(path, first.Line, first.Column, last.Line, last.Column);
    }

    /// <summary>By the starts of all lines: a file may hold thousands of places.</summary>
    private (int Line, int Column) LineAndColumn(int offset)
    {
        _lineStarts ??= LineStarts(text);
        var index = _lineStarts.BinarySearch(offset);
        index = index >= 0 ? index : ~index - 1;
        return (line + index, offset - _lineStarts[index] + (index == 0 ? column : 1));
    }

    /// <summary>As <see cref="FilePosition"/> counts them.</summary>
    private static List<int> LineStarts(string text)
    {
        List<int> starts = [0];
        for (var i = text.AsSpan().IndexOfAny('\r', '\n'); i >= 0 && i < text.Length;)
        {
            if (text[i] == '\n' || !(i + 1 < text.Length && text[i + 1] == '\n'))
                starts.Add(i + 1);
            var next = text.AsSpan(i + 1).IndexOfAny('\r', '\n');
            if (next < 0)
                break;
            i += 1 + next;
        }

        return starts;
    }
}
