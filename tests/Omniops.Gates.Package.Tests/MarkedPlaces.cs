using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>The places of a sample that are marked with "gate: OMNInnnn", on the line itself or alone on the line above.</summary>
internal static partial class MarkedPlaces
{
    /// <summary>Each as "OMNI4001 CorsPolicies.cs:13".</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git"))
            .SelectMany(InFile).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> InFile(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (Mark().Match(line) is { Success: true } mark)
                yield return $"{mark.Groups["rule"].Value} {Path.GetFileName(file)}:{(mark.Groups["before"].Value.Trim().Length == 0 ? number + 1 : number)}";
        }
    }

    [GeneratedRegex(@"^(?<before>.*?)(?://|#|<!--|--)\s*gate: (?<rule>OMNI\d{4})", RegexOptions.None, 1000)]
    private static partial Regex Mark();
}
