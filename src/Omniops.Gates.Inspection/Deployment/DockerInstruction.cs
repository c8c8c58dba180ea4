namespace Omniops.Gates.Inspection.Deployment;

/// <summary>One instruction of a Dockerfile. Bodies of here-documents and comments are no part of its arguments.</summary>
public sealed class DockerInstruction
{
    private readonly JoinedLine _line;
    private readonly char _escape;
    private readonly int _argumentsIndex;

    internal DockerInstruction(JoinedLine line, char escape)
    {
        _line = line;
        _escape = escape;
        var text = line.Text;
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var blank = text.AsSpan(start).IndexOfAny(DockerWords.Blanks);
        var end = blank < 0 ? text.Length : start + blank;
        Keyword = text[start..end].ToUpperInvariant();
        Arguments = text[end..].Trim();
        _argumentsIndex = Arguments.Length == 0 ? start : text.Length - text.AsSpan(end).TrimStart().Length;

        Start = line.OffsetOf(start);
        ArgumentsStart = line.OffsetOf(_argumentsIndex);
        ArgumentsLength = line.LengthInFile(_argumentsIndex, Arguments.Length);
    }

    /// <summary>The instruction's name in upper case: <c>FROM</c>, <c>USER</c>; any other first word as well.</summary>
    public string Keyword { get; }

    /// <summary>Everything after the name, continued lines joined, as written otherwise.</summary>
    public string Arguments { get; }

    /// <summary>Offset of the name.</summary>
    public int Start { get; }

    /// <summary>Offset of the arguments; that of the name when there are none.</summary>
    public int ArgumentsStart { get; }

    /// <summary>Length of the arguments in the file, continuations included.</summary>
    public int ArgumentsLength { get; }

    /// <summary>The arguments cut at blanks outside quotes.</summary>
    public IEnumerable<DockerWord> Words => DockerWords.Split(Arguments, _escape).Select(Word);

    /// <summary>The words after flags such as <c>--platform=linux/amd64</c>.</summary>
    public IEnumerable<DockerWord> Operands => Words.SkipWhile(word => word.Text.StartsWith("--", StringComparison.Ordinal));

    private DockerWord Word((int Index, int Length) word)
    {
        var index = _argumentsIndex + word.Index;
        return new(Arguments.Substring(word.Index, word.Length), _line.OffsetOf(index), _line.LengthInFile(index, word.Length));
    }
}
