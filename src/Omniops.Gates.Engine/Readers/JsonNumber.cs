namespace Omniops.Gates.Engine.Readers;

/// <summary>The numbers of JSON, fewer than those of .NET: no <c>+1</c>, <c>01</c>, <c>.5</c>, <c>1.</c> or <c>Infinity</c>.</summary>
internal static class JsonNumber
{
    /// <summary>Source: RFC 8259 section 6.</summary>
    public static bool Is(string text)
    {
        var at = Skip(text, 0, "-");
        var integer = SkipDigits(text, at);
        if (integer == at || (text[at] == '0' && integer > at + 1))
            return false;

        var fraction = Skip(text, integer, ".");
        at = SkipDigits(text, fraction);
        if (fraction > integer && at == fraction)
            return false;

        var exponent = Skip(text, at, "eE");
        var digits = exponent > at ? Skip(text, exponent, "+-") : at;
        var end = exponent > at ? SkipDigits(text, digits) : at;
        return end == text.Length && (exponent == at || end > digits);
    }

    private static int Skip(string text, int at, string oneOf) => at < text.Length && oneOf.IndexOf(text[at]) >= 0 ? at + 1 : at;

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;
        return at;
    }
}
