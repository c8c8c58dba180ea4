using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// OMNI1010, OMNI1016 and OMNI9912 over a settings file. The compiler and the tool get its text in different ways and must say the same about it.
/// </summary>
public static class SettingsFile
{
    /// <summary>Characters. Real settings files have a few thousand; beyond this the compiler would pay for somebody's data file.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>
    /// Whether a file is one of an application's settings files. By its name alone: metadata of an item can be changed by any project.
    /// </summary>
    public static bool IsSettings(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The file is locked or gone, or may not be read.</summary>
    public static SettingsFinding NotOpened(string fileName) =>
        NotRead(fileName, 0, $"'{fileName}' cannot be opened", "check that the file exists and may be read");

    /// <summary>The file is longer than <see cref="MaxLength"/>.</summary>
    public static SettingsFinding TooLarge(string fileName) =>
        NotRead(
            fileName, 0, $"'{fileName}' is larger than {MaxLength / (1024 * 1024)} million characters", "keep data out of settings files");

    /// <summary>Judges the text. What stands before an error is judged all the same.</summary>
    /// <param name="path">Relative to the repository, with slashes; its folders say whether it is served.</param>
    /// <param name="place">What the file is for.</param>
    /// <param name="isUnicode">Whether the text was read in a Unicode encoding, and not in the machine's code page.</param>
    public static IEnumerable<SettingsFinding> Check(
        string path, SecretPlace place, string text, bool isUnicode, CancellationToken cancellation = default)
    {
        var fileName = Path.GetFileName(path);
        // Who reads UTF-8 leniently leaves replacement characters where it was none.
        if (!isUnicode || text.IndexOf('\uFFFD') >= 0)
            yield return NotRead(fileName, 0, $"'{fileName}' is not valid UTF-8", "save it as UTF-8");

        var settings = JsonSettings.Read(text, cancellation);
        if (settings.Error is { } error)
        {
            yield return NotRead(
                fileName, error.Start, $"'{fileName}' is not valid JSON: {error.Reason}", "mend it, nothing behind this place was checked");
        }

        var isServed = ClientFiles.AreServed(path);
        var rule = isServed ? SecretRules.SecretReachesClient : SecretRules.SecretInFile;
        foreach (var (secret, key) in SettingsSecrets.Find(fileName, text, settings.Entries, cancellation))
        {
            if (secret.Judgement.Confidence == Confidence.None)
                continue;

            var outcome = SecretPlaces.OutcomeOf(place, secret.Kind, secret.Judgement.Confidence);
            yield return new SettingsFinding(
                rule, outcome, secret.Start, secret.Length, secret.Anchor,
                [secret.Subject, secret.Judgement.Reason, isServed ? ClientFiles.WayOut : SettingsSecrets.WayOut(key)]);
        }
    }

    private static SettingsFinding NotRead(string fileName, int start, string fact, string wayOut) =>
        new(IntegrityRules.InputNotRead, IntegrityRules.InputNotRead.Outcome, start, 0, fileName, [fact, wayOut]);
}
