using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Readers;

/// <summary>
/// Reads a settings file as .NET configuration does (comments, trailing commas, 64 levels at most) and keeps the position of every value.
/// What stands before an error is still returned, so that a broken end does not hide a secret at the beginning.
/// Source: JsonConfigurationFileParser and JsonDocumentOptions of .NET; RFC 8259.
/// </summary>
public sealed class JsonSettings
{
    private const int MaxDepth = 64;

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
            _containers.Push(new Container(_text[_at] == '[', _at++));
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
        if (closed.Key is null)
            Add(JsonKind.Empty, "", closed.Start);
    }

    private static bool NextElement(Container container)
    {
        container.Index++;
        container.Key = container.Index.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private bool NextMember(Container container)
    {
        if (Peek() != '"')
            return Fail("expected a key in double quotes");

        if (ReadString() is not { } key)
            return false;

        container.Key = key;
        SkipBlank();
        if (Error is null && Peek() != ':')
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

            if (c != '\\')
                continue;

            unescaped ??= new StringBuilder();
            unescaped.Append(_text, copied, _at - copied);
            if (!TryUnescape(unescaped))
            {
                Fail("unknown escape in a string");
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
        if (_at + 1 >= _text.Length)
            return false;

        var escape = _text[++_at];
        if (escape == 'u')
        {
            if (_at + 4 >= _text.Length
                || !ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            into.Append((char)code);
            _at += 4;
            return true;
        }

        var index = "\"\\/bfnrt".IndexOf(escape);
        if (index < 0)
            return false;

        into.Append("\"\\/\b\f\n\r\t"[index]);
        return true;
    }

    private void ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '+' or '-' or '.'))
            _at++;

        var literal = _text.Substring(start, _at - start);
        if (literal is "true" or "false" or "null"
            || (literal.Length > 0 && (literal[0] == '-' || char.IsDigit(literal[0]))
                && double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            Add(JsonKind.Literal, literal, start);
            return;
        }

        _at = start;
        Fail("expected a value");
    }

    private void Add(JsonKind kind, string value, int start) =>
        _entries.Add(new JsonEntry(string.Join(":", _containers.Reverse().Select(container => container.Key)), kind, value, start, _at - start));

    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is ' ' or '\t' or '\n' or '\r')
                _at++;
            else if (_text[_at] != '/' || !SkipComment())
                return;
        }
    }

    private bool SkipComment()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        var end = next switch
        {
            '/' => _text.IndexOf('\n', _at) is var newLine && newLine < 0 ? _text.Length : newLine,
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

    private sealed class Container(bool isArray, int start)
    {
        public bool IsArray { get; } = isArray;

        public int Start { get; } = start;

        /// <summary>Null until the first member.</summary>
        public string? Key { get; set; }

        public int Index { get; set; } = -1;

        public bool NeedsComma { get; set; }
    }
}
