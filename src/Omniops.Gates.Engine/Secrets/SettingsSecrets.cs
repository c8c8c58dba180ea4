using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets.Credentials;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>OMNI1010 over a settings file: which of its values carry a credential.</summary>
public static class SettingsSecrets
{
    /// <summary>
    /// Each value that is a secret, might be one or was passed over, in order of place, with its key. A service of this machine in the
    /// Development settings counts as low: nobody else can reach it.
    /// </summary>
    public static IEnumerable<(Secret Secret, string Key)> Find(
        string fileName, string text, IReadOnlyList<JsonEntry> entries, CancellationToken cancellation = default)
    {
        var isDevelopment = fileName.Equals("appsettings.Development.json", StringComparison.OrdinalIgnoreCase);
        var tokens = new List<Secret>();
        TokenScanner.Find(text, tokens.Add, cancellation);
        var inValues = 0;
        foreach (var entry in entries)
        {
            var end = entry.Start + entry.Length;
            for (; inValues < tokens.Count && tokens[inValues].Start < entry.Start; inValues++)
                yield return (tokens[inValues], "");

            var isToken = false;
            for (; inValues < tokens.Count && tokens[inValues].Start < end; inValues++)
            {
                isToken |= tokens[inValues].Judgement.Confidence != Confidence.None;
                yield return (tokens[inValues], entry.KeyPath);
            }

            if (!isToken && entry.Kind == JsonKind.String && Judge(entry, isDevelopment) is { } secret)
                yield return (secret, entry.KeyPath);
        }

        for (; inValues < tokens.Count; inValues++)
            yield return (tokens[inValues], "");
    }

    /// <summary>The environment variable that sets a configuration key. Source: environment variable provider of .NET.</summary>
    public static string EnvironmentVariable(string keyPath) => keyPath.Replace(":", "__");

    /// <summary>What to type instead of a secret in a settings file.</summary>
    /// <param name="key">Empty where it stands outside of any value.</param>
    public static string WayOut(string key) => key.Length == 0
        ? "delete it here and revoke it"
        : $"delete it here and set {EnvironmentVariable(key)} in the environment "
            + $"(in development: dotnet user-secrets set \"{key}\" \"...\")";

    private static Secret? Judge(JsonEntry entry, bool isDevelopment)
    {
        var (kind, judgement) = CredentialJudge.Judge(entry.KeyPath, entry.Value);
        if (CredentialJudge.IsUnnamed(judgement))
            return null;

        // What production reads connects to this machine with a real password.
        if (judgement.Confidence >= Confidence.Medium && ConnectionString.IsLocal(entry.Value))
            judgement = judgement with { Confidence = isDevelopment ? Confidence.Low : Confidence.High };

        return Secret.Of(kind, judgement, entry.Start, entry.Value, entry.KeyPath) with { Length = entry.Length };
    }
}
