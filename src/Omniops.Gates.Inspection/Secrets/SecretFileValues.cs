using System.Globalization;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>The values in files that are there to hold secrets, read leniently: it only matters whether there is a real one.</summary>
internal static class SecretFileValues
{
    private const string ClearText = "ClearTextPassword";

    /// <summary>What follows an equals sign or, in JSON, a colon.</summary>
    public static IEnumerable<string> OfAny(string text)
    {
        var isJson = text.AsSpan().TrimStart() is ['{', ..];
        foreach (var line in Lines(text))
        {
            var separator = line.IndexOf(isJson ? "\":" : "=", StringComparison.Ordinal);
            if (separator < 0)
                continue;

            var value = line[(separator + (isJson ? 2 : 1))..].Trim().TrimEnd(',').Trim('"', '\'');
            var comment = isJson ? -1 : value.IndexOf(" #", StringComparison.Ordinal);
            value = comment < 0 ? value : value[..comment];
            if (value is not ("true" or "false" or "null" or "{" or "[") && !double.TryParse(value, CultureInfo.InvariantCulture, out _))
                yield return value;
        }
    }

    /// <summary>Tokens and passwords in npm's settings. Source: npmrc(5), "Auth related configuration".</summary>
    public static IEnumerable<string> OfRegistry(string text)
    {
        foreach (var line in Lines(text))
        {
            var equals = line.IndexOf('=');
            if (equals > 0 && (Ends("_authToken") || Ends("_auth") || Ends("_password")))
                yield return line[(equals + 1)..].Trim().Trim('"');

            bool Ends(string key) => line[..equals].TrimEnd().EndsWith(key, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Passwords in NuGet's settings. Source: nuget.config reference, packageSourceCredentials.</summary>
    public static IEnumerable<string> OfFeed(string text)
    {
        for (var at = text.IndexOf(ClearText, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = text.IndexOf(ClearText, at + ClearText.Length, StringComparison.OrdinalIgnoreCase))
        {
            var end = text.IndexOf('>', at);
            var element = end < 0 ? text[at..] : text[at..end];
            var value = element.IndexOf("value", StringComparison.OrdinalIgnoreCase);
            if (value >= 0 && element[value..].Split('"', '\'') is { Length: > 1 } parts)
                yield return parts[1];
        }
    }

    /// <summary>Passwords beside user names. Source: curl's netrc, PostgreSQL's password file, git-credential-store(1).</summary>
    public static IEnumerable<string> OfLogins(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i] == "password")
                yield return words[i + 1];
        }

        foreach (var line in Lines(text))
        {
            if (line.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && line.LastIndexOf('@') is var at && at > scheme
                && line.IndexOf(':', scheme + 3) is var colon && colon > 0 && colon < at)
                yield return line[(colon + 1)..at];
            else if (line.Split(':') is { Length: >= 5 } fields)
                yield return fields[^1];
        }
    }

    /// <summary>Without comments.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';'));
}
