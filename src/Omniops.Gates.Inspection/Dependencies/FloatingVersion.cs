using System.Xml.Linq;
using NuGet.Versioning;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// OMNI7005: the version of a package does not depend on what a source offers on the day of the build. Source: NuGet, "Package
/// versioning": a star takes the newest, and a range without an inclusive lower bound whatever is nearest to it (NU1604). A bare
/// <c>1.0</c> and <c>[1.0, )</c> are the same to restore, and take 1.0.
/// </summary>
internal static class FloatingVersion
{
    private static readonly HashSet<string> s_items = new(StringComparer.OrdinalIgnoreCase)
    {
        "PackageReference", "PackageVersion", "GlobalPackageReference",
    };

    private static readonly string[] s_versions = ["Version", "VersionOverride"];

    /// <param name="file">The project, a shared file, or one that it imports.</param>
    /// <param name="importer">Full path of the project or shared file, whose properties count.</param>
    /// <param name="isLocked">Whether a lock file holds every project that the file is for.</param>
    public static IEnumerable<Finding> Check(ProjectFiles files, MarkupFile file, string importer, bool isLocked)
    {
        foreach (var item in file.Root.Descendants().Where(element => s_items.Contains(element.Name.LocalName)))
        {
            var package = ((string?)item.Attribute("Include") ?? (string?)item.Attribute("Update"))?.Trim();
            if (string.IsNullOrEmpty(package))
                continue;

            foreach (var (text, position) in Versions(file, item))
            {
                if (files.Values(importer, text) is not { } values)
                    yield return NotProven($"'{package}' {text} is not set in sight");
                else if (values.FirstOrDefault(Floats) is { } floating)
                    yield return Of(package, text == floating ? text : $"{text} ({floating})", position, isLocked);

                Finding NotProven(string reason) => Finding.NotProven(RestoreRules.FloatingVersion, position, package, reason);
            }
        }
    }

    private static Finding Of(string package, string version, FilePosition position, bool isLocked)
    {
        var fact = isLocked ? "moves whenever the lock file is renewed" : "is whatever a source offers on the day of the build";
        return Finding.Of(RestoreRules.FloatingVersion, position, package, package, version, fact) with
        {
            Outcome = isLocked ? Outcome.Advised : Outcome.Fails,
        };
    }

    private static IEnumerable<(string Text, FilePosition Position)> Versions(MarkupFile file, XElement item)
    {
        foreach (var attribute in item.Attributes().Where(attribute => IsVersion(attribute.Name)))
            yield return (attribute.Value.Trim(), file.PositionOf(attribute));
        foreach (var element in item.Elements().Where(element => IsVersion(element.Name)))
            yield return (element.Value.Trim(), file.PositionOf(element));
    }

    private static bool IsVersion(XName name) => s_versions.Contains(name.LocalName, StringComparer.OrdinalIgnoreCase);

    /// <summary>What restore cannot read stops it; that is not for this rule to say.</summary>
    private static bool Floats(string version) =>
        VersionRange.TryParse(version, out var range) && (range.IsFloating || !range.HasLowerBound || !range.IsMinInclusive);
}
