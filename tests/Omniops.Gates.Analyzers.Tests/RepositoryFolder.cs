namespace Omniops.Gates.Tests;

/// <summary>The repository that the tests stand in.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string Rules => Path.Combine(Root, "rules");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Omniops.Gates.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests are not inside the repository");
        return folder;
    }
}
