using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Character data of XML and HTML.</summary>
internal static class XmlText
{
    private const int LongestReference = 10;

    /// <summary>What the text between two offsets means; a reference that is none stays as it is.</summary>
    public static string Unescape(string text, int start, int end)
    {
        var at = text.IndexOf('&', start, end - start);
        if (at < 0)
            return text.Substring(start, end - start);

        var value = new StringBuilder(end - start);
        while (at >= 0)
        {
            value.Append(text, start, at - start);
            var close = text.IndexOf(';', at, Math.Min(LongestReference + 2, end - at));
            var meant = close < 0 ? null : Meaning(text.Substring(at + 1, close - at - 1));
            value.Append(meant ?? "&");
            start = meant is null ? at + 1 : close + 1;
            at = text.IndexOf('&', start, end - start);
        }

        return value.Append(text, start, end - start).ToString();
    }

    private static string? Meaning(string reference)
    {
        if (reference.Length > 1 && reference[0] == '#')
        {
            var isHex = reference[1] is 'x' or 'X';
            var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
            return int.TryParse(reference.Substring(isHex ? 2 : 1), style, CultureInfo.InvariantCulture, out var code)
                && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
                ? char.ConvertFromUtf32(code)
                : null;
        }

        return reference switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => null,
        };
    }
}
