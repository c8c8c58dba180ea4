using System.Xml;
using System.Xml.Linq;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Finds the line that brings a package into a project: in the project file, or in a <c>Directory.*</c> file above it.</summary>
public static class PackageReferenceLocator
{
    private static readonly string[] s_sharedFiles = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    private static readonly string[] s_references = ["PackageReference", "GlobalPackageReference", "PackageDownload"];
    private static readonly string[] s_versions = ["PackageVersion"];

    /// <summary>
    /// The position of the reference, else of the version that pins it, else the project file as a whole: an imported file that is named
    /// otherwise may hold it.
    /// </summary>
    public static FilePosition Find(string projectFile, string package)
    {
        foreach (var names in new[] { s_references, s_versions })
        {
            foreach (var file in Candidates(projectFile))
            {
                if (FindIn(file, names, package) is { } position)
                    return position;
            }
        }

        return new FilePosition(projectFile);
    }

    /// <summary>Every file that may name a package for the project, whether it exists or not.</summary>
    public static IEnumerable<string> Candidates(string projectFile)
    {
        yield return projectFile;
        for (var folder = Path.GetDirectoryName(projectFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in s_sharedFiles)
                yield return Path.Combine(folder, name);
        }
    }

    private static FilePosition? FindIn(string file, string[] names, string package)
    {
        if (!File.Exists(file))
            return null;

        XDocument document;
        try
        {
            document = XDocument.Load(file, LoadOptions.SetLineInfo);
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            // MSBuild has read the file a moment ago; if it cannot be read now, the finding stands at the project instead.
            return null;
        }

        var element = document.Descendants().FirstOrDefault(candidate =>
            names.Contains(candidate.Name.LocalName) && (Names(candidate, "Include") || Names(candidate, "Update")));

        // Line information points behind the angle bracket; the element begins one column before.
        return element is IXmlLineInfo info && info.HasLineInfo() ? new FilePosition(file, info.LineNumber, info.LinePosition - 1) : null;

        bool Names(XElement candidate, string attribute) => ((string?)candidate.Attribute(attribute) ?? "").Split(';', StringSplitOptions.TrimEntries)
            .Contains(package, StringComparer.OrdinalIgnoreCase);
    }
}
