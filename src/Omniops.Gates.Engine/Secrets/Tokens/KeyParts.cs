namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// The private number of a key that is written in parts: <c>"d"</c> or <c>"k"</c> of a JSON web key, <c>&lt;D&gt;</c> of .NET's RSA key
/// in XML. Source: RFC 7517 and 7518; RSA.FromXmlString of .NET.
/// </summary>
internal static class KeyParts
{
    /// <summary>The number of an elliptic curve of 256 bits has 43 digits, and nothing in use is shorter.</summary>
    public const int MinLength = 40;

    /// <summary>How far the rest of the key may be away: an RSA key of 4096 bits has 3,200 characters.</summary>
    private const int MaxDistance = 4_000;

    private static readonly string[] s_openings = ["<D>", "lt;D&gt;", "u003cD\\u003e", "u003CD\\u003E"];

    /// <summary>What the value between the offsets is a part of, or null.</summary>
    public static (SecretKind Kind, Judgement Judgement, string Subject)? Of(string text, int start, int end)
    {
        if (IsAfter(text, start, s_openings) && Before(text, start, "RSAKeyValue"))
            return (SecretKind.PrivateKey, new Judgement(Confidence.High, "RSA private key in XML"), "RSAKeyValue…");

        var name = KeyName.Before(text, start);
        if (name is not ("d" or "k") || !IsInObjectWith(text, start, end, "kty"))
            return null;

        return name == "d"
            ? (SecretKind.PrivateKey, new Judgement(Confidence.High, "private JSON web key"), "kty…")
            : (SecretKind.CryptoKey, new Judgement(Confidence.High, "symmetric JSON web key"), "kty…");
    }

    private static bool IsAfter(string text, int at, string[] beginnings) =>
        Array.Exists(beginnings, beginning =>
            at >= beginning.Length && string.CompareOrdinal(text, at - beginning.Length, beginning, 0, beginning.Length) == 0);

    private static bool Before(string text, int at, string word) =>
        text.LastIndexOf(word, at, Math.Min(MaxDistance, at + 1), StringComparison.Ordinal) >= 0;

    /// <summary>Between the nearest braces, which in a key hold no further ones.</summary>
    private static bool IsInObjectWith(string text, int start, int end, string word)
    {
        var open = text.LastIndexOf('{', start, Math.Min(MaxDistance, start + 1));
        if (open < 0)
            return false;

        var close = text.IndexOf('}', end, Math.Min(MaxDistance, text.Length - end));
        var last = close < 0 ? Math.Min(text.Length, end + MaxDistance) : close;
        return text.IndexOf(word, open, last - open, StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
