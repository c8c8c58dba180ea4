using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>Rewrites a Content-Security-Policy: what OMNI3006 calls weak goes, what it misses comes, all else stays.</summary>
internal static class StrongPolicy
{
    private const string Scripts = "script-src";

    /// <param name="ancestors">Who may frame the page, where the policy does not say.</param>
    public static string Of(string value, string ancestors)
    {
        var policy = ContentSecurityPolicy.Parse(value);
        var directives = value.Split(';').Select(directive => directive.Trim()).Where(directive => directive.Length > 0).ToList();
        if (policy.ScriptSources is not { } sources)
            directives.Insert(0, "default-src 'self'");
        else if (Remaining(policy, sources) is { } scripts)
            Set(directives, scripts);

        if (!policy.LimitsPlugins)
            directives.Add("object-src 'none'");
        if (!policy.LimitsBase)
            directives.Add("base-uri 'self'");
        if (!policy.LimitsFraming)
            directives.Add($"frame-ancestors {ancestors}");
        return string.Join("; ", directives);
    }

    /// <summary>The directive without its weak sources; null where it has none.</summary>
    private static string? Remaining(ContentSecurityPolicy policy, IReadOnlyList<string> sources)
    {
        var weak = policy.WeakScriptSources.ToList();
        if (weak.Count == 0)
            return null;

        var left = sources.Except(weak).ToList();
        // Of "any address" the site's own is left; where there was no address, there is none.
        if (left.Count == 0)
            left.Add(weak.Exists(source => source[0] != '\'') ? "'self'" : "'none'");
        return $"{Scripts} {string.Join(" ", left)}";
    }

    /// <summary>In place of the first of that name, which is the one that counts; default-src stays what it is for all else.</summary>
    private static void Set(List<string> directives, string scripts)
    {
        var at = directives.FindIndex(directive => Is(directive, Scripts));
        if (at >= 0)
            directives[at] = scripts;
        else
            directives.Insert(directives.FindIndex(directive => Is(directive, "default-src")) + 1, scripts);
    }

    private static bool Is(string directive, string name) =>
        directive.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (directive.Length == name.Length || char.IsWhiteSpace(directive[name.Length]));
}
