using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>
/// A detector for tests of what happens around it: <c>name=high:value</c>, and the same with medium, low, none, token and key. What the real
/// one finds is tested where it is.
/// </summary>
internal static class MarkedSecrets
{
    public static void Find(string path, string text, Action<Secret> report, CancellationToken cancellation)
    {
        for (var equals = text.IndexOf('=', StringComparison.Ordinal); equals >= 0; equals = text.IndexOf('=', equals + 1))
        {
            var end = text.IndexOfAny(['\n', '\r', '"', ' ', ';'], equals);
            var value = end < 0 ? text[(equals + 1)..] : text[(equals + 1)..end];
            var start = equals;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or ':'))
                start--;
            (SecretKind Kind, Confidence Confidence)? found = value.Split(':')[0] switch
            {
                "high" => (SecretKind.Credential, Confidence.High),
                "medium" => (SecretKind.Credential, Confidence.Medium),
                "low" => (SecretKind.Credential, Confidence.Low),
                "none" => (SecretKind.Credential, Confidence.None),
                "token" => (SecretKind.ProviderToken, Confidence.High),
                "key" => (SecretKind.PrivateKey, Confidence.High),
                "broken" => throw new InvalidOperationException(value),
                _ => null,
            };
            if (found is var (kind, confidence))
                report(Secret.Of(kind, new Judgement(confidence, $"it is {confidence}"), equals + 1, value, text[start..equals]));
        }
    }
}
