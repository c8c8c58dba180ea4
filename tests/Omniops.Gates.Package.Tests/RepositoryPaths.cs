using System.Reflection;

namespace Omniops.Gates.Package.Tests;

/// <summary>Where things are in the repository under test.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Configuration").Value!;

    public static string Tool { get; } = Path.Combine(Root, "src", "Omniops.Gates.Tool", "bin", Configuration, "net10.0", "omniops-gates.dll");

    public static string Samples { get; } = Path.Combine(Root, "samples");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Omniops.Gates.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests are not inside the repository");
        return folder;
    }
}
