using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Readers;

/// <summary>
/// Reads a settings file as .NET configuration does (comments, trailing commas, 64 levels at most) and keeps the position of every value.
/// What stands before an error is still returned, so that a broken end does not hide a secret at the beginning. More lenient than .NET in
/// two things that hide nothing: a key may come twice, and a comment may hold U+2028 or U+2029.
/// Source: JsonConfigurationFileParser and JsonDocumentOptions of .NET; RFC 8259.
/// </summary>
public sealed class JsonSettings
{
    private const int MaxDepth = 64;

    private static readonly char[] s_lineEnds = ['\n', '\r'];

    private readonly string _text;
    private readonly List<JsonEntry> _entries = [];
    private readonly Stack<Container> _containers = new();
    private int _at;

    private JsonSettings(string text) => _text = text;

    /// <summary>The scalars of the text in order.</summary>
    public IReadOnlyList<JsonEntry> Entries => _entries;

    /// <summary>The first error, or null when the whole text was read.</summary>
    public JsonError? Error { get; private set; }

    /// <summary>Reads <paramref name="text"/>; never throws for its content.</summary>
    public static JsonSettings Read(string text, CancellationToken cancellation = default)
    {
        var settings = new JsonSettings(text);
        settings.ReadAll(cancellation);
        return settings;
    }

