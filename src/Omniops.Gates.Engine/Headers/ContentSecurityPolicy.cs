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

    /// <summary>Whether it says where a &lt;base&gt; may point.</summary>
    public bool LimitsBase => _directives.ContainsKey("base-uri");

    /// <summary>Whether it says where plug-ins may come from, or forbids all that it does not name.</summary>
    public bool LimitsPlugins =>
        _directives.ContainsKey("object-src") || _directives.TryGetValue("default-src", out var all) && all is [var only] && Is(only, None);

    /// <summary>Where scripts may come from; null where the policy does not say.</summary>
    public IReadOnlyList<string>? ScriptSources => Effective("script-src", "default-src");

    /// <summary>Those of <see cref="ScriptSources" /> that let a script in that the site did not write.</summary>
    public IEnumerable<string> WeakScriptSources
    {
        get
        {
            var scripts = ScriptSources ?? [];
            var isStrict = scripts.Any(source => Is(source, "'strict-dynamic'"));
            var isPinned = isStrict || scripts.Any(IsNonceOrHash);
            // Beside a nonce browsers ignore 'unsafe-inline', beside 'strict-dynamic' addresses too.
            return scripts.Where(source =>
                Is(source, "'unsafe-eval'") || !isPinned && Is(source, "'unsafe-inline'") || !isStrict && IsWide(source));
        }
    }

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
        if (ScriptSources is null)
        {
            if (isComplete)
                yield return "has neither script-src nor default-src, so that scripts may come from anywhere; begin with default-src 'self'";
        }
        else
        {
            foreach (var source in WeakScriptSources.Distinct(StringComparer.OrdinalIgnoreCase))
                yield return WeaknessOf(source);
        }

        if (!isComplete)
            yield break;

        if (!LimitsPlugins)
            yield return "lets plug-ins in; add object-src 'none'";
        if (!LimitsBase)
            yield return "lets an injected <base> redirect relative scripts; add base-uri 'self'";
        if (!LimitsFraming)
            yield return "lets any site frame the page; add frame-ancestors 'none' or 'self'";
    }

    private static string WeaknessOf(string source) => source.ToLowerInvariant() switch
    {
        "'unsafe-inline'" => "allows inline scripts ('unsafe-inline'), which is what an injected script is; use a nonce or a hash",
        "'unsafe-eval'" => "allows eval ('unsafe-eval'); remove it",
        _ => $"allows scripts from any address ('{source}'); name the hosts",
    };

    private string[]? Effective(string directive, string fallback) =>
        _directives.TryGetValue(directive, out var own) ? own : _directives.TryGetValue(fallback, out var other) ? other : null;

    private static bool IsWide(string source) => Array.Exists(s_wide, wide => Is(source, wide));

    private static bool IsNonceOrHash(string source) =>
        source.StartsWith("'nonce-", StringComparison.OrdinalIgnoreCase) || source.StartsWith("'sha", StringComparison.OrdinalIgnoreCase);

    private static bool Is(string source, string expected) => string.Equals(source, expected, StringComparison.OrdinalIgnoreCase);
}
