namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// A private key in PEM or a JSON web token that was encoded once more in base64, as Kubernetes and CI variables want it.
/// </summary>
internal static class WrappedText
{
    private const int MaxLength = 20_000;

    private static readonly CharacterSet s_digits = CharacterSet.Parse("A-Za-z0-9+/_-");

    /// <summary>What the base64 text at <paramref name="start"/> holds and where it ends, or null.</summary>
    public static (Judgement Judgement, int End)? At(string text, int start)
    {
        var end = LineEnd(text, start);
        var content = Base64Text.DecodeText(text, start, end);
        if (JsonWebToken.At(content, 0) is { } token)
            return (token.Judgement with { Reason = $"{token.Judgement.Reason}, in base64" }, end);

        if (PemKey.At(content, 0) is null)
            return null;

        // A key has more lines than one, and base64 of it may have been broken into lines again.
        end = WrappedEnd(text, end, Math.Min(text.Length, start + MaxLength));
        return PemKey.At(Base64Text.DecodeText(text, start, end), 0) is { } key
            ? (key.Judgement with { Reason = $"{key.Judgement.Reason}, in base64" }, end)
            : null;
    }

    private static int LineEnd(string text, int at)
    {
        while (at < text.Length && s_digits.Contains(text[at]))
            at++;
        return at;
    }

    private static int WrappedEnd(string text, int end, int limit)
    {
        for (var at = end; at < limit && text[at] is ' ' or '\t' or '\r' or '\n';)
        {
            while (at < limit && text[at] is ' ' or '\t' or '\r' or '\n')
                at++;

            var line = at;
            at = Math.Min(limit, LineEnd(text, at));
            if (at - line < 4)
                break;
            end = at;
        }

        return end;
    }
}
