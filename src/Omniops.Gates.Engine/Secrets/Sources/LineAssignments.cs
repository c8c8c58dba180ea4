namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads files with a name and a value on each line: .env, .ini, .toml, .properties, .npmrc, .netrc, .pgpass, units of systemd and others.
/// Sections stand before the names in them. Sources: TOML 1.0, java.util.Properties, systemd.syntax(7), docker compose's .env syntax,
/// netrc(5), PostgreSQL's password file, git-credential-store.
/// </summary>
public static class LineAssignments
{
    /// <summary>Reports every name with its value where <c>=</c> or <c>:</c> stands between them.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        Read(FileKind.Lines, text, report, cancellation);

    /// <summary>The same in the form of <paramref name="kind"/>. Never throws; takes time in proportion to the text.</summary>
    public static void Read(FileKind kind, string text, Action<Assignment> report, CancellationToken cancellation = default)
    {
        report = VariableDefault.Unwrap(report);
        if (kind == FileKind.Netrc)
            Netrc(text, report, cancellation);
        else
            new Scanner(kind, text, report, cancellation).Read();
    }

    /// <summary>Words in pairs: <c>machine HOST login NAME password TEXT</c>, on one line or several.</summary>
    private static void Netrc(string text, Action<Assignment> report, CancellationToken cancellation)
    {
        NamePath? machine = null;
        var name = "";
        var at = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                return;

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at++;

            if (name is "machine")
            {
                machine = NamePath.Under(null, text.Substring(start, at - start));
                name = "";
            }
            else if (name.Length > 0)
            {
                var isQuoted = at - start > 1 && text[start] == '"' && text[at - 1] == '"';
                var (from, to) = isQuoted ? (start + 1, at - 1) : (start, at);
                report(new Assignment(NamePath.Join(machine, name), text.Substring(from, to - from), from, to - from));
                name = "";
            }
            else
            {
                var word = at - start <= 10 ? text.Substring(start, at - start) : "";
                if (word == "default")
                    machine = null;
                name = word is "machine" or "login" or "password" or "account" or "user" ? word : "";
            }
        }
    }

    private sealed class Scanner(FileKind kind, string text, Action<Assignment> report, CancellationToken cancellation)
    {
        /// <summary>Longest quoted value over several lines: a private key has some 3,000 characters.</summary>
        private const int MaxQuoted = 16_000;

        private const int MaxName = 200;
        private const string NameSigns = "_-./@$[]*+?()%";

        /// <summary>Directives whose first word is the name: <c>SetEnv NAME value</c> of Apache, <c>fastcgi_param</c> of nginx.</summary>
        private static readonly HashSet<string> s_directives = new(StringComparer.OrdinalIgnoreCase)
        {
            "SetEnv", "fastcgi_param", "uwsgi_param", "scgi_param", "proxy_set_header", "add_header", "set", "setenv", "env", "push",
            "Define", "RequestHeader", "Header", "export",
        };

        private static readonly string[] s_prefixes = ["export ", "set ", "declare -x ", "local ", "readonly ", "setx ", "SET ", "ENV "];

        private NamePath? _section;
        private int _at;

        public void Read()
        {
            if (text.Length > 0 && text[0] == '\uFEFF')
                _at = 1;
            while (_at < text.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                Line();
            }
        }

        private void Line()
        {
            var end = LineEnd(_at);
            var at = SkipBlanks(_at, end);
            _at = NextLine(end);
            while (end > at && char.IsWhiteSpace(text[end - 1]))
                end--;
            if (at >= end)
                return;

            if (kind == FileKind.Fields)
            {
                Fields(at, end);
                return;
            }

            if (text[at] is '#' or ';' or '!')
                return;

            if (text[at] == '[' && Section(at, end))
                return;

            if (text[at] == '{')
            {
                Braces(at, end, _section);
                return;
            }

            at = SkipPrefix(at, end);
            if (kind == FileKind.Words && TryWords(at, end))
                return;

            if (Separator(at, end) is var separator && separator > at)
                Pair(at, separator, end);
        }

        private bool Section(int at, int end)
        {
            var close = text.IndexOf(']', at, end - at);
            if (close < 0)
                return false;

            var from = at;
            while (from < close && text[from] is '[' or ' ')
                from++;
            _section = NamePath.Under(null, text.Substring(from, close - from).Trim());
            return true;
        }

        private void Pair(int at, int separator, int end)
        {
            var nameEnd = separator;
            while (nameEnd > at && (text[nameEnd - 1] is ' ' or '\t' or '+' or '?' or ':' && text[separator] == '='))
                nameEnd--;
            var name = text.Substring(at, nameEnd - at).Trim('"', '\'', '`');
            var value = SkipBlanks(separator + 1, end);
            if (name.Length > 0 && value < end)
                Value(name, value, end);
        }

        private void Value(string name, int at, int end)
        {
            if (name is "Environment" or "PassEnvironment" or "UnsetEnvironment")
            {
                Environment(at, end);
                return;
            }

            var c = text[at];
            if (c is '"' or '\'' or '`')
            {
                if (TryQuoted(name, at, end))
                    return;
                at++;
            }
            else if (c is '{' or '[')
            {
                if (!(at + 1 < end && text[at + 1] == '{'))
                    Braces(at, end, NamePath.Under(_section, name));
                return;
            }
            else if (c == '#' && at + 1 < end && text[at + 1] == ' ')
            {
                return;
            }

            var last = at;
            while (last < end && !(text[last] is '#' or ';' && last > at && text[last - 1] is ' ' or '\t'))
                last++;
            while (last > at && text[last - 1] is ' ' or '\t')
                last--;

            if (last == end && text[end - 1] == '\\')
                Continued(name, at, end);
            else if (last > at)
                Report(name, text.Substring(at, last - at), at, last - at);
        }

        /// <summary>A backslash at the end of the line goes on with the next, unless that is an assignment: <c>path=C:\temp\</c>.</summary>
        private void Continued(string name, int at, int end)
        {
            var value = text.Substring(at, end - at - 1);
            var last = end;
            var parts = new System.Text.StringBuilder(value);
            while (_at < text.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                var lineEnd = LineEnd(_at);
                var from = SkipBlanks(_at, lineEnd);
                var to = lineEnd;
                while (to > from && char.IsWhiteSpace(text[to - 1]))
                    to--;
                if (from == to || text[from] == '#' || from == _at && Separator(from, to) > from)
                    break;

                var goesOn = text[to - 1] == '\\';
                parts.Append(text, from, to - from - (goesOn ? 1 : 0));
                last = to;
                _at = NextLine(lineEnd);
                if (!goesOn)
                    break;
            }

            if (last == end)
                Report(name, text.Substring(at, end - at), at, end - at);
            else
                Report(name, parts.ToString(), at, last - at);
        }

        private bool TryQuoted(string name, int at, int end)
        {
            var quote = text[at];
            var style = quote == '"' ? QuoteStyle.Backslash : QuoteStyle.Verbatim;
            if (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)
            {
                var mark = new string(quote, 3);
                var limit = Math.Min(text.Length, at + 3 + MaxQuoted);
                var closing = text.IndexOf(mark, at + 3, limit - at - 3, StringComparison.Ordinal);
                if (closing >= 0)
                {
                    var from = NextIfLineEnd(at + 3, closing);
                    Report(name, Quotes.Unescape(text, from, closing, quote, style), from, closing - from);
                    _at = Math.Max(_at, NextLine(LineEnd(closing)));
                    return true;
                }
            }

            var close = Quotes.Close(text, at + 1, end, quote, style);
            if (close < 0)
            {
                close = Quotes.Close(text, at + 1, Math.Min(text.Length, end + MaxQuoted), quote, style);

                // A quote that is closed in the middle of a later line is that line's own.
                if (close < 0)
                    return false;
                var lineEnd = LineEnd(close);
                var after = SkipBlanks(close + 1, lineEnd);
                if (after < lineEnd && text[after] is not ('#' or ';' or ','))
                    return false;
                _at = Math.Max(_at, NextLine(LineEnd(close)));
            }

            Report(name, Quotes.Unescape(text, at + 1, close, quote, style), at + 1, close - at - 1);
            return true;
        }

        /// <summary><c>Environment="A=b" "C=d" E=f</c>.</summary>
        private void Environment(int at, int end)
        {
            while ((at = SkipBlanks(at, end)) < end)
            {
                var quote = text[at] is '"' or '\'' ? text[at] : '\0';
                var from = quote == '\0' ? at : at + 1;
                var to = from;
                while (to < end && (quote == '\0' ? text[to] is not (' ' or '\t') : text[to] != quote))
                    to++;
                var separator = text.IndexOf('=', from, to - from);
                if (separator > from)
                {
                    var length = to - separator - 1;
                    Report(text.Substring(from, separator - from), text.Substring(separator + 1, length), separator + 1, length);
                }

                at = to + 1;
            }
        }

        /// <summary><c>requirepass text</c>; a semicolon ends a directive of nginx.</summary>
        private bool TryWords(int at, int end)
        {
            var nameEnd = WordEnd(at, end);
            var value = SkipBlanks(nameEnd, end);
            if (nameEnd - at > MaxName || value >= end || text[value] is '=' or ':')
                return false;

            if (text[nameEnd - 1] is ':' || HasSeparator(at, nameEnd))
                return false;

            var name = text.Substring(at, nameEnd - at);
            if (s_directives.Contains(name) && WordEnd(value, end) is var wordEnd && SkipBlanks(wordEnd, end) is var next && next < end)
            {
                name = text.Substring(value, wordEnd - value).TrimStart('$');
                value = next;
                if (name is "set" or "add" && WordEnd(value, end) is var second && SkipBlanks(second, end) is var third && third < end)
                {
                    name = text.Substring(value, second - value);
                    value = third;
                }
            }

            if (end > value + 1 && text[end - 1] == ';')
                end--;
            if (text[value] == '{')
                return true;

            Value(name, value, end);
            return true;
        }

        private bool HasSeparator(int at, int end)
        {
            for (; at < end; at++)
            {
                if (text[at] == '=')
                    return true;
            }

            return false;
        }

        private int WordEnd(int at, int end)
        {
            while (at < end && text[at] is not (' ' or '\t'))
                at++;
            return at;
        }

        private void Braces(int at, int end, NamePath? path)
        {
            var after = new BraceReader(text, at, end, BraceNotation.Toml, path, report, cancellation).Read(stopsWhenClosed: true);
            _at = Math.Max(_at, after);
            if (after < end)
                _at = Math.Max(_at, NextLine(LineEnd(end)));
        }

        /// <summary>
        /// <c>host:port:database:user:password</c> of .pgpass, <c>user:hash</c> of .htpasswd, <c>https://user:password@host</c> of git.
        /// </summary>
        private void Fields(int at, int end)
        {
            if (text[at] == '#')
                return;

            var scheme = text.IndexOf("://", at, end - at, StringComparison.Ordinal);
            if (scheme > 0)
            {
                var colon = text.IndexOf(':', scheme + 3, end - scheme - 3);
                var sign = text.LastIndexOf('@', end - 1, end - at);
                if (colon > 0 && sign > colon + 1)
                    report(new Assignment("password", text.Substring(colon + 1, sign - colon - 1), colon + 1, sign - colon - 1));
                return;
            }

            // Where the colons are; a backslash makes one part of a field.
            var colons = new List<int>();
            for (var isEscaped = false; at < end && colons.Count < 5; at++)
            {
                if (text[at] == ':' && !isEscaped)
                    colons.Add(at);
                isEscaped = text[at] == '\\' && !isEscaped;
            }

            if (colons.Count == 0)
                return;

            var start = colons[colons.Count == 4 ? 3 : 0] + 1;
            var last = colons.Count is 1 or 4 ? end : colons[1];
            if (last > start)
                report(new Assignment("password", text.Substring(start, last - start), start, last - start));
        }

        /// <summary>The sign between name and value: the first <c>=</c>, or a colon before it that is not part of the name.</summary>
        private int Separator(int at, int end)
        {
            var limit = Math.Min(end, at + MaxName);
            var blanks = 0;
            var colon = -1;
            var quote = '\0';
            for (; at < limit; at++)
            {
                var c = text[at];
                if (quote != '\0')
                {
                    if (c == quote)
                        quote = '\0';
                }
                else if (c is '"' or '\'')
                {
                    quote = c;
                }
                else if (c == '=')
                {
                    // "Smtp:Password=x" is a name with a colon in it, "password: a=b" is not; "password:abc==" is base64.
                    return colon >= 0 && (at + 1 >= end || text[at + 1] == '=') ? colon : at;
                }
                else if (c == ':')
                {
                    if (at + 1 >= end || text[at + 1] is ' ' or '\t' or '"' or '\'')
                        return colon >= 0 ? colon : at;
                    if (colon < 0 && !(text[at + 1] == '/' && at + 2 < end && text[at + 2] == '/'))
                        colon = at;
                }
                else if (c is ' ' or '\t')
                {
                    if (colon >= 0)
                        return colon;
                    blanks++;
                    if (blanks > 6)
                        return -1;
                    at = SkipBlanks(at, limit) - 1;
                }
                else if (!char.IsLetterOrDigit(c) && NameSigns.IndexOf(c) < 0)
                {
                    return colon;
                }
            }

            return colon;
        }

        private int SkipPrefix(int at, int end)
        {
            foreach (var prefix in s_prefixes)
            {
                if (at + prefix.Length < end && string.CompareOrdinal(text, at, prefix, 0, prefix.Length) == 0)
                    return SkipBlanks(at + prefix.Length, end);
            }

            return at;
        }

        private void Report(string name, string value, int start, int length) =>
            report(new Assignment(NamePath.Join(_section, name), value, start, length));

        private int SkipBlanks(int at, int end)
        {
            while (at < end && text[at] is ' ' or '\t')
                at++;
            return at;
        }

        private int NextIfLineEnd(int at, int end)
        {
            if (at < end && text[at] == '\r')
                at++;
            return at < end && text[at] == '\n' ? at + 1 : at;
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
}
