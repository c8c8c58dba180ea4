using System.Text;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>The values of a Kubernetes Secret are base64, which hides nothing. Source: the API reference of Secret, <c>data</c>.</summary>
internal static class KubernetesSecret
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the text has an object of the kind Secret in JSON.</summary>
    public static bool StandsInJson(string text) =>
        text.IndexOf("\"Secret\"", StringComparison.Ordinal) >= 0 && text.IndexOf("\"kind\"", StringComparison.Ordinal) >= 0;

    /// <summary>The text behind <paramref name="encoded"/>, or null when it is no base64 of readable text.</summary>
    public static string? Decode(string encoded)
    {
        if (encoded.Length is < 4 or > 1_000_000)
            return null;

        try
        {
            var decoded = s_strict.GetString(Convert.FromBase64String(encoded));
            foreach (var c in decoded)
            {
                if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                    return null;
            }

            return decoded;
        }
        catch (FormatException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
