using YamlDotNet.RepresentationModel;

namespace Omniops.Gates.Package.Tests;

/// <summary>A job of a pipeline, as any of the three systems writes it.</summary>
internal sealed class CiJob(YamlNode node)
{
    /// <summary>Its shell steps in order.</summary>
    public IReadOnlyList<CiStep> Steps { get; } = [.. StepsOf(node)];

    /// <summary>Where the file is that the job uploads.</summary>
    public string UploadedSarif =>
        Values("sarif_file").SingleOrDefault()
        ?? Path.Combine(Values("publish").SingleOrDefault() ?? ((YamlScalarNode)node["artifacts"]["paths"][0]).Value!, "gates.sarif");

    /// <summary>Runs the shell steps in a repository as the systems do; the exit code is that of the first step that fails.</summary>
    public async Task<CommandResult> RunAsync(UserRepository repository)
    {
        var exitCode = 0;
        var output = "";
        foreach (var step in Steps.Where(step => exitCode == 0 || step.RunsAfterFailure))
        {
            var result = await Command.RunAsync("bash", repository.Folder, [], "-eu", "-c", step.Command);
            exitCode = exitCode == 0 ? result.ExitCode : exitCode;
            output += $"$ {step.Command}\n{result.Output}";
        }

        return new CommandResult(exitCode, output);
    }

    private static IEnumerable<CiStep> StepsOf(YamlNode node)
    {
        foreach (var mapping in node.AllNodes.OfType<YamlMappingNode>())
        {
            switch (Child(mapping, "run") ?? Child(mapping, "script"))
            {
                case YamlScalarNode command:
                    yield return new CiStep(command.Value!, RunsAfterFailure(Child(mapping, "if") ?? Child(mapping, "condition")));
                    break;
                case YamlSequenceNode commands:
                    foreach (var command in commands)
                        yield return new CiStep(((YamlScalarNode)command).Value!, RunsAfterFailure: false);
                    break;
            }
        }
    }

    private static bool RunsAfterFailure(YamlNode? condition) =>
        condition is YamlScalarNode { Value: "always()" or "${{ !cancelled() }}" or "not(canceled())" };

    private static YamlNode? Child(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(key, out var child) ? child : null;

    private IEnumerable<string> Values(string key) =>
        node.AllNodes.OfType<YamlMappingNode>().Select(mapping => Child(mapping, key)).OfType<YamlScalarNode>().Select(scalar => scalar.Value!);
}
