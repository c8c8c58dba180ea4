using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// OMNI7004 over a package graph. Source: NuGet, "Locking dependencies". An ordinary restore rewrites the lock file where it does not fit;
/// one in locked mode stops there, and writes a new one where there is none.
/// </summary>
/// <param name="projectFile">Full path of the project.</param>
/// <param name="isDue">Whether what is built here is for others, so that it has to be what was reviewed.</param>
/// <param name="isCommitted">Whether version control has a file; null where nobody could be asked.</param>
internal sealed class PackageLock(
    string projectFile, PackageGraph graph, DependencyPolicy policy, bool isDue, Func<string, FilePosition> locate, Func<string, bool?> isCommitted)
{
    private readonly string _project = Path.GetFileName(projectFile);
    private readonly string _path = graph.Lock.PathFor(projectFile);

    private string Name => Path.GetFileName(_path);

    /// <summary>One finding, or none.</summary>
    public Finding? Check()
    {
        if (graph.Packages.Count == 0)
            return null;
        if (!File.Exists(_path))
            return CheckAbsent();

        try
        {
            return CheckContent(PackageGraph.ReadLock(_path)) ?? (isDue ? CheckRestore() : null);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Finding.NotProven(RestoreRules.PackagesNotLocked, new FilePosition(_path), "lock", error.Message);
        }
    }

    private Finding? CheckAbsent() =>
        graph.Lock.IsAskedFor
            ? Of(new FilePosition(projectFile), _project, $"asks for a lock file, and there is no '{Name}'", "restore again and commit it")
        : isDue || policy.RequiresLockFiles
            ? Of(
                new FilePosition(projectFile), _project, "has no lock file, so another restore may bring other packages",
                "set RestorePackagesWithLockFile to true and commit the packages.lock.json that restore writes")
        : null;

    private Finding? CheckContent(PackageGraph locked)
    {
        var held = locked.Packages.Select(package => (package.Id.ToLowerInvariant(), package.Version)).ToHashSet();
        var others = graph.Packages.Where(package => !held.Contains((package.Id.ToLowerInvariant(), package.Version)))
            .OrderBy(package => package.Way.Length).ToList();
        if (others.Count == 0)
            return null;

        var first = others[0];
        var more = others.Count == 1 ? "" : $" and {others.Count - 1} more";
        return Of(
            locate(first.Path[0]), Name, $"does not hold '{first.Id}' {first.Version.ToNormalizedString()}{more}, which this build uses",
            "restore again and commit the lock file");
    }

    private Finding? CheckRestore() =>
        !graph.Lock.IsLocked
            ? Of(
                new FilePosition(_path), Name, "was not held to: this restore would have rewritten it",
                "set RestoreLockedMode to true where ContinuousIntegrationBuild is, or restore with --locked-mode and build with --no-restore")
        : isCommitted(_path) == false
            ? Of(new FilePosition(_path), Name, "is not committed, so this restore has written its own", "commit it")
        : null;

    private Finding Of(FilePosition position, string culprit, string fact, string wayOut) =>
        Finding.Of(RestoreRules.PackagesNotLocked, position, "lock", culprit, fact, wayOut) with
        {
            Outcome = policy.RequiresLockFiles ? Outcome.Fails : RestoreRules.PackagesNotLocked.Outcome,
        };
}
