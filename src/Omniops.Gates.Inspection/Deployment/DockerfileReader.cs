namespace Omniops.Gates.Inspection.Deployment;

/// <summary>
/// Cuts a Dockerfile into instructions as the builder does and keeps the place of every word. What a builder would refuse
/// further down (an unknown instruction, a wrong option) is passed over: such a file starts no container.
/// Source: Dockerfile reference, Format and Parser directives; BuildKit, frontend/dockerfile/parser.
/// </summary>
internal sealed class DockerfileReader
{
    private const int MaxLength = 8 * 1024 * 1024;

    private readonly string _text;
    private readonly List<DockerInstruction> _instructions = [];
    private int _at;
    private char _escape = '\\';

    private DockerfileReader(string text) => _text = text;

    public static Dockerfile Read(string text)
    {
        var reader = new DockerfileReader(text.StartsWith('\uFEFF') ? text[1..] : text);
        var error = reader.ReadAll();
        return new Dockerfile(reader._text, reader._escape, reader._instructions, error);
    }

    private DockerfileError? ReadAll()
    {
        if (_text.Length > MaxLength)
            return new($"it is longer than {MaxLength} characters", 0);

        if (_text.IndexOf('\0') is var binary && binary >= 0)
            return new("it holds binary data", binary);

        ReadDirectives();
        while (_at < _text.Length)
        {
            if (ReadInstruction() is { } error)
                return error;
        }

        return CheckStages();
    }

    /// <summary>Comments of the form <c># name=value</c>, until the first line that is none.</summary>
    private void ReadDirectives()
    {
        while (_at < _text.Length)
        {
            var before = _at;
            var (start, end) = ReadLine();
            if (!TryReadDirective(_text.AsSpan(start, end - start).Trim()))
            {
                _at = before;
                return;
            }
        }
    }

    private bool TryReadDirective(ReadOnlySpan<char> line)
    {
        var equals = line.IndexOf('=');
        if (equals < 0 || line[0] != '#')
            return false;

        var name = line[1..equals].Trim();
        var value = line[(equals + 1)..].Trim();
        if (value.IsEmpty || name.IsEmpty || !char.IsAsciiLetter(name[0]) || !IsAlphanumeric(name))
            return false;

        if (name.Equals("escape", StringComparison.OrdinalIgnoreCase) && value is "`")
            _escape = '`';

        return true;
    }

    private static bool IsAlphanumeric(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }

    private DockerfileError? ReadInstruction()
    {
        var line = ReadContinuedLine();
        if (string.IsNullOrWhiteSpace(line.Text))
            return null;

        var instruction = new DockerInstruction(line, _escape);
        _instructions.Add(instruction);
        return SkipHeredocs(instruction);
    }

    /// <summary>One line and those it continues on; empty for a blank line or a comment, which never continue.</summary>
    private JoinedLine ReadContinuedLine()
    {
        var parts = new List<(int Start, int End)>();
        var continues = false;
        do
        {
            var (start, end) = ReadLine();
            if (IsBlankOrComment(start, end))
                continue;

            var contentEnd = ContentEnd(start, end, out continues);
            if (contentEnd > start)
                parts.Add((start, contentEnd));
        }
        while (continues && _at < _text.Length);

        return new JoinedLine(_text, parts);
    }

    private DockerfileError? SkipHeredocs(DockerInstruction instruction)
    {
        foreach (var heredoc in Heredoc.Of(instruction))
        {
            if (!TrySkip(heredoc))
                return new($"its here-document '{heredoc.Name}' has no end", instruction.Start);
        }

        return null;
    }

    private bool TrySkip(Heredoc heredoc)
    {
        while (_at < _text.Length)
        {
            var (start, end) = ReadLine();
            var line = _text.AsSpan(start, end - start);
            if ((heredoc.IgnoresTabs ? line.TrimStart('\t') : line).SequenceEqual(heredoc.Name))
                return true;
        }

        return false;
    }

    private DockerfileError? CheckStages()
    {
        var stages = _instructions.Where(instruction => instruction.Keyword == "FROM").ToList();
        if (stages.Count == 0)
            return new("it has no FROM", 0);

        return stages.Find(from => !IsComplete(from)) is { } incomplete
            ? new("its FROM names no image, or more than one", incomplete.Start)
            : null;
    }

    private static bool IsComplete(DockerInstruction from)
    {
        var operands = from.Operands.Take(4).ToList();
        return operands.Count == 1 || (operands.Count == 3 && operands[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase));
    }

    private (int Start, int End) ReadLine()
    {
        var start = _at;
        var newLine = _text.IndexOf('\n', start);
        var end = newLine < 0 ? _text.Length : newLine;
        _at = newLine < 0 ? end : newLine + 1;
        while (end > start && _text[end - 1] == '\r')
            end--;

        return (start, end);
    }

    private bool IsBlankOrComment(int start, int end)
    {
        var line = _text.AsSpan(start, end - start).TrimStart();
        return line.IsEmpty || line[0] == '#';
    }

    /// <summary>Where the line ends without its continuation: an escape as its last character that is not itself escaped.</summary>
    private int ContentEnd(int start, int end, out bool continues)
    {
        var last = end - 1;
        while (last > start && _text[last] is ' ' or '\t')
            last--;

        continues = _text[last] == _escape && (last == start || _text[last - 1] != _escape);
        return continues ? last : end;
    }
}
