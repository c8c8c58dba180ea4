using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>The files of a repository that somebody else judges for secrets.</summary>
/// <param name="files">Relative to the root, with slashes.</param>
/// <param name="compiled">The folders whose code and settings a compiler judges; null where none does.</param>
internal sealed class JudgedElsewhere(IReadOnlySet<string> files, CompiledFolders? compiled)
{
    /// <summary>No file.</summary>
    public static JudgedElsewhere None { get; } = new(new HashSet<string>(), null);

    /// <summary>Equal only where the same files are meant.</summary>
    public string Name => Join(files) + "\0\0" + Join(compiled?.Folders ?? []);

    /// <summary>Whether somebody else judges a file.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public bool Holds(string path) => files.Contains(path)
        || (compiled is not null && IsCompiled(path) && compiled.Hold(path));

    private static string Join(IEnumerable<string> paths) => string.Join('\0', paths.Order(StringComparer.Ordinal));

    private static bool IsCompiled(string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || SettingsFile.IsSettings(path);
}
