using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>The services that the compose files of a repository start.</summary>
public static class ComposeFiles
{
    /// <summary>
    /// Each service once for each folder that has compose files: a file beside another adds to it, as <c>compose.override.yaml</c> does.
    /// </summary>
    /// <param name="root">Full path of the repository.</param>
    /// <param name="findings">Receives OMNI9912 for each file that cannot be read.</param>
    public static IReadOnlyList<ComposeService> Read(string root, ICollection<Finding> findings)
    {
        // A folder that cannot be listed is told by the gate of the repository.
        var services = new Dictionary<(string Folder, string Name), ComposeService>();
        foreach (var file in RepositoryFiles.Enumerate(root, [], ComposeFile.IsCompose).OrderBy(file => Path.GetFileName(file).Length))
        {
            var compose = ComposeFile.Read(file);
            if (compose.Services is null)
                findings.Add(NotRead(root, file, compose));

            foreach (var service in compose.Services ?? [])
            {
                var key = (service.Folder, service.Name);
                services[key] = services.TryGetValue(key, out var earlier) ? earlier.With(service) : service;
            }
        }

        return [.. services.Values];
    }

    private static Finding NotRead(string root, string file, ComposeFile compose)
    {
        var name = Path.GetRelativePath(root, file).Replace('\\', '/');
        return Finding.Of(
            IntegrityRules.InputNotRead, compose.Line > 0 ? new FilePosition(file, compose.Line, 1) : new FilePosition(file), name,
            $"'{name}' {compose.Problem}", "write it so that 'docker compose config' reads it");
    }
}
