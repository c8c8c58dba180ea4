namespace Omniops.Gates.Inspection.Deployment;

/// <summary>
/// The variables that ARG and ENV have set so far. A null value was set to something that this file does not tell.
/// Source: Dockerfile reference, ENV, ARG: ENV wins over ARG, and a stage sees an ARG from before FROM only when it declares it again.
/// </summary>
/// <param name="escape">The file's escape character.</param>
/// <param name="outer">Those from before the first FROM, or null for these themselves.</param>
internal sealed class DockerVariables(char escape, DockerVariables? outer = null)
{
    private readonly Dictionary<string, string?> _arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);

    /// <summary>Whether the variable was set, to null where its value is not known.</summary>
    public bool TryFind(string name, out string? value) =>
        _environment.TryGetValue(name, out value) || _arguments.TryGetValue(name, out value);

    /// <summary>Resolves quotes, escapes and variables.</summary>
    public WordExpansion Expand(string word) => new(word, escape, this);

    /// <summary>A variable that the base image brings.</summary>
    public void SetEnvironment(string name, string value) => _environment[name] = value;

    /// <summary>Takes over what an ARG or ENV sets; any other instruction sets nothing.</summary>
    public void Apply(DockerInstruction instruction)
    {
        if (instruction.Keyword == "ARG")
            ApplyAll(instruction, _arguments);
        else if (instruction.Keyword == "ENV" && !TryApplyOldForm(instruction))
            ApplyAll(instruction, _environment);
    }

    /// <summary><c>ENV NAME the whole rest</c>.</summary>
    private bool TryApplyOldForm(DockerInstruction instruction)
    {
        if (instruction.Words.FirstOrDefault() is not { } name || name.Text.Contains('='))
            return false;

        _environment[name.Text] = Expand(instruction.Arguments[name.Text.Length..].TrimStart()).Value;
        return true;
    }

    private void ApplyAll(DockerInstruction instruction, Dictionary<string, string?> variables)
    {
        // Every word of one instruction sees the values from before it.
        foreach (var (name, value) in instruction.Words.Select(word => Read(word.Text)).OfType<(string, string?)>().ToList())
            variables[name] = value;
    }

    private (string Name, string? Value)? Read(string word)
    {
        var equals = word.IndexOf('=');
        if (equals >= 0)
            return (word[..equals], Expand(word[(equals + 1)..]).Value);

        return outer is not null && outer.TryFind(word, out var value) ? (word, value) : null;
    }
}
