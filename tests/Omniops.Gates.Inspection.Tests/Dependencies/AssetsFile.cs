namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>Writes a project.assets.json as restore does, from "A/1.0.0 -> B, C" lines.</summary>
internal static class AssetsFile
{
    /// <param name="direct">Names of the packages that the project references itself.</param>
    /// <param name="libraries">Each resolved package with the names it depends on.</param>
    public static string Write(TemporaryFolder folder, string[] direct, params string[] libraries) =>
        folder.Write("obj/project.assets.json", $$"""
            {
              "version": 3,
              "targets": { "net10.0": { {{string.Join(",", libraries.Select(Target))}} } },
              "libraries": { {{string.Join(",", libraries.Select(Library))}} },
              "projectFileDependencyGroups": { "net10.0": [ {{string.Join(",", direct.Select(name => $"\"{name} >= 1.0.0\""))}} ] },
              "packageFolders": { "/packages/": {} },
              "project": {
                "version": "1.0.0",
                "restore": { "projectUniqueName": "/App/App.csproj", "projectName": "App", "projectPath": "/App/App.csproj", "projectStyle": "PackageReference",
                  "frameworks": { "net10.0": { "targetAlias": "net10.0", "projectReferences": {} } } },
                "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { {{string.Join(",", direct.Select(name => $"\"{name}\": {{ \"target\": \"Package\", \"version\": \"[1.0.0, )\" }}"))}} } } }
              }
            }
            """);

    private static string Target(string library)
    {
        var parts = library.Split(" -> ");
        var dependencies = parts.Length == 1 ? [] : parts[1].Split(", ").Select(name => $"\"{name}\": \"1.0.0\"");
        return $"\"{parts[0]}\": {{ \"type\": \"package\", \"dependencies\": {{ {string.Join(",", dependencies)} }} }}";
    }

    private static string Library(string library)
    {
        var name = library.Split(" -> ")[0];
        return $"\"{name}\": {{ \"type\": \"package\", \"path\": \"{name.ToLowerInvariant()}\", \"files\": [] }}";
    }
}
