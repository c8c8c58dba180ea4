using System.Text;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>
/// A word after quotes, escapes and variables are resolved.
/// Source: Dockerfile reference, Environment replacement; BuildKit, frontend/dockerfile/shell/lex.go.
/// </summary>
internal sealed class WordExpansion
{
    // Each level of ${A:-${B:-…}} is one call deep; nobody writes that many.
    private const int MaxDepth = 32;

    // ENV A=$A$A doubles the value on every line; names of users and images are far shorter.
    private const int MaxLength = 4096;

    private readonly string _word;
    private readonly char _escape;
    private readonly DockerVariables _variables;
    private int _at;
    private int _depth;
    private bool _isBroken;

    public WordExpansion(string word, char escape, DockerVariables variables)
    {
        _word = word;
        _escape = escape;
        _variables = variables;
        var text = ReadTo('\0');
        Value = Problem is null ? text : null;
    }

    /// <summary>The text, or null when this file does not tell it.</summary>
    public string? Value { get; }

    /// <summary>Why there is no value.</summary>
    public string? Problem { get; private set; }

    private char Current => _at < _word.Length ? _word[_at] : '\0';

    /// <summary>Stands behind <paramref name="stop"/> afterwards.</summary>
    private string ReadTo(char stop)
    {
        var text = new StringBuilder();
        while (_at < _word.Length)
        {
            var c = _word[_at];
            if (c == stop)
            {
                _at++;
                return text.ToString();
            }

            if (c == '\'')
                ReadSingleQuoted(text);
            else if (c == '"')
                ReadDoubleQuoted(text);
            else if (c == '$')
                ReadVariable(text);
            else
                ReadCharacter(text, escapes: true);
        }

        if (stop != '\0')
            FailAtEnd($"a '{stop}' is missing");
        return text.ToString();
    }

    private void ReadCharacter(StringBuilder text, bool escapes)
    {
        if (escapes && Current == _escape && _at + 1 < _word.Length)
            _at++;

        text.Append(_word[_at++]);
    }

    private void ReadSingleQuoted(StringBuilder text)
    {
        var close = _word.IndexOf('\'', _at + 1);
        if (close < 0)
        {
            FailAtEnd("a quote is not closed");
            return;
        }

        text.Append(_word, _at + 1, close - _at - 1);
        _at = close + 1;
    }

    private void ReadDoubleQuoted(StringBuilder text)
    {
        _at++;
        while (_at < _word.Length && Current != '"')
        {
            // Inside quotes an escape counts only before what it can change.
            var next = _at + 1 < _word.Length ? _word[_at + 1] : '\0';
            if (Current == '$')
                ReadVariable(text);
            else
                ReadCharacter(text, escapes: next is '"' or '$' || next == _escape);
        }

        if (Current == '"')
            _at++;
        else
            FailAtEnd("a quote is not closed");
    }

    private void ReadVariable(StringBuilder text)
    {
        _at++;
        var braced = Current == '{';
        if (braced)
            _at++;

        var start = _at;
        while (char.IsLetterOrDigit(Current) || Current == '_')
            _at++;

        var name = _word[start.._at];
        if (braced)
            ReadBraced(name, text);
        else if (name.Length > 0)
            AppendValue(name, text);
        else if (Current is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            FailWithoutValue($"${_word[_at++]}");
        else
            text.Append('$');

        if (text.Length > MaxLength)
            FailAtEnd("its value is too long");
    }

    private void ReadBraced(string name, StringBuilder text)
    {
        var emptyCounts = Current != ':';
        if (!emptyCounts)
            _at++;

        var operation = Current;
        _at++;
        if (operation == '}' && name.Length > 0 && emptyCounts)
            AppendValue(name, text);
        else if (operation is '-' or '+' or '?' && name.Length > 0)
            ReadAlternative(name, operation, emptyCounts, text);
        else
            FailAtEnd("a variable in it is not understood");
    }

    private void ReadAlternative(string name, char operation, bool emptyCounts, StringBuilder text)
    {
        if (++_depth > MaxDepth)
        {
            FailAtEnd("variables are nested too deeply");
            return;
        }

        var problemBefore = Problem;
        var alternative = ReadTo('}');
        _depth--;

        var isSet = _variables.TryFind(name, out var value);
        var counts = isSet && (emptyCounts || value != "");
        if ((isSet && value is null) || (operation == '?' && !counts))
        {
            FailWithoutValue(name);
            return;
        }

        if (counts == (operation == '+'))
        {
            text.Append(alternative);
            return;
        }

        // What is not used need not have a value.
        if (!_isBroken)
            Problem = problemBefore;

        if (operation != '+')
            text.Append(value);
    }

    private void AppendValue(string name, StringBuilder text)
    {
        if (_variables.TryFind(name, out var value) && value is not null)
            text.Append(value);
        else
            FailWithoutValue(name);
    }

    private void FailWithoutValue(string name) => Problem ??= $"{name} has no value in this file";

    private void FailAtEnd(string problem)
    {
        Problem ??= problem;
        _isBroken = true;
        _at = _word.Length;
    }
}
