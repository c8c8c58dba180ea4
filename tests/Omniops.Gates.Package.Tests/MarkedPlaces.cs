using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>The places of a sample that are marked with "gate: OMNInnnn" or several of them, on the line itself or alone on the line above.</summary>
internal static partial class MarkedPlaces
{
    /// <summary>Each as "OMNI4001 CorsPolicies.cs:13".</summary>
    public static IReadOnlyList<string> In(string folder) => Find(folder, isDoubt: false);

    /// <summary>Those that are marked with a question mark behind the ID: not proven, a warning.</summary>
    public static IReadOnlyList<string> Doubts(string folder) => Find(folder, isDoubt: true);

    private static IReadOnlyList<string> Find(string folder, bool isDoubt) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git"))
            .SelectMany(file => InFile(file, isDoubt)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> InFile(string file, bool isDoubt)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (Mark().Match(line) is not { Success: true } mark)
                continue;

            foreach (var rule in mark.Groups["rules"].Value.Split(", ").Where(rule => rule.EndsWith('?') == isDoubt))
                yield return $"{rule.TrimEnd('?')} {Path.GetFileName(file)}:{(mark.Groups["before"].Value.Trim().Length == 0 ? number + 1 : number)}";
        }
    }

    [GeneratedRegex(@"^(?<before>.*?)(?://|#|<!--|--)\s*gate: (?<rules>OMNI\d{4}\??(?:, OMNI\d{4}\??)*)", RegexOptions.None, 1000)]
    private static partial Regex Mark();
}
