using System.IO.Enumeration;

namespace Omniops.Gates.Tool.Check;

/// <summary>Which files are projects, and which of them the .NET SDK builds.</summary>
internal static class ProjectFiles
{
    /// <summary>Why a project of another kind is not judged.</summary>
    public const string OtherKind = "is no C#, Visual Basic or F# project, and the gates read no other; review it by hand";

    /// <summary>C#, Visual Basic or F#.</summary>
    public static bool IsBuildable(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csproj" or ".vbproj" or ".fsproj";

    /// <summary>All projects in a folder and below, also of other kinds (.sqlproj, .esproj, .wixproj), without outputs.</summary>
    public static IReadOnlyList<string> Below(string folder)
    {
        var files = new FileSystemEnumerable<string>(
            folder, (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsProject(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName is not ("bin" or "obj" or "node_modules" or ".git"),
        };
        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>A file named .proj is a script of the build, not a project of it.</summary>
    private static bool IsProject(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        return extension.Length > ".proj".Length && extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase);
    }
}
