using System.Xml.Linq;

namespace Omniops.Gates.Tool.Check;

/// <summary>
/// Brings the gate into every project of a build. Its way in are the extensions of the machine's user, which MSBuild imports from a folder
/// that a property names: unlike the CustomAfter… hooks, no repository sets it, so that every hook of the target stays as it is.
/// </summary>
internal static class Injection
{
    private const string Props = "Current/Imports/Microsoft.Common.props/ImportAfter/Omniops.Gates.props";
    private const string Targets = "Current/Microsoft.Common.targets/ImportAfter/Omniops.Gates.targets";

    /// <summary>Writes the folder of extensions; returns the properties that switch it on.</summary>
    public static IReadOnlyList<(string Name, string Value)> Write(string workspace)
    {
        var folder = Path.Combine(workspace, "extensions");
        // The user's own are few, and they must go on working.
        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Microsoft", "MSBuild");
        if (Directory.Exists(own))
        {
            foreach (var file in Directory.EnumerateFiles(own, "*", new EnumerationOptions { RecurseSubdirectories = true }))
                WriteImport(Path.Combine(folder, Path.GetRelativePath(own, file)), file);
        }

        WriteImport(Path.Combine(folder, Props), Path.Combine(Payload.Folder, "injection", "Collect.props"));
        WriteImport(Path.Combine(folder, Targets), Path.Combine(Payload.Folder, "injection", "Collect.targets"));
        return
        [
            ("MSBuildUserExtensionsPath", folder),
            ("ImportUserLocationsByWildcardAfterMicrosoftCommonProps", "true"),
            ("ImportUserLocationsByWildcardAfterMicrosoftCommonTargets", "true"),
        ];
    }

    /// <summary>What MSBuild would take for more than text, written so that it stands for itself.</summary>
    public static string Escape(string text) =>
        string.Concat(text.Select(character => "%$@();,'?*".Contains(character) ? $"%{(int)character:X2}" : character.ToString()));

    private static void WriteImport(string file, string imported)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        new XElement("Project", new XElement("Import", new XAttribute("Project", Escape(imported)))).Save(file);
    }
}
