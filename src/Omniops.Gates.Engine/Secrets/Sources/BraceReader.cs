using System.Globalization;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads the members of objects and lists written in braces and brackets, from whole documents and from the middle of other text. It never
/// refuses: what does not fit is stepped over, one pass over the text, no recursion.
/// </summary>
internal sealed class BraceReader
{
    /// <summary>Deeper braces are counted and add no name.</summary>
    private const int MaxDepth = 150_000;

    private static readonly HashSet<string> s_keepsValue = new(StringComparer.Ordinal)
    {
        "sensitive", "nonsensitive", "base64encode", "tostring", "trimspace", "bcrypt", "jsonencode",
    };

    private readonly string _text;
    private readonly BraceNotation _notation;
    private readonly Action<Assignment> _report;
    private readonly CancellationToken _cancellation;
    private readonly Stack<Container> _containers = new();
    private readonly bool _holdsKubernetesSecret;
    private readonly int _outerIndent;
    private int _end;
    private int _at;
    private int _uncounted;
    private int _openObjects;
    private int _openLists;
    private bool _heredocsEnd;
    private bool _commentsEnd;

    public BraceReader(
        string text, int start, int end, BraceNotation notation, NamePath? path, Action<Assignment> report, CancellationToken cancellation,
        bool holdsKubernetesSecret = false, int outerIndent = -1)
    {
        _text = text;
        _at = start;
        _end = end;
        _notation = notation;
        _report = report;
        _cancellation = cancellation;
        _holdsKubernetesSecret = holdsKubernetesSecret;
        _outerIndent = outerIndent;
        _containers.Push(new Container(path, isList: false));
    }

    /// <summary>Reads everything, or up to the brace that closes the first one. Returns the offset after what was read.</summary>
    public int Read(bool stopsWhenClosed = false)
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            SkipBlank();
            if (_at >= _end)
                break;

