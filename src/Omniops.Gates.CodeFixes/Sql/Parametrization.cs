using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Sql;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// A statement whose values have become parameters: of its literals those that hold data, and data without quotes where only a value can
/// stand. What is left in the text is constant, cannot carry text or is a name, which no parameter can be.
/// </summary>
internal sealed class Parametrization
{
    /// <summary>A text with more holes is generated, and nobody wants it to have as many parameters.</summary>
    private const int MaxHoles = 100;

    private readonly IReadOnlyList<TextPart> _source;
    private readonly ParameterNames? _names;
    private readonly List<TextPart> _parts = [];
    private readonly List<SqlParameter> _parameters = [];
    private readonly HashSet<int> _changed = [];

    /// <summary>The statement so far, with its literals empty.</summary>
    private readonly StringBuilder _code = new();
    private int _at;

    private Parametrization(IReadOnlyList<TextPart> source, ParameterNames? names) => (_source, _names) = (source, names);

    public IReadOnlyList<TextPart> Parts => _parts;

    public IReadOnlyList<SqlParameter> Parameters => _parameters;

    /// <summary>The lines that are to be written anew.</summary>
    public ICollection<int> ChangedLines => _changed;

    /// <summary>Null where something in the text is neither safe nor certain to be a value.</summary>
    /// <param name="names">Null where the library makes a parameter of each hole of an interpolated string.</param>
    public static Parametrization? Of(WrittenText text, ParameterNames? names)
    {
        if (text.Parts.Count(part => part.Hole is not null) > MaxHoles)
            return null;

        names?.TakeFrom(string.Concat(text.Parts.Select(part => part.Hole?.Constant ?? part.Value)));
        var parametrization = new Parametrization(text.Parts, names);
        return parametrization.Read() && parametrization._parameters.Count > 0
            && ValuePlace.TakesParameters(parametrization._code.ToString())
            ? parametrization
            : null;
    }

    private bool Read()
    {
        while (_at < _source.Count)
        {
            var part = _source[_at];
            var isRead = part switch
            {
                { Hole: { } hole } => ReadHole(part, hole),
                _ when part.Is('\'') => ReadLiteral(),
                _ when part.Is('-') && IsNext('-') => CopyComment('\n'),
                _ when part.Is('/') && IsNext('*') => CopyComment('/'),
                _ when part.Is('"') => CopyName('"'),
                _ when part.Is('`') => CopyName('`'),
                _ when part.Is('[') => CopyName(']'),
                // The braces are placeholders of the library, and dollar signs quote a body.
                _ when part.Is('{') || part.Is('}') => _names is not null && CopyCharacter(part),
                _ => !(part.Is('$') && IsNext('$')) && CopyCharacter(part),
            };
            if (!isRead)
                return false;
        }

        return true;
    }

    private bool CopyCharacter(TextPart part)
    {
        _code.Append(part.Value);
        _parts.Add(part);
        _at++;
        return true;
    }

    /// <summary>A comment. Data in it is not looked at.</summary>
    private bool CopyComment(char end)
    {
        var start = _at;
        for (var isOpen = true; isOpen && _at < _source.Count; _at++)
        {
            var part = _source[_at];
            if (part.Hole is not null)
                return false;

            _parts.Add(part);
            isOpen = !part.Is(end) || end == '/' && (_at - start < 3 || !_source[_at - 1].Is('*'));
        }

        _code.Append(' ');
        return true;
    }

    /// <summary>A name in its quotes, which is no value.</summary>
    private bool CopyName(char end)
    {
        for (var isOpen = false; _at < _source.Count; _at++, isOpen = true)
        {
            var part = _source[_at];
            if (part.Is('\'') || part.Hole is not null && _names is null)
                return false;

            _code.Append(part.Hole is null ? part.Value : "x");
            _parts.Add(part);
            if (isOpen && part.Is(end))
            {
                _at++;
                break;
            }
        }

        return true;
    }

    private bool ReadHole(TextPart part, TextHole hole)
    {
        _at++;
        var (before, after) = (_code.ToString(), After());
        var isValue = ValuePlace.EndsWord(before)
            && (hole.IsPlain ? ValuePlace.IsPlain(before, after) : !hole.IsHarmless && ValuePlace.IsBareText(before, after));
        if (isValue && ParameterValue.Of(hole) is { } value)
        {
            Add(value, part, isBare: true);
            return true;
        }

        // What stays is of no concern, or is a name, about which another rule has its say.
        if (_names is null || !hole.IsHarmless && !SqlPosition.IsIdentifier(before))
            return false;
        if (hole.Constant is { } constant && constant.IndexOfAny(['\'', '"', '[', '`', '-', '/', '$']) >= 0)
            return false;

        _code.Append(hole.Constant ?? "x");
        _parts.Add(part);
        return true;
    }