    private void ReadAll(CancellationToken cancellation)
    {
        if (_text.Length > 0 && _text[0] == '\uFEFF')
            _at = 1;

        SkipBlank();
        if (Error is null && Peek() != '{')
            Fail("a settings file must hold an object");

        while (Error is null)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadValue();
            if (Error is null && !MoveToNextValue())
                break;
        }
    }

    private void ReadValue()
    {
        var start = _at;
        switch (Peek())
        {
            case '{' or '[':
                Open();
                break;
            case '"':
                if (ReadString() is { } text)
                    Add(JsonKind.String, text, start);
                break;
            default:
                ReadLiteral();
                break;
        }
    }

    private void Open()
    {
        if (_containers.Count == MaxDepth)
            Fail($"nested deeper than {MaxDepth} levels");
        else
            _containers.Push(new Container(_containers.Count == 0 ? null : _containers.Peek().Key, _text[_at] == '[', _at++));
    }

    /// <summary>Stands on the next value afterwards; false at the end of the text.</summary>
    private bool MoveToNextValue()
    {
        while (true)
        {
            SkipBlank();
            if (Error is not null)
                return false;

            if (_containers.Count == 0)
            {
                if (_at < _text.Length)
                    Fail("text after the end of the object");
                return false;
            }

            var container = _containers.Peek();
            if (container.NeedsComma && Peek() == ',')
            {
                _at++;
                container.NeedsComma = false;
                SkipBlank();
            }

            if (Peek() == (container.IsArray ? ']' : '}'))
            {
                Close();
                continue;
            }

            if (container.NeedsComma)
                return Fail(container.IsArray ? "expected ',' or ']'" : "expected ',' or '}'");

            container.NeedsComma = true;
            return container.IsArray ? NextElement(container) : NextMember(container);
        }
    }

    private void Close()
    {
        _at++;
        var closed = _containers.Pop();
        if (closed.Key is null && _containers.Count > 0)
            Add(JsonKind.Empty, "", closed.Start);
    }

    private static bool NextElement(Container container)
    {
        container.Index++;
        container.Key = new JsonKey(container.Parent, container.Index.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    private bool NextMember(Container container)
    {
        if (Peek() != '"')
            return Fail("expected a key in double quotes");

        if (ReadString() is not { } key)
            return false;

        // .NET takes no comment in this one place.
        container.Key = new JsonKey(container.Parent, key);
        SkipWhiteSpace();
        if (Peek() != ':')
            return Fail("expected ':'");

        _at++;
        SkipBlank();
        return Error is null;
    }

    private string? ReadString()
    {
        var opening = _at++;
        StringBuilder? unescaped = null;
        var copied = _at;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                var rest = _text.Substring(copied, _at - copied);
                _at++;
                return unescaped is null ? rest : unescaped.Append(rest).ToString();
            }

            if (c is '\n' or '\r')
                break;

            if (c < ' ')
            {
                Fail("a control character in a string");
                return null;
            }

            if (c != '\\')
                continue;

            unescaped ??= new StringBuilder();
            unescaped.Append(_text, copied, _at - copied);
            if (!TryUnescape(unescaped))
            {
                Fail("an invalid escape in a string");
                return null;
            }

            copied = _at + 1;
        }

        _at = opening;
        Fail("a string is not closed");
        return null;
    }

    /// <summary>Stands on the backslash before, on the last character of the escape afterwards.</summary>
    private bool TryUnescape(StringBuilder into)
    {
        if (TryReadCodeUnit(_at) is { } unit)
        {
            // Half of a surrogate pair is no character: .NET refuses it when it takes the value.
            var second = char.IsHighSurrogate(unit) ? TryReadCodeUnit(_at + 6) : null;
            if (char.IsSurrogate(unit) && !(second is { } low && char.IsLowSurrogate(low)))
                return false;

            into.Append(unit);
            if (second is { } rest)
                into.Append(rest);
            _at += second is null ? 5 : 11;
            return true;
        }

        var index = _at + 1 < _text.Length ? "\"\\/bfnrt".IndexOf(_text[_at + 1]) : -1;
        if (index < 0)
            return false;

        into.Append("\"\\/\b\f\n\r\t"[index]);
        _at++;
        return true;
    }

    /// <summary>The UTF-16 unit that is escaped at <paramref name="at"/> as a backslash, <c>u</c> and four hexadecimal digits.</summary>
    private char? TryReadCodeUnit(int at)
    {
        if (at + 5 >= _text.Length || _text[at] != '\\' || _text[at + 1] != 'u')
            return null;

        var unit = 0;
        for (var i = at + 2; i < at + 6; i++)
        {
            if (!Uri.IsHexDigit(_text[i]))
                return null;
            unit = (unit << 4) | Uri.FromHex(_text[i]);
        }

        return (char)unit;
    }

    private void ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '+' or '-' or '.'))
            _at++;

        var literal = _text.Substring(start, _at - start);
        if (literal is "true" or "false" or "null" || JsonNumber.Is(literal))
        {
            Add(JsonKind.Literal, literal, start);
            return;
        }

        _at = start;
        Fail("expected a value");
    }

    private void Add(JsonKind kind, string value, int start) =>
        _entries.Add(new JsonEntry(_containers.Peek().Key!, kind, value, start, _at - start));

    private void SkipBlank()
    {
        do
            SkipWhiteSpace();
        while (Peek() == '/' && SkipComment());
    }

    private void SkipWhiteSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private bool SkipComment()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        var end = next switch
        {
            '/' => _text.IndexOfAny(s_lineEnds, _at) is var lineEnd && lineEnd < 0 ? _text.Length : lineEnd,
            '*' => _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var close && close < 0 ? -1 : close + 2,
            _ => -1,
        };

        if (end < 0)
            return Fail(next == '*' ? "a comment is not closed" : "expected a value");

        _at = end;
        return true;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Fail(string reason)
    {
        Error ??= new JsonError(_at >= _text.Length ? $"the text ends too early: {reason}" : reason, Math.Min(_at, _text.Length));
        return false;
    }

    private sealed class Container(JsonKey? parent, bool isArray, int start)
    {
        /// <summary>Null for the root.</summary>
        public JsonKey? Parent { get; } = parent;

        public bool IsArray { get; } = isArray;

        public int Start { get; } = start;

        /// <summary>Null until the first member.</summary>
        public JsonKey? Key { get; set; }

        public int Index { get; set; } = -1;

        public bool NeedsComma { get; set; }
    }
}
