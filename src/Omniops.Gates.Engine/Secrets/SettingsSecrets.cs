using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>OMNI1010 over a settings file: which of its values carry a credential.</summary>
public static class SettingsSecrets
{
    /// <summary>Each value with a credential, and what that means: a local database in the Development settings is noted only.</summary>
    public static IEnumerable<(JsonEntry Entry, Outcome Outcome)> Find(string fileName, IReadOnlyList<JsonEntry> entries)
    {
        var isDevelopment = fileName.Equals("appsettings.Development.json", StringComparison.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (entry.Kind == JsonKind.String && ConnectionString.HoldsPassword(entry.Value))
                yield return (entry, isDevelopment && ConnectionString.IsLocal(entry.Value) ? Outcome.Noted : Outcome.Fails);
        }
    }

    /// <summary>The environment variable that sets a configuration key. Source: environment variable provider of .NET.</summary>
    public static string EnvironmentVariable(string keyPath) => keyPath.Replace(":", "__");
}
