using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>Finds the root of a repository as the package's targets do.</summary>
public static class RepositoryRoot
{
    /// <summary>The nearest folder with a policy file, else the nearest with <c>.git</c>, else <paramref name="fallback"/>.</summary>
    public static string Find(string fallback) =>
        Above(fallback, folder => File.Exists(Path.Combine(folder, GatePolicy.FileName)))
        ?? Above(fallback, folder => Path.Exists(Path.Combine(folder, ".git")))
        ?? fallback;

    private static string? Above(string start, Func<string, bool> isRoot)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (isRoot(folder))
                return folder;
        }

        return null;
    }
}
