using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using NuGet.Common;
using NuGet.LibraryModel;
using NuGet.ProjectModel;
using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// What restore resolved for a project, over all its frameworks and runtimes, with the ways to each package. Reading takes memory in
/// proportion to the file, and a file that is too large, breaks off or contradicts itself is no graph.
/// </summary>
/// <param name="Packages">By name and version.</param>
public sealed record PackageGraph(IReadOnlyList<ResolvedPackage> Packages)
{
    /// <summary>A file that lists a thousand packages has about 2 MB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The settings files that restore took its sources from; empty where that is not known.</summary>
    public IReadOnlyList<string> ConfigFiles { get; init; } = [];

    /// <summary>The sources that restore asked for packages, as it wrote them; empty where that is not known.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The advisories that the project hides from restore's own audit (<c>NuGetAuditSuppress</c>).</summary>
    public IReadOnlyList<string> Suppressed { get; init; } = [];

    /// <summary>What restore was told about a lock file.</summary>
    public LockSettings Lock { get; init; } = LockSettings.None;

    /// <summary>Whether versions come from <c>Directory.Packages.props</c>.</summary>
    public bool IsCentral { get; init; }

    /// <summary>Whether a version there also holds for what the project does not reference itself.</summary>
    public bool PinsTransitively { get; init; }

    /// <summary>Reads <c>project.assets.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is no assets file of a version that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static PackageGraph Read(string assetsFile)
    {
        var assets = Parse(assetsFile, stream => new LockFileFormat().Read(stream, NullLogger.Instance, assetsFile));
        // The reader answers content that it does not understand with an empty file instead of an exception.
        if (assets.PackageSpec is not { RestoreMetadata: { } restore } project || assets.Targets.Count == 0)
            throw new InvalidDataException($"'{Path.GetFileName(assetsFile)}' names no target");
        if (project.TargetFrameworks.FirstOrDefault(one => !assets.Targets.Any(target => target.TargetFramework.Equals(one.FrameworkName))) is { } absent)
            throw new InvalidDataException($"'{Path.GetFileName(assetsFile)}' has no packages of {absent.FrameworkName.GetShortFolderName()}");

        return new PackageGraph(Merge(assets.Targets.Select(target => GraphWalk.Of(Nodes(target), DirectDependencies(target, project)))))
        {
            ConfigFiles = [.. restore.ConfigFilePaths ?? []],
            Sources = [.. (restore.Sources ?? []).Select(source => source.Source)],
            Suppressed = [.. restore.RestoreAuditProperties?.SuppressedAdvisories ?? []],
            Lock = restore.RestoreLockProperties is { } locking
                ? new LockSettings(
                    string.Equals(locking.RestorePackagesWithLockFile, "true", StringComparison.OrdinalIgnoreCase),
                    string.IsNullOrEmpty(locking.NuGetLockFilePath) ? null : locking.NuGetLockFilePath, locking.RestoreLockedMode)
                : LockSettings.None,
            IsCentral = restore.CentralPackageVersionsEnabled,
            PinsTransitively = restore.CentralPackageTransitivePinningEnabled,
        };
    }

