using NuGet.Frameworks;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Deployment;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// OMNI7010 over Dockerfiles: every image of .NET that a stage begins with. Source: dotnet/dotnet-docker, supported tags; a tag begins
/// with the version, and one without a version follows the newest.
/// </summary>
internal static class BaseImages
{
    private const string Registry = "mcr.microsoft.com";

    private static readonly HashSet<string> s_images = new(StringComparer.Ordinal)
    {
        "aspnet", "runtime", "runtime-deps", "sdk",
    };

    public static IEnumerable<Finding> Check(string path, Dockerfile dockerfile, RuntimeSupport support, DateOnly today)
    {
        var variables = new DockerVariables(dockerfile.Escape);
        var hasStage = false;
        foreach (var instruction in dockerfile.Error is null ? dockerfile.Instructions : [])
        {
            if (instruction.Keyword != "FROM")
            {
                // A stage's own variables are not those of the next FROM.
                if (!hasStage)
                    variables.Apply(instruction);
                continue;
            }

            hasStage = true;
            if (instruction.Operands.FirstOrDefault() is { } image && Check(image) is { } finding)
                yield return finding;
        }

        Finding? Check(DockerWord image)
        {
            var position = FilePosition.Of(path, dockerfile.Text, image.Start, image.Length);
            if (variables.Expand(image.Text).Value is not { } name)
            {
                return image.Text.StartsWith($"{Registry}/dotnet/", StringComparison.OrdinalIgnoreCase)
                    ? TargetFrameworks.NotProven(
                        position, image.Text, $"'FROM {image.Text}' has a variable that this file does not set; give it a default value")
                    : null;
            }

            if (VersionOf(ImageReference.Parse(name)) is not { } version)
                return null;

            var framework = new NuGetFramework(".NETCoreApp", version);
            return support.Judge(framework, today) switch
            {
                SupportState.Ended or SupportState.EndsSoon => TargetFrameworks.Of(support, framework, $"FROM {name}", position, today),
                SupportState.Unknown => TargetFrameworks.NotProven(
                    position, name, $"'FROM {name}' is on no list of supported runtimes; update the gate"),
                _ => null,
            };
        }
    }

    private static Version? VersionOf(ImageReference image)
    {
        // dotnet/aspnet, dotnet/nightly/aspnet, dotnet/core/aspnet until 3.1.
        var parts = image.Repository.Split('/');
        if (image.Registry != Registry || parts[0] != "dotnet" || parts.Length is < 2 or > 3 || !s_images.Contains(parts[^1])
            || (parts.Length == 3 && parts[1] is not ("nightly" or "core")))
        {
            return null;
        }

        var numbers = image.Tag?.Split('-')[0].Split('.') ?? [];
        if (numbers.Length == 0 || !int.TryParse(numbers[0], out var major))
            return null;

        // The tag "8" follows 8.0.
        return new Version(major, int.TryParse(numbers.ElementAtOrDefault(1), out var minor) ? minor : 0);
    }
}
