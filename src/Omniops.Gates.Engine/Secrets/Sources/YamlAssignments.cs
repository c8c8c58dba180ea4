using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads YAML by lines and columns, so that templates (Helm, Jinja) and broken parts do not hide the rest. Scripts in <c>run:</c> and its
/// like go through <see cref="ShellAssignments"/>, files in a ConfigMap through the reader of their name, and the data of a Kubernetes Secret
/// is decoded. Sources: YAML 1.2, the API reference of Kubernetes, the workflow syntax of GitHub, GitLab and Azure.
/// </summary>
public static class YamlAssignments
{
    /// <summary>Reports every scalar. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        Read(text, report, isEmbedded: false, cancellation);

    private static void Read(string text, Action<Assignment> report, bool isEmbedded, CancellationToken cancellation)
    {
        report = VariableDefault.Unwrap(report);
        var first = 0;
        while (first < text.Length && (char.IsWhiteSpace(text[first]) || text[first] == '\uFEFF'))
            first++;

        if (first < text.Length && text[first] is '{' or '[' && !StartsTemplate(text, first))
        {
            var holdsSecret = KubernetesSecret.StandsInJson(text);
            new BraceReader(text, first, text.Length, BraceNotation.Yaml, null, report, cancellation, holdsSecret).Read();
        }
        else
        {
            new Scanner(text, report, isEmbedded, cancellation).Read();
        }
    }

    private static bool StartsTemplate(string text, int at) =>
        at + 1 < text.Length && text[at] == '{' && text[at + 1] is '{' or '%';

    private sealed class Scanner(string text, Action<Assignment> report, bool isEmbedded, CancellationToken cancellation)
    {
        private const int MaxDashes = 64;

        private static readonly HashSet<string> s_scripts = new(StringComparer.OrdinalIgnoreCase)
        {
            "run", "script", "before_script", "after_script", "command", "cmd", "shell", "bash", "sh", "pwsh", "powershell", "inlineScript",
            "entrypoint", "args", "commands", "before_install", "install", "before_deploy", "after_success", "test", "runcmd",
            "bootcmd", "exec",
        };

        private static readonly HashSet<string> s_lines = new(StringComparer.OrdinalIgnoreCase)
        {
            "content", "contents", "config", "configuration", "env", "environment", "properties", "env_file", "envfile", "secrets",
        };

        private readonly Stack<Block> _blocks = new();
        private int _at;
        private int _documentEnd;
        private bool _holdsSecret;
        private NamePath? _pendingPath;
        private int _pendingIndent = -1;

        public void Read()
        {
            if (text.Length > 0 && text[0] == '\uFEFF')
                _at = 1;
            BeginDocument(_at);
            while (_at < text.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_at >= _documentEnd)
                    BeginDocument(_at);
                Line();
            }

            PopDeeperThan(-2);
        }