    /// <summary>Reads <c>packages.lock.json</c>, which may be older than the project beside it.</summary>
    /// <exception cref="InvalidDataException">The file is no lock file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static PackageGraph ReadLock(string lockFile)
    {
        var locked = Parse(lockFile, stream => PackagesLockFileFormat.Read(stream, NullLogger.Instance, lockFile));
        if (locked.Targets.Count == 0 || locked.Version is < 1)
            throw new InvalidDataException($"'{Path.GetFileName(lockFile)}' names no target");

        // Those of a runtime list only what differs from the framework's.
        return new PackageGraph(Merge(locked.Targets.Select(target =>
        {
            var own = target.Dependencies.Select(dependency => dependency.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var all = target.Dependencies.Concat(string.IsNullOrEmpty(target.RuntimeIdentifier) ? [] : locked.Targets
                .Where(other => string.IsNullOrEmpty(other.RuntimeIdentifier) && other.TargetFramework.Equals(target.TargetFramework))
                .SelectMany(other => other.Dependencies).Where(dependency => !own.Contains(dependency.Id))).ToList();
            return GraphWalk.Of(
                [.. all.Select(dependency => new GraphNode(
                    dependency.Id,
                    dependency.Type == PackageDependencyType.Project ? null : dependency.ResolvedVersion
                        ?? throw new InvalidDataException($"'{Path.GetFileName(lockFile)}' has no version of '{dependency.Id}'"),
                    [.. dependency.Dependencies.Select(other => other.Id)]))],
                all.Where(dependency => dependency.Type is PackageDependencyType.Direct or PackageDependencyType.Project).Select(dependency => dependency.Id));
        })));
    }

    /// <summary>Reads <c>packages.config</c>, a list in which nobody says what needs what.</summary>
    /// <exception cref="InvalidDataException">The file is no such list.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static PackageGraph ReadList(string listFile)
    {
        try
        {
            using var stream = new MemoryStream(Bytes(listFile));
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var nodes = XDocument.Load(reader).Descendants("package").Select(element => new GraphNode(
                (string?)element.Attribute("id") ?? throw new InvalidDataException($"'{Path.GetFileName(listFile)}' has a package without an ID"),
                NuGetVersion.TryParse((string?)element.Attribute("version"), out var version)
                    ? version : throw new InvalidDataException($"'{Path.GetFileName(listFile)}' has a package without a version"),
                [])).ToList();
            return new PackageGraph(Merge([GraphWalk.Of(nodes, nodes.Select(node => node.Name))]));
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"'{Path.GetFileName(listFile)}' is no list of packages", error);
        }
    }

    private static List<ResolvedPackage> Merge(IEnumerable<IEnumerable<ResolvedPackage>> targets)
    {
        var packages = new Dictionary<(string, NuGetVersion), ResolvedPackage>();
        foreach (var package in targets.SelectMany(target => target))
        {
            var key = (package.Id.ToLowerInvariant(), package.Version);
            if (!packages.TryGetValue(key, out var known) || package.Way.Length < known.Way.Length)
                packages[key] = package;
        }

        return [.. packages.Values.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version)];
    }

    private static T Parse<T>(string file, Func<Stream, T> read)
    {
        var content = Bytes(file);
        try
        {
            // The readers take what breaks off for what has ended.
            var json = new Utf8JsonReader(content.AsSpan(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            while (json.Read())
            {
            }

            using var stream = new MemoryStream(content);
            return read(stream);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // NuGet's readers throw whatever the content leads them to.
            throw new InvalidDataException($"'{Path.GetFileName(file)}' is damaged: {error.Message}", error);
        }
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxBytes)
            throw new InvalidDataException($"'{Path.GetFileName(file)}' is larger than {MaxBytes / (1024 * 1024)} MB");

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static List<GraphNode> Nodes(LockFileTarget target) =>
    [
        .. target.Libraries.Where(library => library.Name is not null).Select(library => new GraphNode(
            library.Name!,
            library.Type == LibraryType.Package ? library.Version : null,
            [.. library.Dependencies.Select(dependency => dependency.Id)])),
    ];

    private static IEnumerable<string> DirectDependencies(LockFileTarget target, PackageSpec project) =>
        project.TargetFrameworks
            .Where(framework => framework.FrameworkName.Equals(target.TargetFramework))
            .SelectMany(framework => framework.Dependencies.Select(dependency => dependency.Name))
            .Concat(project.RestoreMetadata.TargetFrameworks
                .Where(framework => framework.FrameworkName.Equals(target.TargetFramework))
                .SelectMany(framework => framework.ProjectReferences.Select(reference => ProjectName(target, reference.ProjectPath))));

    /// <summary>A referenced project is listed under its package ID, which need not be its file name.</summary>
    private static string ProjectName(LockFileTarget target, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return target.Libraries.FirstOrDefault(library =>
            library.Type == LibraryType.Project && string.Equals(library.Name, name, StringComparison.OrdinalIgnoreCase))?.Name ?? name;
    }
}
