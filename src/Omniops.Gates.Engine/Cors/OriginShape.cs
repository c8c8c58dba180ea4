using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Cors;

/// <summary>
/// Judges the text of one origin that a policy names. Browsers send scheme, host and a port that is not the scheme's own, and the framework
/// compares the whole text. Source: RFC 6454, 6.2 and 7; Fetch standard, <c>Origin</c> header; CorsPolicy of ASP.NET Core.
/// </summary>
public static class OriginShape
{
    private const string SchemeEnd = "://";

    /// <summary>A text is mended in so many ways at most: blanks, scheme, path, user, port, encryption.</summary>
    private const int MaxSteps = 6;

    private static readonly char[] s_pathStarts = ['/', '?', '#', '\\'];
    private static readonly char[] s_separators = [',', ';', ' ', '\t', '\n', '|'];

    /// <summary>What is wrong with <c>*</c> beside other origins.</summary>
    public static OriginProblem AnyOfSeveral { get; } =
        Never("'*' stands for every origin only where it is the only one", "name the origins, and remove it");

    /// <summary>The origin that was meant; null where nothing is wrong with the text itself, or only the team knows.</summary>
    /// <param name="text">The origin as the policy is given it.</param>
    public static string? Mend(string text)
    {
        var mended = text;
        for (var step = 0; step < MaxSteps && Judge(mended, hasSubdomains: true, [])?.Proposal is { } proposal; step++)
            mended = proposal;
        return mended == text ? null : mended;
    }

    /// <summary>What is wrong with an origin; null where nothing is, or where it is <c>*</c>, which is another rule's.</summary>
    /// <param name="text">The origin as the policy is given it.</param>
    /// <param name="hasSubdomains">Whether the policy understands <c>https://*.shop.example</c>.</param>
    /// <param name="allowed">The origins that the repository's own policy lists; empty where it lists none.</param>
    public static OriginProblem? Judge(string text, bool hasSubdomains, IReadOnlyList<string> allowed)
    {
        if (text.Trim() is "" or "*" || Placeholder.Is(text))
            return null;

        if (text.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return new OriginProblem(
                Outcome.Fails, "is what sandboxed frames and local files send, whoever wrote them", "remove it, or serve the page from an origin");
        }

        if (Shape(text.Trim(), text, hasSubdomains) is { } shape)
            return shape;

        if (allowed.Count > 0)
        {
            return allowed.Any(entry => Covers(entry.Trim(), text)) ? null : new OriginProblem(
                Outcome.Fails, "is not among cors.allowedOrigins of omniops.gates.json", "add it there if it is trusted, or remove it here");
        }

        return Trust(text);
    }

    /// <summary>What no browser ever sends.</summary>
    private static OriginProblem? Shape(string origin, string text, bool hasSubdomains)
    {
        if (origin.IndexOfAny(s_separators) >= 0)
            return Never("it holds several origins in one text", "give each a text of its own");

        if (origin.Length != text.Length)
            return Meant("there are blanks around it", origin);

        var at = origin.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (at <= 0)
        {
            var meant = Meant("the scheme is missing", "https://" + origin.TrimStart('/', '*', '.'));
            // Whether "*.shop.example" means a site or all below it, and what a word without a dot is, the text does not say.
            return origin[0] != '*' && origin.IndexOf('.') > 0 ? meant : meant with { Proposal = null };
        }

        var (scheme, rest) = (origin.Substring(0, at).ToLowerInvariant(), origin.Substring(at + SchemeEnd.Length));
        if (scheme == "file")
            return Never("browsers send 'null' for local files", "serve the page from an origin");
        if (scheme is not ("http" or "https"))
            return rest.Contains('*') ? Never("'*' stands for subdomains of http and https only", "name the whole origin") : null;

        var end = rest.IndexOfAny(s_pathStarts);
        if (end >= 0)
            return Meant("an origin ends behind host and port", scheme + SchemeEnd + rest.Substring(0, end));
        if (rest.Contains('@'))
            return Meant("an origin names no user", scheme + SchemeEnd + rest.Substring(rest.LastIndexOf('@') + 1));

        var isSubdomain = rest.StartsWith("*.", StringComparison.Ordinal);
        var (host, port) = HostOf(isSubdomain ? rest.Substring(2) : rest);
        if (host.Contains('*') || port?.Contains('*') == true)
            return Never("'*' stands for whole subdomains only", "name the whole origin");
        if (host.Length == 0 || port is not null && !(int.TryParse(port, out var number) && number is > 0 and <= ushort.MaxValue))
            return Never("it has no host, or a port that is none", "write \"https://shop.example\"");
        if (port is not null && port == (scheme == "https" ? "443" : "80"))
            return Meant("browsers leave the scheme's own port out", scheme + SchemeEnd + rest.Substring(0, rest.LastIndexOf(':')));
        if (!isSubdomain)
            return null;

        if (!hasSubdomains)
            return Never("'*' is taken for a letter", "call SetIsOriginAllowedToAllowWildcardSubdomains(), or name the subdomains");
        return SharedDomains.Contains(host)
            ? new OriginProblem(Outcome.Fails, $"lets in everyone who has a name under '{host}'", "name the whole origin")
            : null;
    }

    private static OriginProblem? Trust(string origin)
    {
        var at = origin.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var (host, _) = HostOf(origin.Substring(at + SchemeEnd.Length));
        if (IsLocal(host) && origin.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return new OriginProblem(
                Outcome.Advised, "is a developer's machine, or any program on a visitor's", "allow it only if the environment is Development");
        }

        return origin.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            ? new OriginProblem(
                Outcome.Advised, "is not encrypted, so whoever is on the way can speak for it", $"write \"https{origin.Substring(at)}\"",
                "https" + origin.Substring(at))
            : null;
    }

    private static OriginProblem Never(string why, string wayOut) => new(Outcome.Advised, $"never matches: {why}", wayOut);

    private static OriginProblem Meant(string why, string origin) => Never(why, $"write \"{origin}\"") with { Proposal = origin };

    private static (string Host, string? Port) HostOf(string rest)
    {
        var colon = rest.LastIndexOf(':');
        return colon < 0 || rest.EndsWith("]", StringComparison.Ordinal) ? (rest, null) : (rest.Substring(0, colon), rest.Substring(colon + 1));
    }

    private static bool IsLocal(string host) => host.ToLowerInvariant() is var name
        && (name is "localhost" or "[::1]" or "0.0.0.0" or "host.docker.internal" || name.EndsWith(".localhost", StringComparison.Ordinal)
            || name.StartsWith("127.", StringComparison.Ordinal) && name.All(c => char.IsDigit(c) || c == '.'));

    /// <summary>An entry of the list is an origin, or <c>https://*.shop.example</c> for all below it.</summary>
    private static bool Covers(string entry, string origin)
    {
        var star = entry.IndexOf(SchemeEnd + "*.", StringComparison.Ordinal);
        return entry.Equals(origin, StringComparison.OrdinalIgnoreCase)
            || star > 0 && origin.StartsWith(entry.Substring(0, star + SchemeEnd.Length), StringComparison.OrdinalIgnoreCase)
                && origin.EndsWith(entry.Substring(star + SchemeEnd.Length + 1), StringComparison.OrdinalIgnoreCase);
    }
}
