namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>A string literal as most programming languages write it.</summary>
/// <param name="Open">Offset of what opens it, prefixes such as <c>@</c>, <c>r</c> and <c>f</c> included.</param>
/// <param name="Start">Offset of its content.</param>
/// <param name="End">Offset behind its content.</param>
/// <param name="Close">Offset behind what closes it.</param>
internal readonly record struct QuotedText(int Open, int Start, int End, int Close)
{
    public int Length => End - Start;

    /// <summary>Nothing was found.</summary>
    public static QuotedText None { get; } = new(-1, -1, -1, -1);

    /// <summary>
    /// The literal that opens at <paramref name="at"/>, a quotation mark or backtick; <see cref="None"/> where the character opens nothing:
    /// an
    /// apostrophe, a lone mark, one that no other closes on its line.
    /// </summary>
    public static QuotedText ReadAt(string text, int at)
    {
        var quote = text[at];
        var open = BeginningOf(text, at);
        if (quote == '\'' && open == at && at > 0 && char.IsLetterOrDigit(text[at - 1]))
            return None;

        if (at > 0 && text[at - 1] == '\\')
            return ReadEscaped(text, at);

        if (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)
            return ReadRaw(text, open, at);

        if (quote == '`')
            return ReadTo(text, open, at + 1, text.IndexOf('`', at + 1));

        var isVerbatim = quote == '"' && open < at && text.IndexOf('@', open, at - open) >= 0;
        return isVerbatim ? ReadVerbatim(text, open, at) : ReadLine(text, open, at, quote);
    }

    private static QuotedText ReadTo(string text, int open, int start, int end) => end < 0 ? None : new(open, start, end, end + 1);

    private static QuotedText ReadLine(string text, int open, int at, char quote)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote)
                return new(open, at + 1, i, i + 1);
            if (c is '\n' or '\r')
                return None;
            if (c == '\\')
                i++;
        }

        return None;
    }

    /// <summary>Inside another literal: <c>"{\"password\": \"...\"}"</c>.</summary>
    private static QuotedText ReadEscaped(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r' || (text[i] == text[at] && text[i - 1] != '\\'))
                return None;
            if (text[i] == text[at])
                return new(at - 1, at + 1, i - 1, i + 1);
        }

        return None;
    }

    private static QuotedText ReadVerbatim(string text, int open, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (i + 1 < text.Length && text[i + 1] == '"')
                i++;
            else
                return new(open, at + 1, i, i + 1);
        }

        return None;
    }

    private static QuotedText ReadRaw(string text, int open, int at)
    {
        var marks = 3;
        while (at + marks < text.Length && text[at + marks] == text[at])
            marks++;

        var start = at + marks;
        var end = text.IndexOf(new string(text[at], marks), start, StringComparison.Ordinal);
        return end < 0 ? None : new(open, start, end, end + marks);
    }

    /// <summary>Letters and signs that some languages write before a literal, where nothing else stands before them.</summary>
    private static int BeginningOf(string text, int at)
    {
        var open = at;
        while (open > 0 && at - open < 3 && text[open - 1] is '@' or '$' or 'r' or 'R' or 'b' or 'B' or 'u' or 'U' or 'f' or 'F' or 'L' or 'N')
            open--;

        return open < at && open > 0 && (char.IsLetterOrDigit(text[open - 1]) || text[open - 1] == '_') ? at : open;
    }
}
