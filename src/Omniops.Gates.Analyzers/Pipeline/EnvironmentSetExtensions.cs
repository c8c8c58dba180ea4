namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Questions about a set of environments.</summary>
internal static class EnvironmentSetExtensions
{
    public static bool Includes(this EnvironmentSet set, EnvironmentSet environments) => (set & environments) == environments;

    /// <summary>The set as a sentence says it: "runs only in Development and Staging", "never runs".</summary>
    public static string Describe(this EnvironmentSet set) => set switch
    {
        EnvironmentSet.None => "never runs",
        EnvironmentSet.All => "always runs",
        _ => "runs only in " + string.Join(" and ", Enum.GetValues(typeof(EnvironmentSet)).Cast<EnvironmentSet>()
            .Where(one => one is not EnvironmentSet.None and not EnvironmentSet.All && set.Includes(one))
            .Select(one => one == EnvironmentSet.Other ? "other environments" : one.ToString())),
    };
}
