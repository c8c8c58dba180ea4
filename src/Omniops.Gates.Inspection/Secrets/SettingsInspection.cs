using System.Globalization;
using System.Text;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>OMNI1010, OMNI1016, OMNI9912 and what settings say about transport and tokens, over a settings file that no compiler was given.</summary>
public static class SettingsInspection
{
    /// <summary>Reads and judges the file; never throws for its state or content.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="path">Relative to the repository, with slashes.</param>
    /// <param name="policy">What the repository says the file is for.</param>
    public static IReadOnlyList<Finding> Check(string file, string path, SecretPolicy policy)
    {
        var name = Path.GetFileName(file);
        try
        {
            if (Read(file) is not { } text)
                return [At(file, "", SettingsFile.TooLarge(name))];

            var place = SecretPlaces.Of(path, policy);
            return
            [
                .. SettingsFile.Check(path, place, text, isUnicode: true)
                    .Concat(SettingsTransport.Check(name, place, text))
                    .Concat(SettingsTokens.Check(name, place, text)).Select(finding => At(file, text, finding)),
            ];
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

    private static Finding At(string file, string text, SettingsFinding finding)
    {
        var isUnsure = finding.Outcome == Outcome.NotProven && finding.Rule.Outcome != Outcome.NotProven;
        var message = string.Format(
            CultureInfo.InvariantCulture, isUnsure ? finding.Rule.NotProvenMessage! : finding.Rule.Message, [.. finding.Arguments]);
        var position = FilePosition.Of(file, text, finding.Start, finding.Length);
        return new Finding(finding.Rule, finding.Outcome, message, position, finding.Anchor);
    }
}
