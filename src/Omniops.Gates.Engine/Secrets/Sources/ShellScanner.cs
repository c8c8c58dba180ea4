namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Splits a script into commands and their words.</summary>
internal sealed class ShellScanner(
    FileKind kind, string text, Action<Assignment> report, bool isNested, CancellationToken cancellation)
{
    private readonly ShellCommand _command = new(kind, text, report, isNested, cancellation);
    private readonly Queue<(int Start, int End, bool HasTabs)> _heredocs = new();
    private int _at;

    // Looking for the end of what is never closed may cost so many characters in all, then it is taken as text.
    private long _budget = 4L * text.Length + 1000;

    private bool IsPowerShell => kind == FileKind.PowerShell;

    private bool IsBatch => kind == FileKind.Batch;

    public void Read()
    {
        if (text.Length > 0 && text[0] == '\uFEFF')
            _at = 1;
        while (_at < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            Step();
        }

        _command.End();
    }

    private void Step()
    {
        var c = text[_at];
        if (c is '\n' or '\r')
        {
            _at++;
            _command.End();
            if (c == '\n')
                Heredocs();
        }
        else if (char.IsWhiteSpace(c))
        {
            _at++;
        }
        else if (IsContinuation(c))
        {
            _at = NextLine(_at);
        }
        else if (IsComment(c))
        {
            Comment();
        }
        else if (c == '<' && kind == FileKind.Shell && Follows('<'))
        {
            HeredocMark();
        }
        else if (IsPowerShell && c == '@' && _at + 1 < text.Length && text[_at + 1] is '"' or '\'')
        {
            HereString();
        }
        else if (EndsCommand(c))
        {
            _at++;
            _command.End();
        }
        else if (IsSeparator(c))
        {
            _at++;
        }
        else
        {
            Word();
        }
    }

    private bool IsContinuation(char c) =>
        (kind == FileKind.Shell && c == '\\' || IsPowerShell && c == '`' || IsBatch && c == '^')
        && _at + 1 < text.Length && text[_at + 1] is '\n' or '\r';

    private bool IsComment(char c) => !IsBatch
        ? c == '#' || IsPowerShell && c == '<' && Follows('#')
        : _command.IsEmpty && (c == ':' && Follows(':') || c is 'r' or 'R' && IsRemark());

    private bool IsRemark() =>
        _at + 3 < text.Length && char.IsWhiteSpace(text[_at + 3])
        && string.Compare(text, _at, "rem", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;

    private void Comment()
    {
        if (text[_at] == '<')
        {
            var close = text.IndexOf("#>", _at, StringComparison.Ordinal);
            _at = close < 0 ? text.Length : close + 2;
            return;
        }

        _at = LineEnd(_at);
    }

    private bool EndsCommand(char c) => kind switch
    {
        FileKind.PowerShell => c is ';' or '|' or '{' or '}',
        FileKind.Batch => c is '|' or '&' or '(' or ')',
        _ => c is ';' or '|' or '&' or '(' or ')' or '`',
    };

    private bool IsSeparator(char c) => c is '<' or '>' || IsPowerShell && c is '(' or ')' or ',' or '&';

    private void Word()
    {
        var start = _at;
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c is '"' or '\'' or '`' && (c != '\'' || !IsBatch) && (c != '`' || IsPowerShell))
            {
                if (c == '`')
                    _at += 2;
                else
                    QuotedPart(c);
            }
            else if (c == '\\' && kind == FileKind.Shell || c == '^' && IsBatch)
            {
                _at += 2;
            }
            else if (c == '$' && kind == FileKind.Shell && Follows('{'))
            {
                var close = text.IndexOf('}', _at, Math.Min(300, text.Length - _at));
                _at = close < 0 ? _at + 2 : close + 1;
            }
            else if (c == '$' && Follows('(') && kind != FileKind.Batch)
            {
                // What a command prints is no literal; the command itself is read next.
                _at += 2;
                _command.Add(start, _at, isComputed: true);
                _command.End();
                return;
            }
            else if (char.IsWhiteSpace(c) || EndsCommand(c) || IsSeparator(c))
            {
                break;
            }
            else if (IsPowerShell && c == '=' && _at > start && text[start] is '$' or '[' or '"' or '\'')
            {
                break;
            }
            else
            {
                _at++;
                if (IsPowerShell && c == '=' && _at == start + 1)
                    break;
            }
        }

        _at = Math.Min(_at, text.Length);
        _command.Add(start, _at, isComputed: false);

        // cmd.exe takes everything up to the end of the line or an ampersand for the value.
        if (IsBatch && _command.IsSet)
            RestOfSet();
    }

    private void RestOfSet()
    {
        var start = _at;
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;
        var end = start;
        var isQuoted = start < text.Length && text[start] == '"';
        while (end < text.Length && text[end] is not ('\n' or '\r') && (isQuoted || text[end] is not ('&' or '|' or ')')))
            end++;
        _at = end;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (start < end)
            _command.Add(start, end, isComputed: false);
    }

    private void QuotedPart(char quote)
    {
        var close = _budget < 0
            ? -1
            : Quotes.Close(text, _at + 1, text.Length, quote, ShellCommand.StyleOf(kind, quote), crossesLines: !IsBatch);
        if (close < 0)
            _budget -= text.Length - _at;
        _at = close < 0 ? _at + 1 : close + 1;
    }

    private void HeredocMark()
    {
        _at += 2;
        if (_at < text.Length && text[_at] == '<')
        {
            _at++;
            return;
        }

        var hasTabs = _at < text.Length && text[_at] is '-' or '~';
        if (hasTabs)
            _at++;
        while (_at < text.Length && text[_at] is ' ' or '\t' or '"' or '\'' or '\\')
            _at++;
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        if (_at > start && !char.IsDigit(text[start]))
            _heredocs.Enqueue((start, _at, hasTabs));
        if (_at < text.Length && text[_at] is '"' or '\'')
            _at++;
    }

    private void Heredocs()
    {
        while (_heredocs.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (nameStart, nameEnd, hasTabs) = _heredocs.Dequeue();
            var close = _budget < 0 ? -1 : HeredocEnd(nameStart, nameEnd - nameStart, hasTabs);
            if (close < 0)
                continue;

            if (!isNested)
            {
                // What stands in it is a settings file most of the time, or SQL for the command.
                FileAssignments.ReadPart(FileKind.Lines, text, _at, close, null, report, cancellation);
                FileAssignments.ReadPart(FileKind.Sql, text, _at, close, null, report, cancellation);
            }

            _at = NextLine(close);
        }
    }

    /// <summary>Offset of the line that holds the heredoc's name alone, or -1.</summary>
    private int HeredocEnd(int nameStart, int length, bool hasTabs)
    {
        for (var line = _at; line < text.Length; line = NextLine(line))
        {
            cancellation.ThrowIfCancellationRequested();
            var at = line;
            while (hasTabs && at < text.Length && text[at] is '\t' or ' ')
                at++;
            var end = LineEnd(at);
            if (end - at == length && string.CompareOrdinal(text, at, text, nameStart, length) == 0)
                return line;
        }

        _budget -= text.Length - _at;
        return -1;
    }

    /// <summary><c>@'</c>, lines, <c>'@</c>: one word.</summary>
    private void HereString()
    {
        var mark = "\n" + text[_at + 1] + "@";
        var start = NextLine(_at);
        var close = _budget < 0 || start > text.Length ? -1 : text.IndexOf(mark, Math.Max(_at, start - 1), StringComparison.Ordinal);
        if (close < 0)
        {
            _budget -= text.Length - _at;
            _at++;
            return;
        }

        var end = close > start && text[close - 1] == '\r' ? close - 1 : close;
        _command.AddText(start, Math.Max(start, end));
        if (!isNested)
            FileAssignments.ReadPart(FileKind.Lines, text, start, end, null, report, cancellation);
        _at = close + 3;
    }

    private bool Follows(char c) => _at + 1 < text.Length && text[_at + 1] == c;

    private int LineEnd(int at)
    {
        var end = text.IndexOf('\n', Math.Min(at, text.Length));
        if (end < 0)
            end = text.Length;
        return end > at && text[end - 1] == '\r' ? end - 1 : end;
    }

    private int NextLine(int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }
}
