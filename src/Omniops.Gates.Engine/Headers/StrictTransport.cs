using System.Globalization;

namespace Omniops.Gates.Engine.Headers;

/// <summary>What a Strict-Transport-Security header promises. Source: RFC 6797, 6.1.</summary>
/// <param name="MaxAge">Seconds; null where the directive is missing or is no number.</param>
public sealed record StrictTransport(double? MaxAge, bool IncludesSubDomains, bool Preloads)
{
    /// <summary>A year, which the preload lists and the checklist ask for, in seconds.</summary>
    public const int Year = 31_536_000;

    /// <summary>Reads the value of the header.</summary>
    public static StrictTransport Parse(string value)
    {
        double? maxAge = null;
        var (subDomains, preloads) = (false, false);
        foreach (var directive in value.Split(';').Select(part => part.Trim()))
        {
            if (directive.StartsWith("max-age", StringComparison.OrdinalIgnoreCase) && directive.IndexOf('=') is var at and > 0
                && double.TryParse(directive.Substring(at + 1).Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                maxAge = seconds;
            }

            subDomains |= string.Equals(directive, "includeSubDomains", StringComparison.OrdinalIgnoreCase);
            preloads |= string.Equals(directive, "preload", StringComparison.OrdinalIgnoreCase);
        }

        return new StrictTransport(maxAge, subDomains, preloads);
    }

    /// <summary>What is too weak in it; empty where nothing is.</summary>
    public IEnumerable<string> Weaknesses()
    {
        if (MaxAge is not { } seconds)
            yield return "has no max-age, so that browsers ignore it";
        else if (seconds == 0)
            yield return "makes browsers forget that the site wants https (max-age=0)";
        else if (seconds < Year)
            yield return $"holds for {Days(seconds)} days instead of a year";
        if (!IncludesSubDomains)
            yield return Preloads ? "asks for preloading without includeSubDomains, which preload lists refuse" : "leaves subdomains out";
    }

    private static string Days(double seconds) => Math.Floor(seconds / 86_400).ToString(CultureInfo.InvariantCulture);
}
