namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>A private key in PuTTY's own format. Source: the appendix on PPK files of PuTTY's manual.</summary>
internal static class PuttyKey
{
    private const string PrivateLines = "Private-Lines:";

    /// <summary>How far behind the beginning the private part may follow: a public RSA key of 16384 bits has 2,800 characters.</summary>
    private const int MaxPublicPart = 8_000;

    /// <summary>What is found at the beginning of the file, null when no private part follows.</summary>
    /// <param name="read">Up to where earlier calls have looked for a private part in vain, and this one if it finds none.</param>
    public static (Judgement Judgement, int End)? At(string text, int start, ref int read)
    {
        var from = Math.Max(start, read - PrivateLines.Length);
        var to = Math.Min(text.Length, start + MaxPublicPart);
        var lines = from < to ? text.IndexOf(PrivateLines, from, to - from, StringComparison.Ordinal) : -1;
        if (lines < 0)
        {
            read = Math.Max(read, to);
            return null;
        }

        var end = lines + PrivateLines.Length;
        var digits = 0;
        for (; end < text.Length && (CharacterSet.Base64.Contains(text[end]) || text[end] is ' ' or '\r' or '\n' or '=' or '\\'); end++)
            digits += CharacterSet.Base64.Contains(text[end]) ? 1 : 0;

        if (digits < 40)
            return (Judgement.PassedOver("PuTTY private key; the key itself is left out"), end);

        var isOpen = text.IndexOf("Encryption: none", start, lines - start, StringComparison.Ordinal) >= 0;
        return isOpen
            ? (new Judgement(Confidence.High, "PuTTY private key"), end)
            : (new Judgement(Confidence.Medium, "PuTTY private key; encrypted with a passphrase"), end);
    }
}