    private bool ReadLiteral()
    {
        var start = _at;
        if (ContentOfLiteral() is not { } content)
            return false;

        var holes = content.Where(part => part.Hole is { Constant: null }).Select(part => part.Hole!).ToList();
        var stays = holes.Count == 0 || holes.TrueForAll(hole => hole.IsHarmless) && (content.Count > 1 || !IsSameInQuotes(holes[0]));
        if (stays)
        {
            // A hole that stays would be a parameter inside of quotes.
            if (_names is null && content.Exists(part => part.Hole is not null))
                return false;

            _parts.AddRange(_source.Skip(start).Take(_at - start));
            _code.Append("''");
            return true;
        }

        // A statement in a literal is run by the one around it, and it would hold the data still.
        if (ValuePlace.TakesParameters(string.Concat(content.TakeWhile(part => part.Hole is null).Select(part => part.Value))))
            return false;
        if (content.Exists(part => part.Is('\\') || part.Is('\n') || part.Hole?.Constant?.IndexOf('\'') >= 0))
            return false;

        DropNationalPrefix();
        var before = _code.ToString();
        if (!ValuePlace.EndsWord(before) || !ValuePlace.IsLiteral(before) || !ValuePlace.IsApart(After())
            || ParameterValue.OfLiteral(content, isConcatenated: _names is null) is not { } value)
        {
            return false;
        }

        for (var at = start; at < _at; at++)
            _changed.Add(_source[at].Line);
        Add(value, content.First(part => part.Hole is { Constant: null }), isBare: false);
        return true;
    }

    /// <summary>
    /// Whether a database takes the value as it would take the text. <c>'True'</c> is one thing in a column of texts, <c>1</c> another.
    /// </summary>
    private static bool IsSameInQuotes(TextHole hole) =>
        hole.IsPlain && hole.Suffix.Length == 0 && hole.Type?.SpecialType != SpecialType.System_Boolean;

    /// <summary>What is between the quotes, with doubled ones as one; null where the literal has no end.</summary>
    private List<TextPart>? ContentOfLiteral()
    {
        var content = new List<TextPart>();
        for (_at++; _at < _source.Count; _at++)
        {
            var part = _source[_at];
            if (!part.Is('\''))
            {
                content.Add(part);
            }
            else if (IsNext('\''))
            {
                content.Add(part);
                _at++;
            }
            else
            {
                _at++;
                return content;
            }
        }

        return null;
    }

    /// <summary>N'…'</summary>
    private void DropNationalPrefix()
    {
        if (_code.Length == 0 || _code[_code.Length - 1] is not ('N' or 'n') || !ValuePlace.EndsWord(_code.ToString(0, _code.Length - 1))
            || _parts.Count == 0 || !(_parts[_parts.Count - 1].Is('N') || _parts[_parts.Count - 1].Is('n')))
        {
            return;
        }

        _code.Length--;
        _changed.Add(_parts[_parts.Count - 1].Line);
        _parts.RemoveAt(_parts.Count - 1);
    }

    private void Add(ParameterValue value, TextPart part, bool isBare)
    {
        _changed.Add(part.Line);
        if (_names is null)
        {
            _parameters.Add(new SqlParameter("", value, isBare));
            _parts.Add(part with { Hole = part.Hole! with { Written = Braced(value), Suffix = "" } });
            _code.Append("@p");
            return;
        }

        // What may be another value each time is asked for each time.
        var same = Operands.IsQuiet(value.Subject)
            ? _parameters.Find(other => other.Value.Written == value.Written && other.IsBare == isBare)
            : null;
        if (same is null)
            _parameters.Add(same = new SqlParameter(_names.For(value.Subject), value, isBare));

        // Written on at the end of what is there, in the same string.
        var last = _parts.LastOrDefault(before => before.Hole is null);
        var style = last?.Style ?? new TextStyle(IsVerbatim: false, "\"", "");
        var line = _parts.Count > 0 ? _parts[_parts.Count - 1].Line : part.Line;
        _changed.Add(line);
        foreach (var character in "@" + same.Name)
            _parts.Add(new TextPart(character.ToString(), character.ToString(), style, Hole: null, line));
        _code.Append('@').Append(same.Name);
    }

    /// <summary>A colon in an interpolated string begins the format.</summary>
    private static string Braced(ParameterValue value) => value.IsSubject && SyntaxFactory.ParseExpression(value.Written)
        is ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax or SwitchExpressionSyntax
            or QueryExpressionSyntax
        ? $"({value.Written})"
        : value.Written;

    private bool IsNext(char character) => _at + 1 < _source.Count && _source[_at + 1].Is(character);

    /// <summary>The constant text that follows.</summary>
    private string After()
    {
        var text = new StringBuilder();
        for (var at = _at; at < _source.Count; at++)
        {
            if (_source[at].Hole is { } hole)
                return text.Append(hole.Constant ?? "x").ToString();
            text.Append(_source[at].Value);
        }

        return text.ToString();
    }
}
