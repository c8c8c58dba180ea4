using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>OMNI1011: a file that is there to hold secrets is not in version control, and cannot get there by accident.</summary>
internal static class SecretFileTracked
{
    /// <summary>Whether the content is what the name promises; a public key or an empty env file is not.</summary>
    /// <param name="text">Null for a binary file.</param>
    /// <param name="secrets">What the detector says about the text.</param>
    public static bool HoldsSecrets(SecretFileKind kind, string? text, IReadOnlyList<Secret> secrets)
    {
        return kind switch
        {
            SecretFileKind.Store => true,
            _ when text is null => false,
            SecretFileKind.PrivateKey => Has("PRIVATE KEY-----") || Has("PuTTY-User-Key-File"),
            SecretFileKind.DataProtection => Has("<descriptor"),
            SecretFileKind.Registry => SecretFileValues.OfRegistry(text).Any(IsReal),
            SecretFileKind.Feed => SecretFileValues.OfFeed(text).Any(IsReal),
            SecretFileKind.Logins => SecretFileValues.OfLogins(text).Any(IsReal),
            SecretFileKind.Cluster => Has("client-key-data:") || Has("token:"),
            SecretFileKind.State => Has("\"resources\"") || Has("\"modules\""),
            SecretFileKind.Publishing => Has("userPWD=") || Has("Password>"),
            _ => SecretFileValues.OfAny(text).Any(IsReal) || secrets.Any(secret => secret.Judgement.Confidence > Confidence.None),
        };

        bool Has(string part) => text.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>The finding for a file that holds secrets.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <param name="seemsHarmless">Whether it has values, but none that looks like a secret.</param>
    public static Finding Report(
        FilePosition position, string path, SecretFileKind kind, bool isTracked, SecretPlace place, bool seemsHarmless)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var fact = isTracked ? "is tracked by git" : "is not ignored by git and goes in with the next 'git add'";
        return Finding.Of(SecretRules.SecretFileTracked, position, name, path, fact, WayOut(path, name, kind, isTracked)) with
        {
            Outcome = place == SecretPlace.Aside || seemsHarmless ? Outcome.Advised : Outcome.Fails,
        };
    }

    private static string WayOut(string path, string name, SecretFileKind kind, bool isTracked) => kind switch
    {
        SecretFileKind.Registry => "write '_authToken=${NPM_TOKEN}' and set NPM_TOKEN in the environment",
        SecretFileKind.Feed => "write value=\"%FEED_PASSWORD%\" and set FEED_PASSWORD in the environment",
        _ when isTracked => $"change what is in it, type 'git rm --cached \"{path}\"' and add the line '{name}' to .gitignore",
        _ => $"add the line '{name}' to .gitignore",
    };

    private static bool IsReal(string value) => !Placeholder.Is(value.Trim());
}