            var c = _text[_at];
            if (c is '{' or '[')
            {
                Open(c == '[');
            }
            else if (c is '}' or ']')
            {
                Close(c == ']');
                if (stopsWhenClosed && _containers.Count == 1 && _uncounted == 0)
                    break;
            }
            else if (c == ',')
            {
                _containers.Peek().Forget();
                _at++;
            }
            else if (c == ':' || c == '=' && _notation is BraceNotation.Toml or BraceNotation.Hcl)
            {
                _containers.Peek().HasColon = _containers.Peek().Key is not null;
                _at++;
            }
            else
            {
                Scalar();
            }
        }

        foreach (var container in _containers)
            container.Pair?.Flush(container.Path, _report);
        return _at;
    }

    private void Open(bool isList)
    {
        _at++;
        if (_containers.Count >= MaxDepth)
        {
            _uncounted++;
            return;
        }

        var outer = _containers.Peek();
        var path = outer.IsList ? NamePath.Under(outer.Path, Number(outer.Next())) : NamePath.Under(outer.Path, outer.Labels());
        outer.Forget();
        _containers.Push(new Container(path, isList));
        _ = isList ? _openLists++ : _openObjects++;
    }

    private void Close(bool isList)
    {
        _at++;
        if (_uncounted > 0)
        {
            _uncounted--;
            return;
        }

        // A brace that closes nothing is stepped over; one that closes an outer container closes those inside as well.
        if ((isList ? _openLists : _openObjects) == 0)
            return;

        while (true)
        {
            var closed = _containers.Pop();
            closed.Pair?.Flush(closed.Path, _report);
            _ = closed.IsList ? _openLists-- : _openObjects--;
            if (closed.IsList == isList)
                break;
        }
    }

    private void Scalar()
    {
        var (value, start, length, isString) = _text[_at] is '"' or '\'' ? ReadString() : ReadBare();
        if (length == 0 && !isString)
        {
            _at++;
            return;
        }

        if (_notation == BraceNotation.Hcl)
            SkipBlanks();
        else
            SkipBlank();

        var container = _containers.Peek();
        var next = _at < _end ? _text[_at] : '\0';
        var isAssigned = next == ':' || next == '=' && _notation is BraceNotation.Toml or BraceNotation.Hcl && !Follows('=');
        if (isAssigned && (isString || IsBareKey(value)))
        {
            container.Key = value;
            container.HasColon = false;
            container.Label = null;
        }
        else if (container.IsList)
        {
            Item(container, value, start, length, isString);
        }
        else if (container.HasColon)
        {
            // The argument of sensitive("…") is the value; that of any other function is none.
            if (_notation == BraceNotation.Hcl && !isString && next == '(' && s_keepsValue.Contains(value))
                return;

            if (isString || next != '(')
                Member(container, container.Key!, value, start, length);
            container.Forget();
        }
        else if (_notation == BraceNotation.Hcl)
        {
            container.Label = NamePath.Under(container.Label, value);
            container.Key = null;
        }
        else if (container.Path is null && _containers.Count == 1)
        {
            _report(new Assignment("", value, start, length));
        }
    }

    private void Member(Container container, string key, string value, int start, int length)
    {
        if (_holdsKubernetesSecret && container.Path?.Last == "data" && KubernetesSecret.Decode(value) is { } decoded)
            value = decoded;

        if (NamedValue.IsHalf(key) && (container.Pair ??= new NamedValue()).Take(container.Path, key, value, start, length, _report))
            return;

        _report(new Assignment(NamePath.Join(container.Path, key), value, start, length));
    }

    private void Item(Container list, string value, int start, int length, bool isString)
    {
        var index = list.Next();
        var flag = list.Key;
        list.Key = null;
        if (ListItem.NameEnd(value) is var nameEnd && nameEnd > 0 && value.Length == length)
            _report(ListItem.Split(list.Path, value, nameEnd, start));
        else if (flag is not null && !value.StartsWith("-", StringComparison.Ordinal))
            _report(new Assignment(NamePath.Join(list.Path, flag), value, start, length));
        else
            _report(new Assignment(NamePath.Join(list.Path, Number(index)), value, start, length));

        if (isString && ListItem.IsFlag(value))
            list.Key = value;
    }

    private (string Value, int Start, int Length, bool IsString) ReadString()
    {
        var quote = _text[_at];
        var start = _at + 1;
        var style = quote == '"' || _notation == BraceNotation.Json ? QuoteStyle.Backslash
            : _notation == BraceNotation.Yaml ? QuoteStyle.Doubled : QuoteStyle.Verbatim;
        var close = _notation == BraceNotation.Hcl
            ? CloseOfTemplate(start)
            : Quotes.Close(_text, start, _end, quote, style, crossesLines: _notation == BraceNotation.Yaml);
        _at = close + 1;
        if (close < 0)
        {
            _at = LineEnd(start);
            close = _at;
            while (close > start && _text[close - 1] is ' ' or '\t' or ',')
                close--;
        }

        return (Quotes.Unescape(_text, start, close, quote, style), start, close - start, true);
    }

    /// <summary>The quote after <paramref name="at"/> on the same line that is not inside <c>${…}</c>.</summary>
    private int CloseOfTemplate(int at)
    {
        var depth = 0;
        for (; at < _end && _text[at] is not ('\n' or '\r'); at++)
        {
            var c = _text[at];
            if (c == '\\')
                at++;
            else if (c is '$' or '%' && at + 1 < _end && _text[at + 1] == '{')
                depth++;
            else if (c == '}' && depth > 0)
                depth--;
            else if (c == '"' && depth == 0)
                return at;
        }

        return -1;
    }

    private (string Value, int Start, int Length, bool IsString) ReadBare()
    {
        var start = _at;
        if (_notation == BraceNotation.Hcl && TryReadHeredoc() is { } heredoc)
            return heredoc;

        while (_at < _end && !EndsBare(_text[_at]))
            _at++;

        var end = _at;
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return (_text.Substring(start, end - start), start, end - start, false);
    }

    private bool EndsBare(char c) => _notation switch
    {
        _ when c is ',' or '{' or '}' or '[' or ']' or '\n' or '\r' => true,
        BraceNotation.Yaml => c == ':' && (_at + 1 >= _end || _text[_at + 1] is ' ' or '\t' or '\n' or '\r' or ',' or '}' or ']')
            || c == '#' && _text[_at - 1] is ' ' or '\t',
        BraceNotation.Json => c is ':' or '"' or '\'' || char.IsWhiteSpace(c),
        _ => c is ':' or '=' or '"' or '(' || char.IsWhiteSpace(c),
    };

    /// <summary><c>&lt;&lt;EOT</c> and the lines up to <c>EOT</c>.</summary>
    private (string Value, int Start, int Length, bool IsString)? TryReadHeredoc()
    {
        if (_text[_at] != '<' || !Follows('<') || _heredocsEnd)
            return null;

        var name = _at + 2;
        if (name < _end && _text[name] is '-' or '~')
            name++;
        var nameEnd = name;
        while (nameEnd < _end && (char.IsLetterOrDigit(_text[nameEnd]) || _text[nameEnd] == '_'))
            nameEnd++;
        if (nameEnd == name)
            return null;

        var start = NextLine(nameEnd);
        for (var line = start; line < _end; line = NextLine(line))
        {
            _cancellation.ThrowIfCancellationRequested();
            var word = line;
            while (word < _end && _text[word] is ' ' or '\t')
                word++;
            var wordEnd = LineEnd(word);
            if (wordEnd - word != nameEnd - name || string.CompareOrdinal(_text, word, _text, name, nameEnd - name) != 0)
                continue;

            _at = wordEnd;
            var length = Math.Max(0, line - start);
            return (_text.Substring(start, length), start, length, true);
        }

        // Not looked for a second time, or many of them would cost the square of the text.
        _heredocsEnd = true;
        return null;
    }

    private bool IsBareKey(string value) => _notation == BraceNotation.Yaml || value.Length <= 200;

    private void SkipBlank()
    {
        while (_at < _end)
        {
            var c = _text[_at];
            if (c == '\n')
            {
                _at++;
                EndLine();
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _at++;
            }
            else if (c == '#' || c == '/' && Follows('/') && _notation != BraceNotation.Yaml)
            {
                _at = LineEnd(_at);
            }
            else if (c == '/' && Follows('*') && _notation != BraceNotation.Yaml && !_commentsEnd)
            {
                var close = _text.IndexOf("*/", _at + 2, _end - _at - 2, StringComparison.Ordinal);
                _commentsEnd = close < 0;
                _at = close < 0 ? _at + 2 : close + 2;
            }
            else
            {
                break;
            }
        }
    }

    private void SkipBlanks()
    {
        while (_at < _end && _text[_at] is ' ' or '\t')
            _at++;
    }

    private void EndLine()
    {
        if (_notation == BraceNotation.Hcl && !_containers.Peek().IsList)
            _containers.Peek().Forget();

        if (_notation != BraceNotation.Yaml || _outerIndent < 0)
            return;

        // A line that stands no deeper than the key before the brace is the next member of the block around: the brace was never closed.
        var column = 0;
        while (_at + column < _end && _text[_at + column] == ' ')
            column++;
        if (column <= _outerIndent && _at + column < _end && _text[_at + column] is not ('}' or ']' or '\n' or '\r' or '#'))
            _end = _at;
    }

    private bool Follows(char c) => _at + 1 < _end && _text[_at + 1] == c;

    private int LineEnd(int at)
    {
        while (at < _end && _text[at] is not ('\n' or '\r'))
            at++;
        return at;
    }

    private int NextLine(int at)
    {
        at = LineEnd(at);
        if (at + 1 < _end && _text[at] == '\r' && _text[at + 1] == '\n')
            at++;
        return Math.Min(at + 1, _end);
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private sealed class Container(NamePath? path, bool isList)
    {
        private int _index = -1;

        public NamePath? Path { get; } = path;

        public bool IsList { get; } = isList;

        /// <summary>The key that waits for its value; in a list, the flag before this item.</summary>
        public string? Key { get; set; }

        public bool HasColon { get; set; }

        /// <summary>The words before a block's brace.</summary>
        public NamePath? Label { get; set; }

        public NamedValue? Pair { get; set; }

        public int Next() => ++_index;

        public string Labels() => Key ?? (Label is null ? "" : NamePath.Join(Label, ""));

        public void Forget()
        {
            if (IsList)
                return;

            Key = null;
            HasColon = false;
            Label = null;
        }
    }
}
