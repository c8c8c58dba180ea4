using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// What a team says about a method whose body cannot be seen, in <c>.editorconfig</c>:
/// <c>omniops_provides.Contoso.Web.Defaults.UseDefaults = UseHsts</c>, or <c>none</c>.
/// </summary>
internal sealed class ProvidedMiddleware(AnalyzerConfigOptions options)
{
    private const string Prefix = "omniops_provides.";
    private const string None = "none";

    /// <summary>The middleware and headers that rules ask about, and thus all that a team can say of a method.</summary>
    private static readonly string[] s_known =
    [
        "UseHsts", "UseHttpsRedirection", "UseForwardedHeaders", "UseRateLimiter", SecurityHeader.ContentSecurityPolicy, SecurityHeader.ContentTypeOptions,
        SecurityHeader.FrameOptions, SecurityHeader.PermissionsPolicy, SecurityHeader.ReferrerPolicy, SecurityHeader.StrictTransportSecurity,
    ];

    /// <summary>What to write, in the words of a message.</summary>
    public const string Choice = "what it adds of UseHsts, UseHttpsRedirection, UseRateLimiter and the headers that OMNI3004 names, or none";

    /// <summary>The key that speaks of <paramref name="method"/>.</summary>
    public static string KeyOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        // The extension block of C# 14 is a type without a name.
        while (!type.CanBeReferencedByName && type.ContainingType is { } outer)
            type = outer;
        return $"{Prefix}{type.ToDisplayString()}.{method.Name}";
    }

    /// <summary>Whether anything is said of the method.</summary>
    public bool Knows(IMethodSymbol method) => options.TryGetValue(KeyOf(method), out _);

    /// <summary>What the method adds; null when nothing is said of it.</summary>
    /// <param name="error">What is wrong with what is said, or null.</param>
    public IReadOnlyList<string>? Of(IMethodSymbol method, out string? error)
    {
        error = null;
        var key = KeyOf(method);
        if (!options.TryGetValue(key, out var value))
            return null;

        var names = value.Split(',').Select(name => name.Trim()).ToList();
        if (names.Count == 1 && string.Equals(names[0], None, StringComparison.OrdinalIgnoreCase))
            return [];

        if (names.Find(name => Array.IndexOf(s_known, name) < 0) is { } unknown)
        {
            error = $"'{key}' has the unknown value '{unknown}'";
            return null;
        }

        return names;
    }

    /// <summary>The values that can be written.</summary>
    public static string KnownValues => string.Join(", ", s_known.Append(None));
}
