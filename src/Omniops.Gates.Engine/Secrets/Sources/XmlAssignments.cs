namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads XML of any vocabulary, also inside comments, and goes on after what is broken. An element's <c>name</c> or <c>key</c> stands for
/// the element: <c>&lt;add key="SmtpPassword" value="…"/&gt;</c> gives <c>configuration:appSettings:SmtpPassword</c>. Prefixes of
/// namespaces are left out. Sources: XML 1.0, the configuration schema of .NET, property lists of Apple, <c>core-site.xml</c> of Hadoop, <c>web.xml</c>.
/// </summary>
public static class XmlAssignments
{
    /// <summary>Reports attributes and text. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new Scanner(text, 0, text.Length, null, VariableDefault.Unwrap(report), isComment: false, cancellation).Read();

    private sealed class Scanner(
        string text, int start, int end, NamePath? path, Action<Assignment> report, bool isComment, CancellationToken cancellation)
    {
        private const int MaxDepth = 150_000;

        /// <summary>How far an end tag may be from its element's level, so that many stray ones cost little.</summary>
        private const int MaxRepair = 16;

        private static readonly char[] s_special = ['<'];

        private readonly List<Element> _elements = [new Element("", path)];
        private readonly List<Attribute> _attributes = [];
        private int _at = start;
        private bool _hasComments = true;
        private bool _hasCData = true;
        private bool _hasInstructions = true;

        public void Read()
        {
            while (_at < end)
            {
                cancellation.ThrowIfCancellationRequested();
                var tag = text.IndexOfAny(s_special, _at, end - _at);
                if (tag < 0)
                    tag = end;
                Text(_at, tag);
                _at = tag;
                if (_at < end)
                    Markup();
            }
        }

        private void Markup()
        {
            var next = _at + 1 < end ? text[_at + 1] : '\0';
            if (next == '!' && Stands("<!--"))
            {
                if (!isComment && FindEnd("-->", ref _hasComments) is var close && close >= 0)
                {
                    new Scanner(text, _at + 4, Math.Max(_at + 4, close), Top.Path, report, isComment: true, cancellation).Read();
                    _at = Math.Max(_at + 4, close + 3);
                }
                else
                {
                    _at += 4;
                }
            }
            else if (next == '!' && Stands("<![CDATA["))
            {
                var close = FindEnd("]]>", ref _hasCData);
                var from = _at + 9;
                _at = close < 0 ? from : close + 3;
                if (close > from)
                    Value(from, close, isEscaped: false);
            }
            else if (next == '?')
            {
                var close = FindEnd("?>", ref _hasInstructions);
                _at = close < 0 ? _at + 2 : close + 2;
            }
            else if (next == '/')
            {
                EndTag();
            }
            else if (char.IsLetter(next) || next == '_')
            {
                StartTag();
            }
            else if (next == '!')
            {
                // A declaration ends where it says, or before the next markup.
                _at += 2;
                while (_at < end && text[_at] is not ('>' or '<'))
                    _at++;
                if (_at < end && text[_at] == '>')
                    _at++;
            }
            else
            {
                _at++;
            }
        }

        private Element Top => _elements[_elements.Count - 1];

        private void StartTag()
        {
            _at++;
            var name = ReadName();
            _attributes.Clear();
            var isClosed = ReadAttributes();
            var parent = Top;
            var path = PathOf(parent, name);
            foreach (var attribute in _attributes)
            {
                // The value beside a name is what the name is given; alone, it is the element's.
                var isValue = Is(attribute.Name, "value") || Is(attribute.Name, "connectionString");
                var full = NamePath.Join(path, isValue ? "" : attribute.Name);
                report(new Assignment(full, attribute.Value, attribute.Start, attribute.Length));
            }

            if (!isClosed && _elements.Count < MaxDepth)
                _elements.Add(new Element(name, path));
        }

        private NamePath? PathOf(Element parent, string name)
        {
            foreach (var attribute in _attributes)
            {
                if ((Is(attribute.Name, "name") || Is(attribute.Name, "key")) && attribute.Value.Trim() is { Length: > 0 and <= 200 } named)
                    return NamePath.Under(parent.Path, named);
            }

            if (parent.PairName is { } pair && IsPairValue(name))
            {
                parent.PairName = null;
                return NamePath.Under(parent.Path, pair);
            }

            // <setting name="X"><value>…</value> gives X its value.
            return name == "value" ? parent.Path : NamePath.Under(parent.Path, name);
        }

        private void EndTag()
        {
            _at += 2;
            var name = ReadName();
            while (_at < end && text[_at] is not ('>' or '<'))
                _at++;
            if (_at < end && text[_at] == '>')
                _at++;

            for (var i = _elements.Count - 1; i > 0 && i >= _elements.Count - MaxRepair; i--)
            {
                if (_elements[i].Name == name)
                {
                    _elements.RemoveRange(i, _elements.Count - i);
                    return;
                }
            }
        }

        private void Text(int from, int to)
        {
            // Prose in a comment is not the content of the element around it.
            if (isComment && _elements.Count == 1)
                return;

            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (from < to)
                Value(from, to, isEscaped: true);
        }

        private void Value(int from, int to, bool isEscaped)
        {
            var element = Top;
            var value = isEscaped ? XmlText.Unescape(text, from, to) : text.Substring(from, to - from);
            if (_elements.Count > 1 && IsPairName(element.Name) && value.Length <= 200)
                _elements[_elements.Count - 2].PairName = value;
            report(new Assignment(NamePath.Join(element.Path, ""), value, from, to - from));
        }

        /// <summary>The name at this place without its prefix.</summary>
        private string ReadName()
        {
            var from = _at;
            while (_at < end && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('/' or '>' or '<' or '=' or '"' or '\''))
                _at++;
            var colon = _at > from ? text.LastIndexOf(':', _at - 1, _at - from) : -1;
            return text.Substring(Math.Max(from, colon + 1), _at - Math.Max(from, colon + 1));
        }

        /// <summary>True when the tag has no content. Stands after it, or on the next one when it is not closed.</summary>
        private bool ReadAttributes()
        {
            while (_at < end)
            {
                cancellation.ThrowIfCancellationRequested();
                var c = text[_at];
                if (c == '>')
                {
                    _at++;
                    return text[_at - 2] == '/';
                }

                if (c == '<')
                    return false;

                if (char.IsWhiteSpace(c) || c is '/' or '=' or '"' or '\'')
                {
                    _at++;
                    continue;
                }

                var name = ReadName();
                SkipWhiteSpace();
                if (_at >= end || text[_at] != '=')
                    continue;

                _at++;
                SkipWhiteSpace();
                ReadAttributeValue(name);
            }

            return false;
        }

        private void ReadAttributeValue(string name)
        {
            var from = _at;
            if (from < end && text[from] is '"' or '\'')
            {
                from++;
                var close = CloseOf(text[_at], from);
                if (close >= 0)
                {
                    _attributes.Add(new Attribute(name, XmlText.Unescape(text, from, close), from, close - from));
                    _at = close + 1;
                    return;
                }
            }

            _at = from;
            while (_at < end && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('>' or '<'))
                _at++;
            _attributes.Add(new Attribute(name, XmlText.Unescape(text, from, _at), from, _at - from));
        }

        /// <summary>A markup sign on a later line means that the quote was forgotten: a value holds none.</summary>
        private int CloseOf(char quote, int at)
        {
            var hasLineEnd = false;
            for (; at < end; at++)
            {
                var c = text[at];
                if (c == quote)
                    return at;
                if (c == '<' && hasLineEnd)
                    return -1;
                hasLineEnd |= c == '\n';
            }

            return -1;
        }

        private void SkipWhiteSpace()
        {
            while (_at < end && char.IsWhiteSpace(text[_at]))
                _at++;
        }

        private bool Stands(string word) => _at + word.Length <= end && string.CompareOrdinal(text, _at, word, 0, word.Length) == 0;

        /// <summary>Looks no further once there was none, or many openings would cost the square of the text.</summary>
        private int FindEnd(string word, ref bool hasMore)
        {
            if (!hasMore || _at + 2 >= end)
                return -1;

            var close = text.IndexOf(word, _at + 2, end - _at - 2, StringComparison.Ordinal);
            hasMore = close >= 0;
            return close;
        }

        private static bool IsPairName(string name) =>
            name is "name" or "key" or "param-name" or "env-entry-name" or "option-name" or "Name" or "Key";

        private static bool IsPairValue(string name) =>
            name is "value" or "Value" or "param-value" or "env-entry-value" or "option-value"
            or "string" or "dict" or "array" or "integer" or "data" or "real";

        private static bool Is(string name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Element(string name, NamePath? path)
    {
        public string Name { get; } = name;

        public NamePath? Path { get; } = path;

        /// <summary>What the last child called <c>name</c> or <c>key</c> said: the next one carries its value.</summary>
        public string? PairName { get; set; }
    }

    private readonly record struct Attribute(string Name, string Value, int Start, int Length);
}
