using System.Text;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Finds the end of quoted text and unescapes it.</summary>
internal static class Quotes
{
    /// <summary>Offset of the quote that closes the text from <paramref name="at"/> on, or -1.</summary>
    public static int Close(string text, int at, int end, char quote, QuoteStyle style, bool crossesLines = true)
    {
        for (; at < end; at++)
        {
            var c = text[at];
            if (c == quote)
            {
                if (style is not (QuoteStyle.Doubled or QuoteStyle.Accent) || at + 1 >= end || text[at + 1] != quote)
                    return at;
                at++;
            }
            else if (c is '\n' or '\r')
            {
                if (!crossesLines)
                    return -1;
            }
            else if (c == EscapeOf(style) && c != '\0')
            {
                at++;
                if (at + 1 < end && text[at] == '\r' && text[at + 1] == '\n')
                    at++;
            }
        }

        return -1;
    }

    /// <summary>What the quoted text between two offsets means.</summary>
    public static string Unescape(string text, int start, int end, char quote, QuoteStyle style)
    {
        var escape = EscapeOf(style);
        var isDoubled = style is QuoteStyle.Doubled or QuoteStyle.Accent;
        var first = start;
        while (first < end && !(escape != '\0' && text[first] == escape) && !(isDoubled && text[first] == quote))
            first++;
        if (first == end)
            return text.Substring(start, end - start);

        var value = new StringBuilder(end - start);
        value.Append(text, start, first - start);
        for (var at = first; at < end; at++)
        {
            var c = text[at];
            if (isDoubled && c == quote && at + 1 < end && text[at + 1] == quote)
                value.Append(text[++at]);
            else if (escape != '\0' && c == escape && at + 1 < end)
                at = AppendEscaped(text, at + 1, end, style, value);
            else
                value.Append(c);
        }

        return value.ToString();
    }

    private static char EscapeOf(QuoteStyle style) => style switch
    {
        QuoteStyle.Backslash or QuoteStyle.Shell => '\\',
        QuoteStyle.Accent => '`',
        _ => '\0',
    };

    /// <summary>Stands on the character after the escape; returns the last one that belongs to it.</summary>
    private static int AppendEscaped(string text, int at, int end, QuoteStyle style, StringBuilder value)
    {
        var c = text[at];
        if (c is '\n' or '\r')
            return c == '\r' && at + 1 < end && text[at + 1] == '\n' ? at + 1 : at;

        if (style == QuoteStyle.Shell)
        {
            if (c is not ('"' or '\\' or '$' or '`'))
                value.Append('\\');
            value.Append(c);
            return at;
        }

        if (style == QuoteStyle.Backslash && c is 'u' or 'x' or 'U' && Hex(text, at, end) is { } unit)
        {
            value.Append(unit.Text);
            return at + unit.Digits;
        }

        var index = (style == QuoteStyle.Accent ? "0abfnrtv" : "bfnrtv0ae").IndexOf(c);
        value.Append(index < 0 ? c : (style == QuoteStyle.Accent ? "\0\a\b\f\n\r\t\v" : "\b\f\n\r\t\v\0\a\u001B")[index]);
        return at;
    }

    private static (string Text, int Digits)? Hex(string text, int at, int end)
    {
        var digits = text[at] switch { 'x' => 2, 'u' => 4, _ => 8 };
        if (at + digits >= end)
            return null;

        var unit = 0;
        for (var i = at + 1; i <= at + digits; i++)
        {
            if (!Uri.IsHexDigit(text[i]) || unit > 0x0FFF_FFFF / 16)
                return null;
            unit = (unit << 4) | Uri.FromHex(text[i]);
        }

        if (unit <= char.MaxValue)
            return (((char)unit).ToString(), digits);

        return unit <= 0x10FFFF ? (char.ConvertFromUtf32(unit), digits) : null;
    }
}
