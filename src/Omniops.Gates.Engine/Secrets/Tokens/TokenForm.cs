using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// The form of a token: a small part of the language of regular expressions, matched without a regular expression. Literal text,
/// <c>[set]{n}</c>, <c>[set]{n,m}</c>, <c>[set]{n|m}</c>, and a <c>(</c> where the token begins behind the text that announces it.
/// The work for one place is bounded by the longest form, not by the text.
/// </summary>
internal sealed class TokenForm
{
    private readonly FormPart[] _parts;
    private readonly int _tokenPart;

    private TokenForm(FormPart[] parts, int tokenPart)
    {
        _parts = parts;
        _tokenPart = tokenPart;
        Shortest = parts.Sum(part => part.Shortest);
        Longest = parts.Sum(part => part.Longest);
    }

    /// <summary>The fewest characters of a match, announcing text included.</summary>
    public int Shortest { get; }

    /// <summary>The most characters of a match, announcing text included.</summary>
    public int Longest { get; }

    /// <summary>The fixed text at the beginning, or null.</summary>
    public string? Prefix => _parts[0].Literal;

    /// <summary>Reads a form; <see cref="FormatException"/> for one that is not well-formed, which only our own data can cause.</summary>
    public static TokenForm Parse(string form)
    {
        var parts = new List<FormPart>();
        var literal = new StringBuilder();
        var tokenPart = 0;
        for (var at = 0; at < form.Length; at++)
        {
            switch (form[at])
            {
                case '(':
                    EndLiteral(parts, literal);
                    tokenPart = parts.Count;
                    break;
                case ')':
                    break;
                case '[':
                    EndLiteral(parts, literal);
                    var close = form.IndexOf("]{", at, StringComparison.Ordinal);
                    var end = close < 0 ? -1 : form.IndexOf('}', close);
                    if (end < 0)
                        throw new FormatException($"'{form}': a set needs its lengths, as in [0-9]{{8}}");
                    var set = CharacterSet.Parse(form.Substring(at + 1, close - at - 1));
                    parts.Add(new FormPart(null, set, Lengths(form.Substring(close + 2, end - close - 2))));
                    at = end;
                    break;
                default:
                    literal.Append(form[at]);
                    break;
            }
        }

        EndLiteral(parts, literal);
        return new TokenForm([.. parts], tokenPart);
    }

    /// <summary>Where the token begins and ends when the form fits at <paramref name="at"/>; the end is -1 when it does not.</summary>
    /// <param name="isStrict">Whether a following <c>- + / = .</c> says that the text goes on.</param>
    public (int Start, int End) Match(string text, int at, bool isStrict)
    {
        var start = at;
        var end = Match(text, at, 0, isStrict, ref start);
        return (start, end);
    }

    private int Match(string text, int at, int index, bool isStrict, ref int start)
    {
        if (index == _tokenPart)
            start = at;

        if (index == _parts.Length)
            return EndsAt(text, at, isStrict) ? at : -1;

        var part = _parts[index];
        if (part.Literal is { } literal)
        {
            return string.CompareOrdinal(text, at, literal, 0, literal.Length) == 0
                ? Match(text, at + literal.Length, index + 1, isStrict, ref start)
                : -1;
        }

        var last = Math.Min(part.Longest, text.Length - at);
        var count = 0;
        while (count < last && part.Set.Contains(text[at + count]))
            count++;

        // What follows the last part ends the token: nothing of its own set may.
        if (index == _parts.Length - 1)
        {
            var goesOn = at + count < text.Length && part.Set.Contains(text[at + count]);
            return !goesOn && Array.IndexOf(part.Lengths, count) >= 0 ? Match(text, at + count, index + 1, isStrict, ref start) : -1;
        }

        // A text that the set cannot take part of follows all of the set's characters: fewer need not be tried.
        var takesAll = _parts[index + 1].Literal is { } following && !part.Set.Contains(following[0]);
        foreach (var length in part.Lengths)
        {
            if (length > count || (takesAll && length < count))
                continue;

            var end = Match(text, at + length, index + 1, isStrict, ref start);
            if (end >= 0)
                return end;
        }

        return -1;
    }

    private static bool EndsAt(string text, int at, bool isStrict)
    {
        if (at >= text.Length)
            return true;

        var next = text[at];
        if (next == '_' || CharacterSet.Alphanumeric.Contains(next))
            return false;

        return !isStrict || next switch
        {
            '-' or '+' or '/' or '=' => false,
            '.' => at + 1 >= text.Length || !CharacterSet.Alphanumeric.Contains(text[at + 1]),
            _ => true,
        };
    }

    private static void EndLiteral(List<FormPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
            parts.Add(new FormPart(literal.ToString(), default, []));
        literal.Clear();
    }

    private static int[] Lengths(string lengths)
    {
        if (lengths.IndexOf(',') < 0)
            return [.. lengths.Split('|').Select(Number).OrderByDescending(length => length)];

        var ends = lengths.Split(',').Select(Number).ToArray();
        return [.. Enumerable.Range(ends[0], ends[1] - ends[0] + 1).Reverse()];
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
