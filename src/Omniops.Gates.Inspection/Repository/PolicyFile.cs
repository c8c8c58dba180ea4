using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// OMNI9901 over <c>omniops.gates.json</c>: today the file marks the root of the repository and holds nothing but <c>$schema</c>. A key that
/// this version does not know is a finding, so that nobody believes in a policy that is not applied.
/// </summary>
public static class PolicyFile
{
    /// <summary>The file's name; it stands in the root of the repository.</summary>
    public const string Name = "omniops.gates.json";

    private const long MaxBytes = 1024 * 1024;

    /// <summary>What is wrong with the policy file of <paramref name="root"/>; nothing when there is none.</summary>
    public static IEnumerable<Finding> Check(string root)
    {
        var path = Path.Combine(root, Name);
        if (!File.Exists(path))
            yield break;

        var content = TextFile.Read(path, MaxBytes);
        if (content.Text is not { } text)
        {
            yield return Invalid(new FilePosition(path), Name, $"'{Name}' {content.Problem}", "write it as UTF-8 JSON");
            yield break;
        }

        var settings = JsonSettings.Read(text);
        if (settings.Error is { } error)
            yield return Invalid(FilePosition.Of(path, text, error.Start, 0), Name, $"'{Name}' is not valid JSON: {error.Reason}", "mend it");

        foreach (var key in settings.Entries.Where(entry => entry.KeyPath is not ("" or "$schema")).DistinctBy(entry => Key(entry.KeyPath)))
        {
            yield return Invalid(
                FilePosition.Of(path, text, key.Start, key.Length), Key(key.KeyPath),
                $"'{Key(key.KeyPath)}' is not a key of this version", "remove it, it would have no effect");
        }
    }

    private static string Key(string keyPath) => keyPath.Split(':')[0];

    private static Finding Invalid(FilePosition position, string anchor, string fact, string wayOut) =>
        Finding.Of(IntegrityRules.ConfigurationInvalid, position, anchor, fact, wayOut);
}
