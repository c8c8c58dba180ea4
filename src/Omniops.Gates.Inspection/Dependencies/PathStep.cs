namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>One step on a way through a package graph. Steps share their beginnings, so that a deep graph costs no more than a wide one.</summary>
/// <param name="name">Package or project at this step.</param>
/// <param name="from">The step before; null for what the project references itself.</param>
public sealed class PathStep(string name, PathStep? from)
{
    /// <summary>How many steps there are up to here.</summary>
    public int Length { get; } = (from?.Length ?? 0) + 1;

    /// <summary>All names, that of the direct reference first.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new string[Length];
            for (var step = this; step is not null; step = step.From)
                names[step.Length - 1] = step.Name;
            return names;
        }
    }

    private string Name { get; } = name;

    private PathStep? From { get; } = from;
}
