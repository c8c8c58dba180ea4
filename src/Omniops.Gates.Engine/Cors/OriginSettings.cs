using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Cors;

/// <summary>Finds the keys of settings files that hold the origins of a CORS policy. They are known by their names.</summary>
public static class OriginSettings
{
    private static readonly string[] s_others = ["header", "method", "expose", "host", "policyname"];

    private static readonly string[] s_sites = ["site", "client", "url", "domain"];

    /// <summary>The origins of a file that stand for every site.</summary>
    public static IEnumerable<JsonEntry> Wildcards(IEnumerable<JsonEntry> entries) =>
        entries.Where(entry => entry.Kind == JsonKind.String && IsOrigins(entry.KeyPath) && HasAny(entry.Value));

    /// <summary>
    /// Whether a key is about origins: its last name says so, or stands below one that speaks of CORS and says nothing else.
    /// </summary>
    public static bool IsOrigins(string keyPath)
    {
        var names = keyPath.Split(':').Where(name => name.Length > 0 && !name.All(char.IsDigit)).Select(name => name.ToLowerInvariant()).ToList();
        if (names.Count == 0)
            return false;

        var last = names[names.Count - 1];
        if (s_others.Any(last.Contains))
            return false;

        var isCors = names.Exists(name => name.Contains("cors") || name.Contains("crossorigin"));
        return last.Contains("cors") && names.Count <= 3 || last.Contains("crossorigin")
            || (isCors || last.Contains("allow") || last.Contains("trusted") || last.Contains("permitted")) && last.Contains("origin")
            || isCors && (last.Contains("allowed") && s_sites.Any(last.Contains) || last is "allowed" or "urls" or "domains" or "sites" or "clients");
    }

    private static bool HasAny(string text) => text.Split(',', ';', '|', ' ').Any(part => part.Trim().Trim('"', '[', ']', '\'') == "*");
}
