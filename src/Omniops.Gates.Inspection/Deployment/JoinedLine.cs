using System.Text;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>An instruction whose continued lines are joined, and the way back from its characters to the file's.</summary>
internal sealed class JoinedLine
{
    private readonly int[] _indexes;
    private readonly int[] _offsets;

    /// <param name="parts">Start and end offset of each piece, in order; none is empty.</param>
    public JoinedLine(string file, IReadOnlyList<(int Start, int End)> parts)
    {
        _indexes = new int[parts.Count];
        _offsets = new int[parts.Count];
        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            _indexes[i] = text.Length;
            _offsets[i] = parts[i].Start;
            text.Append(file, parts[i].Start, parts[i].End - parts[i].Start);
        }

        Text = text.ToString();
    }

    /// <summary>What the builder sees as one line.</summary>
    public string Text { get; }

    /// <summary>The file's offset of the character at <paramref name="index"/>.</summary>
    public int OffsetOf(int index)
    {
        var found = Array.BinarySearch(_indexes, index);
        var part = found >= 0 ? found : ~found - 1;
        return _offsets[part] + index - _indexes[part];
    }

    /// <summary>How many characters of the file the range spans, continuations included.</summary>
    public int LengthInFile(int index, int length) => length == 0 ? 0 : OffsetOf(index + length - 1) + 1 - OffsetOf(index);
}
