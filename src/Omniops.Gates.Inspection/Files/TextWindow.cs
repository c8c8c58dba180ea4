using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Files;

/// <summary>A part of a text with what stands around it, so that something at its edge is seen as a whole.</summary>
/// <param name="Text">The part and its surroundings.</param>
/// <param name="Line">The line in the file in which <paramref name="Text"/> begins.</param>
/// <param name="Column">The column in which it begins.</param>
/// <param name="Start">Where the part itself begins within <paramref name="Text"/>; what starts before belongs to the window before.</param>
/// <param name="End">The offset behind the part.</param>
/// <param name="IsWhole">Whether this is the whole file.</param>
internal sealed record TextWindow(string Text, int Line, int Column, int Start, int End, bool IsWhole)
{
    /// <summary>Whether something that starts at an offset is this window's to report.</summary>
    public bool Owns(int offset) => IsWhole || (offset >= Start && offset < End);

    /// <summary>Where a range of the window stands in the file.</summary>
    public FilePosition PositionOf(string path, int start, int length)
    {
        var position = FilePosition.Of(path, Text, start, length);
        return (Line, Column) == (1, 1) ? position : position with
        {
            Line = position.Line + Line - 1,
            Column = position.Column + (position.Line == 1 ? Column - 1 : 0),
            EndLine = position.EndLine + Line - 1,
            EndColumn = position.EndColumn + (position.EndLine == 1 ? Column - 1 : 0),
        };
    }
}
