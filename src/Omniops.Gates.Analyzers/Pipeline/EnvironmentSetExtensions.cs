namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Questions about a set of environments.</summary>
internal static class EnvironmentSetExtensions
{
    public static bool Includes(this EnvironmentSet set, EnvironmentSet environments) => (set & environments) == environments;

    /// <summary>The set as a sentence says it: "Development", "Development and Staging", "no environment".</summary>
    public static string Describe(this EnvironmentSet set) => set switch
    {
        EnvironmentSet.None => "no environment",
        EnvironmentSet.All => "every environment",
        _ => string.Join(" and ", Enum.GetValues(typeof(EnvironmentSet)).Cast<EnvironmentSet>()
            .Where(one => one is not EnvironmentSet.None and not EnvironmentSet.All && set.Includes(one))
            .Select(one => one == EnvironmentSet.Other ? "other environments" : one.ToString())),
    };
}
