namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// OMNI1016: what is delivered to browsers. Source: ASP.NET Core, static files and Blazor WebAssembly configuration; the documentation of
/// Next.js, Vite, Create React App, Nuxt, Expo, Gatsby and SvelteKit on variables that are built into the client; Angular's environments.
/// </summary>
public static class ClientFiles
{
    /// <summary>What to do instead of putting a secret there.</summary>
    public const string WayOut = "keep it on the server, every visitor can read it here, and let the client call an endpoint that uses it";

    private static readonly string[] s_prefixes =
        ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "GATSBY_", "PUBLIC_", "NG_APP_", "VUE_APP_"];

    private static readonly string[] s_serverWords = ["SECRET", "SERVICE_ROLE", "SERVICEROLE", "PRIVATE", "PASSWORD", "PASSWD"];

    /// <summary>Whether the file itself is served, or built into what is.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public static bool AreServed(string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (parts[i].Equals("wwwroot", StringComparison.OrdinalIgnoreCase))
                return true;
            if (parts[i].Equals("ClientApp", StringComparison.OrdinalIgnoreCase)
                && parts[i + 1].Equals("src", StringComparison.OrdinalIgnoreCase) && IsEnvironment(parts[parts.Length - 1]))
                return true;
        }

        return false;
    }

    /// <summary>Whether a name makes its value part of the client and says at the same time that it should not be.</summary>
    /// <param name="subject">An identifier or key path.</param>
    public static bool IsSecretNamedPublic(string subject)
    {
        var name = subject[(subject.LastIndexOf(':') + 1)..];
        return Array.Find(s_prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } found
            && Array.Exists(s_serverWords, word => name.IndexOf(word, found.Length, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool IsEnvironment(string name) =>
        name.StartsWith("environment", StringComparison.OrdinalIgnoreCase) || name.StartsWith("env.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("config.", StringComparison.OrdinalIgnoreCase);
}
