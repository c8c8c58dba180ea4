using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.RateLimits;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Deployment;
using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.RateLimits;

/// <summary>
/// OMNI5008 as a note: a limit that is counted in the memory of a process, behind which compose starts several. Source:
/// System.Threading.RateLimiting keeps its partitions in the process; Compose specification, deploy.replicas and scale.
/// </summary>
public static class ReplicatedLimits
{
    private const long MaxDockerfileBytes = 1024 * 1024;

    /// <summary>A note for each service that runs a limited program more than once.</summary>
    /// <param name="root">Full path of the repository.</param>
    /// <param name="programs">What was understood of the programs.</param>
    public static IReadOnlyList<Finding> Check(string root, IReadOnlyList<ProjectSeen> programs)
    {
        var web = programs.Where(program => program.Program is { Routes.Count: > 0 }).ToList();
        if (!web.Exists(program => Limited(program) is not null))
            return [];

        var findings = new List<Finding>();
        foreach (var service in ComposeFiles.Read(root, findings))
        {
            if (service is { ReplicasPosition: { } position, Replicas: { } replicas } && IsSeveral(replicas)
                && web.FirstOrDefault(program => Runs(service, program, web)) is { } program && Limited(program) is { } endpoint)
            {
                findings.Add(Note(position, service.Name, replicas, endpoint));
            }
        }

        return findings;
    }

    private static Finding Note(FilePosition position, string service, string replicas, SeenEndpoint endpoint) => new(
        RateLimitRules.RateLimitIneffective, Outcome.Noted,
        $"'{service}' runs {Count(replicas)}, and each counts for itself: a client gets the limit of '{endpoint.Route}' from every one of them;"
        + " divide the numbers, or let what stands in front of them count: a proxy, or a limiter with a shared store",
        position, $"replicas of {service}");

    /// <summary>A number as it is; a variable, which may hold any.</summary>
    private static string Count(string replicas) =>
        Number(replicas) is { } number ? $"{number.ToString(CultureInfo.InvariantCulture)} replicas"
        : replicas.StartsWith('$') ? $"as many replicas as {replicas} says" : $"{replicas}";

    private static bool IsSeveral(string replicas) => Number(replicas) is not { } number || number > 1;

    /// <summary>The number, or the default of a variable: <c>${REPLICAS:-3}</c>.</summary>
    private static int? Number(string replicas)
    {
        var text = replicas.StartsWith("${", StringComparison.Ordinal) && replicas.EndsWith('}') && replicas.IndexOf('-', StringComparison.Ordinal) is > 0 and var at
            ? replicas[(at + 1)..^1] : replicas;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static SeenEndpoint? Limited(ProjectSeen program) => program.Program?.Routes.FirstOrDefault(endpoint => endpoint.RateLimit.State == "limited");

    /// <summary>
    /// Whether the service is this program: its Dockerfile names it, it is the only one there is to build from, or the image bears its name.
    /// </summary>
    private static bool Runs(ComposeService service, ProjectSeen program, IReadOnlyList<ProjectSeen> all)
    {
        if (service.BuildContext is not { } context)
            return service.Image is { } image ? Bears(ImageName(image), program) : Bears(service.Name, program);

        var folder = Path.GetFullPath(Path.Combine(service.Folder, context));
        var within = all.Where(each => IsWithin(folder, each.Project)).ToList();
        if (!within.Contains(program))
            return false;

        var named = within.Where(each => Names(Path.Combine(folder, service.Dockerfile ?? "Dockerfile"), each)).ToList();
        return named.Count == 0 ? within.Count == 1 || Bears(service.Name, program) : named.Contains(program);
    }

    private static bool IsWithin(string folder, string file) =>
        !Path.GetRelativePath(folder, file).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, file));

    private static bool Names(string dockerfile, ProjectSeen program)
    {
        var name = Path.GetFileNameWithoutExtension(program.Project);
        return TextFile.Read(dockerfile, MaxDockerfileBytes).Text is { } text
            && (text.Contains($"{name}.csproj", StringComparison.OrdinalIgnoreCase) || text.Contains($"{name}.dll", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Bears(string name, ProjectSeen program) =>
        Letters(name) is { Length: > 0 } letters && letters == Letters(Path.GetFileNameWithoutExtension(program.Project));

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary><c>registry:5000/shop/storefront:1.2</c> is named storefront.</summary>
    private static string ImageName(string image) => image[(image.LastIndexOf('/') + 1)..].Split(':', '@')[0];
}
