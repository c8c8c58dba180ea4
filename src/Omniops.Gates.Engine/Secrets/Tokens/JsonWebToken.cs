using System.Globalization;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>A JSON web token in its compact form, read as far as its parts tell what it is worth. Source: RFC 7519, RFC 7515.</summary>
internal static class JsonWebToken
{
    /// <summary>
    /// A day that has passed wherever this runs: what ended before it is dead without asking a clock, so that the same text always has the
    /// same answer. In seconds since 1970.
    /// </summary>
    private static readonly long s_past = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly long s_lastDay = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static readonly CharacterSet s_digits = CharacterSet.Base64Url;

    /// <summary>The token that begins at <paramref name="start"/> and its end, or null.</summary>
    public static (Judgement Judgement, int End)? At(string text, int start)
    {
        var headerEnd = PartEnd(text, start);
        if (headerEnd - start < 12 || !IsDot(text, headerEnd))
            return null;

        var header = Entries(text, start, headerEnd);
        if (Value(header, "alg") is not { } algorithm)
            return null;

        var payloadEnd = PartEnd(text, headerEnd + 1);
        if (payloadEnd == headerEnd + 1)
            return null;

        var payload = Entries(text, headerEnd + 1, payloadEnd);
        var end = IsDot(text, payloadEnd) ? PartEnd(text, payloadEnd + 1) : payloadEnd;
        if (payload is null)
            return (new Judgement(Confidence.Low, $"JWT, {Name(algorithm)}; its content is encrypted or made up"), end);

        return (Judge($"JWT, {Name(algorithm)}", algorithm, payload, end > payloadEnd + 8), end);
    }

    private static Judgement Judge(string what, string algorithm, IReadOnlyList<JsonEntry> payload, bool isSigned)
    {
        if (algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) || !isSigned)
            return new Judgement(Confidence.Low, $"{what}; not signed");

        // The token that jwt.io shows, and what tutorials make of it.
        if (Value(payload, "sub") == "1234567890" || Value(payload, "name") == "John Doe")
            return new Judgement(Confidence.Low, $"{what}; a token of documentation");

        if (Value(payload, "role") == "anon")
            return new Judgement(Confidence.Low, $"{what}; a public key of Supabase");

        if (!long.TryParse(Value(payload, "exp"), NumberStyles.None, CultureInfo.InvariantCulture, out var expiry))
            return new Judgement(Confidence.High, $"{what}, does not expire");

        if (expiry > s_lastDay)
            return new Judgement(Confidence.High, $"{what}, does not expire");

        var day = DateTimeOffset.FromUnixTimeSeconds(expiry).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return expiry < s_past
            ? new Judgement(Confidence.Low, $"{what}, expired {day}")
            : new Judgement(Confidence.High, $"{what}, expires {day}");
    }

    /// <summary>Null unless the part is the base64 of a JSON object.</summary>
    private static IReadOnlyList<JsonEntry>? Entries(string text, int start, int end)
    {
        var settings = JsonSettings.Read(Base64Text.DecodeText(text, start, end));
        return settings.Error is null ? settings.Entries : null;
    }

    private static string? Value(IReadOnlyList<JsonEntry>? entries, string key) =>
        entries?.FirstOrDefault(entry => entry.Key.Parent is null && entry.Key.Name == key)?.Value;

    /// <summary>The name of an algorithm is short and plain, or it is not shown.</summary>
    private static string Name(string algorithm) =>
        algorithm.Length is > 0 and <= 20 && algorithm.All(c => c is '-' or '+' || CharacterSet.Alphanumeric.Contains(c))
            ? algorithm
            : "unknown algorithm";

    private static bool IsDot(string text, int at) => at < text.Length && text[at] == '.';

    private static int PartEnd(string text, int at)
    {
        while (at < text.Length && s_digits.Contains(text[at]))
            at++;
        return at;
    }
}
