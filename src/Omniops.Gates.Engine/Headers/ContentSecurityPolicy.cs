namespace Omniops.Gates.Engine.Headers;

/// <summary>
/// A Content-Security-Policy as a browser reads it: directives by name, the first of a name counts, names and keywords without regard to
/// case. Source: W3C Content Security Policy Level 3, 2.2 and 6.7.
/// </summary>
public sealed class ContentSecurityPolicy
{
    private const string None = "'none'";

    private static readonly char[] s_blanks = [' ', '\t', '\n', '\f', '\r'];

    /// <summary>Sources of a script that let in whatever stands at any address.</summary>
    private static readonly string[] s_wide = ["*", "http:", "https:", "data:", "http://*", "https://*", "blob:", "filesystem:"];

    private readonly Dictionary<string, string[]> _directives = new(StringComparer.OrdinalIgnoreCase);

    private ContentSecurityPolicy()
    {
    }

    /// <summary>Whether a browser forbids other sites to frame the page by it.</summary>
    public bool LimitsFraming => _directives.ContainsKey("frame-ancestors");

    /// <summary>Reads the value of the header.</summary>
    public static ContentSecurityPolicy Parse(string value)
    {
        var policy = new ContentSecurityPolicy();
        foreach (var directive in value.Split(';'))
        {
            var words = directive.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && !policy._directives.ContainsKey(words[0]))
                policy._directives.Add(words[0], [.. words.Skip(1)]);
        }

        return policy;
    }

    /// <summary>What lets a script in that the site did not write, each with the way out; empty where nothing does.</summary>
    /// <param name="isComplete">Whether all of the value is known: what is missing can be in the part that is not.</param>
    public IEnumerable<string> Weaknesses(bool isComplete)
    {
        var scripts = Effective("script-src", "default-src");
        if (scripts is null)
        {
            if (isComplete)
                yield return "has neither script-src nor default-src, so that scripts may come from anywhere; begin with default-src 'self'";
        }
        else
        {
            foreach (var weakness in ScriptWeaknesses(scripts))
                yield return weakness;
        }

        if (!isComplete)
            yield break;

        if (Effective("object-src", "default-src") is not [var objects] || !Is(objects, None))
        {
            if (!_directives.ContainsKey("object-src"))
                yield return "lets plug-ins in; add object-src 'none'";
        }

        if (!_directives.ContainsKey("base-uri"))
            yield return "lets an injected <base> redirect relative scripts; add base-uri 'self'";
        if (!LimitsFraming)
            yield return "lets any site frame the page; add frame-ancestors 'none' or 'self'";
    }

    private static IEnumerable<string> ScriptWeaknesses(string[] scripts)
    {
        var isPinned = scripts.Any(source => IsNonceOrHash(source) || Is(source, "'strict-dynamic'"));
        if (!isPinned && scripts.Any(source => Is(source, "'unsafe-inline'")))
            yield return "allows inline scripts ('unsafe-inline'), which is what an injected script is; use a nonce or a hash";
        if (scripts.Any(source => Is(source, "'unsafe-eval'")))
            yield return "allows eval ('unsafe-eval'); remove it";
        // Beside 'strict-dynamic' browsers ignore addresses.
        if (!scripts.Any(source => Is(source, "'strict-dynamic'")) && Array.Find(scripts, IsWide) is { } wide)
            yield return $"allows scripts from any address ('{wide}'); name the hosts";
    }

    private string[]? Effective(string directive, string fallback) =>
        _directives.TryGetValue(directive, out var own) ? own : _directives.TryGetValue(fallback, out var other) ? other : null;

    private static bool IsWide(string source) => Array.Exists(s_wide, wide => Is(source, wide));

    private static bool IsNonceOrHash(string source) =>
        source.StartsWith("'nonce-", StringComparison.OrdinalIgnoreCase) || source.StartsWith("'sha", StringComparison.OrdinalIgnoreCase);

    private static bool Is(string source, string expected) => string.Equals(source, expected, StringComparison.OrdinalIgnoreCase);
}
