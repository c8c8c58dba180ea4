namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// Asks a token's own characters whether a provider made it. A check that fails lowers the confidence and never drops a token.
/// </summary>
internal static class TokenChecks
{
    /// <summary>The judgement, or null for a text that lacks what makes the form this token.</summary>
    /// <param name="body">Where the characters behind the public beginning start.</param>
    public static Judgement? Judge(TokenFormat format, string text, int start, int body, int end, Confidence rank)
    {
        switch (format.Check)
        {
            case TokenCheck.None:
                return new Judgement(rank, format.Title);
            case TokenCheck.Snowflake:
                return IsDecimal(Base64Text.DecodeText(text, start, PartEnd(text, start, end))) ? new Judgement(rank, format.Title) : null;
            case TokenCheck.Signature:
                return IsSignature(text.Substring(start, end - start)) ? new Judgement(rank, format.Title) : null;
            case TokenCheck.Base32:
                return HasOnlyBase32(text, body, end)
                    ? new Judgement(rank, format.Title)
                    : new Judgement(Lower(rank), $"{format.Title}; has characters that real ones do not have: made up");
            default:
                return Fits(format.Check, text, start, body, end)
                    ? new Judgement(Raise(rank), $"{format.Title}; checksum fits")
                    : new Judgement(Lower(rank), $"{format.Title}; checksum does not fit: revoked or made up");
        }
    }

    private static bool Fits(TokenCheck check, string text, int start, int body, int end) => check switch
    {
        TokenCheck.Crc32Base62 => EndsWith(text, end, Crc32.ToBase62(Crc32.Of(text, body, end - 6 - body))),
        TokenCheck.Crc32Hex => EndsWith(text, end, Hex(Crc32.Of(text, body, end - 8 - body))),
        TokenCheck.Crc32HexOfAll => EndsWith(text, end, Hex(Crc32.Of(text, start, end - 8 - start)).ToUpperInvariant()),
        _ => Bech32.Fits(text.Substring(start, end - start)),
    };

    private static string Hex(uint crc) => crc.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    private static bool EndsWith(string text, int end, string check) =>
        string.CompareOrdinal(text, end - check.Length, check, 0, check.Length) == 0;

    private static int PartEnd(string text, int start, int end)
    {
        var dot = text.IndexOf('.', start, end - start);
        return dot < 0 ? end : dot;
    }

    /// <summary>Identities of Discord have 17 to 20 digits.</summary>
    private static bool IsDecimal(string text) => text.Length is >= 16 and <= 20 && text.All(c => c is >= '0' and <= '9');

    /// <summary>
    /// 32 bytes: 43 digits of base64url, or of base64 with padding, where <c>+ / =</c> may be written as <c>%2B %2F %3D</c>.
    /// </summary>
    private static bool IsSignature(string value)
    {
        var plain = Uri.UnescapeDataString(value).TrimEnd('=');
        return plain.Length == 43 && plain.All(c => c is '-' or '_' || CharacterSet.Base64.Contains(c))
            && Randomness.IsLikely(plain, 0, plain.Length);
    }

    private static bool HasOnlyBase32(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '0' or '1' or '8' or '9')
                return false;
        }

        return true;
    }

    private static Confidence Lower(Confidence rank) => rank > Confidence.Low ? rank - 1 : rank;

    private static Confidence Raise(Confidence rank) => rank < Confidence.High ? rank + 1 : rank;
}
