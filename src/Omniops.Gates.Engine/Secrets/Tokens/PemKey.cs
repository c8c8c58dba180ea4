namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// A private key in PEM, also on one line, with escaped line ends, or put together from literals. A key is told from a template and from
/// code that speaks of keys by its body. Source: RFC 7468, RFC 1421 (encryption headers), PROTOCOL.key of OpenSSH.
/// </summary>
internal static class PemKey
{
    /// <summary>With which every key begins.</summary>
    public const string Beginning = "-----BEGIN";

    private const string Dashes = "-----";

    private const int MaxLabel = 80;

    /// <summary>The longest key in use, RSA with 16384 bits, has 12,500 characters; quotes and margins come on top.</summary>
    private const int MaxBody = 40_000;

    /// <summary>Shorter pieces of base64 are words of the code around. The shortest line in use has 64 characters.</summary>
    private const int MinPiece = 30;

    /// <summary>An Ed25519 key in PKCS #8 has 48 bytes.</summary>
    private const int MinBody = 60;

    /// <summary>The key whose first dash stands at <paramref name="start"/>, or null when none begins there.</summary>
    public static Secret? At(string text, int start)
    {
        var label = start + Beginning.Length + 1;
        if (label >= text.Length)
            return null;

        var labelEnd = text.IndexOf(Dashes, label, Math.Min(MaxLabel, text.Length - label), StringComparison.Ordinal);
        if (labelEnd < 0)
            return null;

        var name = text.Substring(label, labelEnd - label);
        if (name.IndexOf("PRIVATE KEY", StringComparison.Ordinal) < 0
            || !name.All(c => c is ' ' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            return null;

        var body = labelEnd + Dashes.Length;
        var window = Math.Min(MaxBody, text.Length - body);
        var next = text.IndexOf(Dashes, body, window, StringComparison.Ordinal);
        var bodyEnd = next < 0 ? body + window : next;
        var (digits, digitsEnd) = Digits(text, body, bodyEnd);
        var end = next >= 0 && string.CompareOrdinal(text, next, "-----END", 0, 8) == 0 ? EndOfLine(text, next + 8) : digitsEnd;
        var judgement = Judge(name, text.Substring(body, Math.Min(200, bodyEnd - body)), digits);
        return Secret.Of(SecretKind.PrivateKey, judgement, start, text.Substring(start, end - start), $"BEGIN {name}…");
    }

    private static Judgement Judge(string name, string head, string digits)
    {
        var what = $"{name.Replace("PRIVATE KEY", "private key").Replace("BLOCK", "block")} in PEM";
        if (digits.Length < MinBody)
            return Judgement.PassedOver($"{what}; the key itself is left out");

        if (MadeUp.Judge(digits, 0, digits.Length) is { } madeUp)
            return madeUp with { Reason = $"{what}; {madeUp.Reason}" };

        if (name.Contains("ENCRYPTED") || head.Contains("ENCRYPTED"))
            return new Judgement(Confidence.Medium, $"{what}; encrypted with a passphrase");

        return JudgeBytes(what, Base64Text.Decode(digits, 0, digits.Length), name);
    }

    private static Judgement JudgeBytes(string what, byte[] bytes, string name)
    {
        if (name.StartsWith("OPENSSH", StringComparison.Ordinal) && HasText(bytes, 0, "openssh-key-v1\0"))
        {
            return HasText(bytes, 19, "none")
                ? new Judgement(Confidence.High, what)
                : new Judgement(Confidence.Medium, $"{what}; encrypted with a passphrase");
        }

        var isKey = name.StartsWith("PGP", StringComparison.Ordinal) ? (bytes[0] & 0x80) != 0 : DerSequence.IsBeginning(bytes);
        return isKey
            ? new Judgement(Confidence.High, what)
            : new Judgement(Confidence.Medium, $"{what}; the content is no key: cut or made up");
    }

    /// <summary>The base64 digits without what stands between them, and where the last of them ends.</summary>
    private static (string Digits, int End) Digits(string text, int start, int end)
    {
        var digits = new System.Text.StringBuilder();
        var last = start;
        var piece = start;
        for (var at = SkipHeaders(text, start, end); at <= end; at++)
        {
            if (at < end && CharacterSet.Base64.Contains(text[at]))
                continue;

            // The last line may be short, and only the last.
            if (at - piece >= MinPiece || (digits.Length > 0 && at < end && text[at] == '='))
            {
                digits.Append(text, piece, at - piece);
                last = at;
            }

            at += EscapeLength(text, at, end);
            piece = at + 1;
        }

        return (digits.ToString(), last);
    }

    /// <summary>A backslash takes the letter behind it along, or <c>\n</c> would be a digit.</summary>
    private static int EscapeLength(string text, int at, int end)
    {
        var length = 0;
        while (at + length < end && text[at + length] == '\\')
            length++;
        return length > 0 && at + length < end && text[at + length] is 'n' or 'r' or 't' ? length : Math.Max(0, length - 1);
    }

    /// <summary>The initialization vector in <c>DEK-Info</c> is no part of the key.</summary>
    private static int SkipHeaders(string text, int start, int end)
    {
        var header = text.IndexOf("DEK-Info:", start, Math.Min(200, end - start), StringComparison.Ordinal);
        var comma = header < 0 ? -1 : text.IndexOf(',', header, Math.Min(60, end - header));
        var at = comma < 0 ? start : comma + 1;
        while (comma >= 0 && at < end && Uri.IsHexDigit(text[at]))
            at++;
        return at;
    }

    private static int EndOfLine(string text, int at)
    {
        var close = text.IndexOf(Dashes, at, Math.Min(MaxLabel, text.Length - at), StringComparison.Ordinal);
        return close < 0 ? at : close + Dashes.Length;
    }

    private static bool HasText(byte[] bytes, int at, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (at + i >= bytes.Length || bytes[at + i] != text[i])
                return false;
        }

        return true;
    }
}
