using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Access;

/// <summary>
/// OMNI6004 over a settings file: <c>Authentication:Schemes:Bearer:ValidateIssuer</c> and its siblings, as far as the framework reads them.
/// Source: JwtBearerConfigureOptions and OpenIdConnectConfigureOptions of ASP.NET Core 10, which read no other switch of this rule.
/// </summary>
public static class SettingsTokens
{
    private static readonly (string Name, string What)[] s_switches =
    [
        ("ValidateIssuer", "accepts tokens of any issuer"),
        ("ValidateAudience", "accepts tokens that were made for other applications"),
        ("RequireHttpsMetadata", "fetches the keys that tokens are checked with in clear text"),
        ("UsePkce", "lets whoever intercepts an authorization code use it"),
    ];

    /// <summary>Judges the text; settings that only Development reads are left alone.</summary>
    /// <param name="fileName">Name of the file, which says who reads it.</param>
    /// <param name="place">What the file is for.</param>
    public static IEnumerable<SettingsFinding> Check(
        string fileName, SecretPlace place, string text, CancellationToken cancellation = default)
    {
        if (fileName.Equals("appsettings.Development.json", StringComparison.OrdinalIgnoreCase)
            || text.IndexOf("Schemes", StringComparison.OrdinalIgnoreCase) < 0)
        {
            yield break;
        }

        foreach (var entry in JsonSettings.Read(text, cancellation).Entries)
        {
            if (!entry.Value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) || WhatOf(entry.KeyPath) is not var (name, what))
                continue;

            var outcome = place == SecretPlace.Aside ? Outcome.Advised : AuthenticationRules.TokenValidationOff.Outcome;
            yield return new SettingsFinding(
                AuthenticationRules.TokenValidationOff, outcome, entry.Start, entry.Length, entry.KeyPath,
                [$"{name}: false", what, "remove it, or set it to true"]);
        }
    }

    private static (string Name, string What)? WhatOf(string path)
    {
        var parts = path.Split(':');
        if (parts.Length != 4 || !parts[0].Equals("Authentication", StringComparison.OrdinalIgnoreCase)
            || !parts[1].Equals("Schemes", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var one in s_switches)
        {
            if (one.Name.Equals(parts[3], StringComparison.OrdinalIgnoreCase))
                return one;
        }

        return null;
    }
}
