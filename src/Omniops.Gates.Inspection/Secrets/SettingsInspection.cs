using System.Text;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>OMNI1010 and OMNI9912 over a settings file that no compiler was given.</summary>
public static class SettingsInspection
{
    /// <summary>Reads and judges the file; never throws for its state or content.</summary>
    /// <param name="file">Full path.</param>
    public static IReadOnlyList<Finding> Check(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            return Read(file) is { } text
                ? [.. SettingsFile.Check(name, text, isUnicode: true).Select(finding => At(file, text, finding))]
                : [At(file, "", SettingsFile.TooLarge(name))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [At(file, "", SettingsFile.NotOpened(name))];
        }
    }

    /// <summary>
    /// The text as the compiler sees it where the machine's code page is UTF-8, with replacement characters for what is none; null when it
    /// is too long.
    /// </summary>
    private static string? Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = new StringBuilder();
        var block = new char[64 * 1024];
        while (reader.Read(block) is var count and > 0)
        {
            if (text.Append(block, 0, count).Length > SettingsFile.MaxLength)
                return null;
        }

        return text.ToString();
    }

    private static Finding At(string file, string text, SettingsFinding finding) =>
        Finding.Of(finding.Rule, FilePosition.Of(file, text, finding.Start, finding.Length), finding.Anchor, [.. finding.Arguments]) with
        {
            Outcome = finding.Outcome,
        };
}