        /// <summary>A document is a Secret whether that stands before its data or after them.</summary>
        private void BeginDocument(int start)
        {
            PopDeeperThan(-2);
            _blocks.Push(new Block(-1, null, isList: false));
            _pendingIndent = -1;
            _pendingPath = null;
            _holdsSecret = false;
            _documentEnd = start;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                var at = _documentEnd;
                var end = LineEnd(at);
                while (at < end && text[at] is ' ' or '-')
                    at++;
                if (end - at is >= 11 and < 100 && string.CompareOrdinal(text, at, "kind:", 0, 5) == 0)
                    _holdsSecret |= text.Substring(at + 5, end - at - 5).Trim(' ', '\t', '"', '\'') == "Secret";
                _documentEnd = NextLine(end);
            }
            while (_documentEnd < text.Length && !IsMark(_documentEnd));
        }

        private bool IsMark(int at) => string.CompareOrdinal(text, at, "---", 0, 3) == 0;

        private void Line()
        {
            var start = _at;
            var end = LineEnd(start);
            var at = start;
            while (at < end && text[at] is ' ' or '\t')
                at++;
            _at = NextLine(end);
            if (at == end || text[at] is '#' or '%' || StartsTemplate(text, at) || at == start && IsMark(at))
                return;

            var indent = at - start;
            var isItem = IsDash(at, end);
            if (_pendingIndent >= 0 && (indent > _pendingIndent || indent == _pendingIndent && isItem))
                _blocks.Push(new Block(indent, _pendingPath, isItem));
            else
                PopDeeperThan(indent, isItem);

            _pendingIndent = -1;
            for (var dashes = 0; isItem && dashes < MaxDashes; dashes++)
            {
                var list = _blocks.Peek();
                if (!list.IsList || list.Indent != indent)
                    _blocks.Push(list = new Block(indent, list.Path, isList: true));

                var path = NamePath.Under(list.Path, list.Next().ToString(CultureInfo.InvariantCulture));
                var dash = indent;
                at++;
                while (at < end && text[at] is ' ' or '\t')
                    at++;
                indent = at - start;
                if (at == end || text[at] == '#')
                {
                    _pendingPath = path;
                    _pendingIndent = dash;
                    return;
                }

                isItem = IsDash(at, end);
                if (!isItem && ColonOf(at, end) < 0)
                {
                    Value(at, end, list, null, dash);
                    return;
                }

                _blocks.Push(new Block(indent, path, isList: isItem));
            }

            Entry(at, end, indent);
        }

        private void Entry(int at, int end, int indent)
        {
            at = SkipProperties(at, end);
            if (at + 1 < end && text[at] == '?' && text[at + 1] == ' ')
                at += 2;
            var colon = ColonOf(at, end);
            if (colon < 0)
                return;

            var key = Unquote(at, colon);
            var block = _blocks.Peek();
            at = SkipProperties(colon + 1, end);
            if (at == end || text[at] == '#')
            {
                _pendingPath = NamePath.Under(block.Path, key);
                _pendingIndent = indent;
                return;
            }

            Value(at, end, block, key, indent);
        }

        /// <summary>Reads what is given to <paramref name="key"/>, or the next item of a list where there is none.</summary>
        private void Value(int at, int end, Block block, string? key, int indent)
        {
            at = SkipProperties(at, end);
            if (at == end || text[at] == '*')
                return;

            var c = text[at];
            if (c is '|' or '>' && IsBlockHeader(at + 1, end))
            {
                BlockText(block, key, indent, isFolded: c == '>');
            }
            else if (c is '{' or '[' && !StartsTemplate(text, at))
            {
                var path = key is null ? block.Path : NamePath.Under(block.Path, key);
                var outer = Math.Max(0, indent);
                var reader = new BraceReader(text, at, text.Length, BraceNotation.Yaml, path, report, cancellation, _holdsSecret, outer);
                var after = reader.Read(stopsWhenClosed: true);
                _at = Math.Max(_at, NextLine(LineEnd(Math.Min(after, text.Length))));
                if (after > 0 && after < text.Length && text[after - 1] == '\n')
                    _at = Math.Max(NextLine(end), after);
            }
            else if (c is '"' or '\'')
            {
                Quoted(at, end, block, key, indent);
            }
            else
            {
                var comment = at;
                while (comment < end && !(text[comment] == '#' && text[comment - 1] is ' ' or '\t'))
                    comment++;
                while (comment > at && text[comment - 1] is ' ' or '\t')
                    comment--;
                if (comment > at)
                    Report(block, key, text.Substring(at, comment - at), at, comment - at, isBlock: false);
            }
        }

        private void Quoted(int at, int end, Block block, string? key, int indent)
        {
            var quote = text[at];
            var style = quote == '"' ? QuoteStyle.Backslash : QuoteStyle.Doubled;
            var close = Quotes.Close(text, at + 1, end, quote, style);
            var isLong = close < 0;
            for (var line = NextLine(end); close < 0 && line < text.Length; line = NextLine(LineEnd(line)))
            {
                cancellation.ThrowIfCancellationRequested();
                var lineEnd = LineEnd(line);
                var first = line;
                while (first < lineEnd && text[first] is ' ' or '\t')
                    first++;
                if (first < lineEnd && first - line <= indent)
                    break;
                close = Quotes.Close(text, first, lineEnd, quote, style);
            }

            if (close < 0)
            {
                Report(block, key, text.Substring(at + 1, end - at - 1), at + 1, end - at - 1, isBlock: false);
                return;
            }

            var value = Quotes.Unescape(text, at + 1, close, quote, style);
            Report(block, key, isLong ? Fold(value) : value, at + 1, close - at - 1, isBlock: false);
            _at = Math.Max(_at, NextLine(LineEnd(close)));
        }

        private void BlockText(Block block, string? key, int indent, bool isFolded)
        {
            var first = -1;
            var last = _at;
            var margin = 0;
            var value = new StringBuilder();
            while (_at < text.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                var end = LineEnd(_at);
                var at = _at;
                while (at < end && text[at] is ' ' or '\t')
                    at++;
                if (at < end && at - _at <= indent)
                    break;

                if (at < end)
                {
                    if (first < 0)
                    {
                        first = at;
                        margin = at - _at;
                    }

                    var from = Math.Min(at, _at + margin);
                    if (value.Length > 0)
                        value.Append(isFolded ? ' ' : '\n');
                    value.Append(text, from, end - from);
                    last = end;
                }

                _at = NextLine(end);
            }

            if (first >= 0)
                Report(block, key, value.ToString(), first, last - first, isBlock: true);
        }

        private void Report(Block block, string? key, string value, int start, int length, bool isBlock)
        {
            var owner = key ?? block.Path?.Last ?? "";
            if (s_scripts.Contains(owner) && length > 3)
            {
                var kind = owner is "pwsh" or "powershell" or "inlineScript" ? FileKind.PowerShell : FileKind.Shell;
                FileAssignments.ReadPart(
                    kind, text, start, start + length, NamePath.Under(block.Path, key ?? ""), report, cancellation);
            }

            if (isBlock && key is not null)
                Embedded(block, key, start, start + length, value);

            if (key is null)
            {
                Item(block, value, start, length);
                return;
            }

            if (_holdsSecret && block.Path?.Last == "data" && KubernetesSecret.Decode(value) is { } decoded)
                value = decoded;

            if (NamedValue.IsHalf(key) && (block.Pair ??= new NamedValue()).Take(block.Path, key, value, start, length, report))
                return;

            report(new Assignment(NamePath.Join(block.Path, key), value, start, length));
        }

        private void Item(Block list, string value, int start, int length)
        {
            var flag = list.Flag;
            list.Flag = ListItem.IsFlag(value) ? value : null;
            var nameEnd = value.Length == length ? ListItem.NameEnd(value) : -1;
            if (nameEnd > 0)
                report(ListItem.Split(list.Path, value, nameEnd, start));
            else if (flag is not null && list.Flag is null)
                report(new Assignment(NamePath.Join(list.Path, flag), value, start, length));
            else
                report(new Assignment(NamePath.Join(list.Path, list.Index.ToString(CultureInfo.InvariantCulture)), value, start, length));
        }

        /// <summary>A file inside the file: <c>app.properties: |</c>, or a script by its first line.</summary>
        private void Embedded(Block block, string key, int start, int end, string value)
        {
            var kind = value.StartsWith("#!", StringComparison.Ordinal) ? FileKind.Shell
                : s_lines.Contains(key) ? FileKind.Lines
                : key.IndexOf('.') >= 0 ? FileKinds.Of(key)
                : FileKind.Unknown;
            var path = NamePath.Under(block.Path, key);
            if (kind != FileKind.Yaml)
                FileAssignments.ReadPart(kind, text, start, end, path, report, cancellation);
            else if (!isEmbedded)
                AlignedYaml(start, end, path);
        }

        /// <summary>The part is read with its first line's indentation, so that columns agree.</summary>
        private void AlignedYaml(int start, int end, NamePath? path)
        {
            start = LineStart(start);
            var part = text.Substring(start, end - start);
            YamlAssignments.Read(part, FileAssignments.Moved(path, start, report), isEmbedded: true, cancellation);
        }

        private int LineStart(int at)
        {
            while (at > 0 && text[at - 1] is ' ' or '\t')
                at--;
            return at;
        }

        private void PopDeeperThan(int indent, bool isItem = false)
        {
            while (_blocks.Count > 0)
            {
                var closed = _blocks.Peek();
                if (closed.Indent < indent || closed.Indent == indent && (isItem || !closed.IsList))
                    break;

                _blocks.Pop();
                closed.Pair?.Flush(closed.Path, report);
            }
        }

        private bool IsDash(int at, int end) => text[at] == '-' && (at + 1 == end || text[at + 1] is ' ' or '\t');

        /// <summary>The colon after the key that begins at <paramref name="at"/>, or -1.</summary>
        private int ColonOf(int at, int end)
        {
            at = SkipProperties(at, end);
            if (at == end || text[at] is '{' or '[' or '|' or '>' or '*')
                return -1;

            if (text[at] is '"' or '\'')
            {
                at = Quotes.Close(text, at + 1, end, text[at], text[at] == '"' ? QuoteStyle.Backslash : QuoteStyle.Doubled) + 1;
                if (at == 0)
                    return -1;
                while (at < end && text[at] is ' ' or '\t')
                    at++;
                return at < end && text[at] == ':' ? at : -1;
            }

            for (; at < end; at++)
            {
                if (text[at] == ':' && (at + 1 == end || text[at + 1] is ' ' or '\t'))
                    return at;
                if (text[at] == '#' && text[at - 1] is ' ' or '\t')
                    return -1;
            }

            return -1;
        }

        private string Unquote(int at, int end)
        {
            while (end > at && text[end - 1] is ' ' or '\t')
                end--;
            if (end - at < 2 || text[at] is not ('"' or '\'') || text[end - 1] != text[at])
                return text.Substring(at, end - at);
            return Quotes.Unescape(text, at + 1, end - 1, text[at], text[at] == '"' ? QuoteStyle.Backslash : QuoteStyle.Doubled);
        }

        /// <summary>Steps over blanks, tags and anchors.</summary>
        private int SkipProperties(int at, int end)
        {
            while (true)
            {
                while (at < end && text[at] is ' ' or '\t')
                    at++;
                if (at == end || text[at] is not ('!' or '&'))
                    return at;

                var word = at;
                while (word < end && text[word] is not (' ' or '\t'))
                    word++;

                // "a: &b" opens something below; "a: !x" alone is a tag as well. A lone mark is text: "a: &".
                if (word - at < 2 && text[at] == '&')
                    return at;
                at = word;
            }
        }

        private bool IsBlockHeader(int at, int end)
        {
            while (at < end && (text[at] is '+' or '-' || char.IsDigit(text[at])))
                at++;
            while (at < end && text[at] is ' ' or '\t')
                at++;
            return at == end || text[at] == '#';
        }

        private static string Fold(string value)
        {
            var folded = new StringBuilder(value.Length);
            for (var i = 0; i < value.Length; i++)
            {
                if (value[i] is not ('\n' or '\r'))
                {
                    folded.Append(value[i]);
                    continue;
                }

                while (i + 1 < value.Length && char.IsWhiteSpace(value[i + 1]))
                    i++;
                folded.Append(' ');
            }

            return folded.ToString();
        }

        private int LineEnd(int at)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            return end > at && text[end - 1] == '\r' ? end - 1 : end;
        }

        private int NextLine(int end)
        {
            if (end < text.Length && text[end] == '\r')
                end++;
            return Math.Min(end + 1, text.Length);
        }
    }

    /// <summary>A mapping or a list whose entries begin in the same column.</summary>
    private sealed class Block(int indent, NamePath? path, bool isList)
    {
        public int Indent { get; } = indent;

        public NamePath? Path { get; } = path;

        public bool IsList { get; } = isList;

        public int Index { get; private set; } = -1;

        public NamedValue? Pair { get; set; }

        /// <summary>The item before, when it was a flag.</summary>
        public string? Flag { get; set; }

        public int Next() => ++Index;
    }
}
