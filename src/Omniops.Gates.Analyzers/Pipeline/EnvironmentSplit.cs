namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>In which environments a condition can be true, and in which it can be false. Both hold all of them where it is unknown.</summary>
/// <param name="Doubt">Why it is not known what production is: code sets the environment.</param>
internal readonly record struct EnvironmentSplit(EnvironmentSet WhenTrue, EnvironmentSet WhenFalse, string? Doubt = null)
{
    public static EnvironmentSplit Unknown { get; } = new(EnvironmentSet.All, EnvironmentSet.All);

    public static EnvironmentSplit Always { get; } = new(EnvironmentSet.All, EnvironmentSet.None);

    public static EnvironmentSplit Only(EnvironmentSet set) => new(set, EnvironmentSet.All & ~set);

    public EnvironmentSplit Negated => new(WhenFalse, WhenTrue, Doubt);

    /// <summary>Where the environment alone does not settle it.</summary>
    public EnvironmentSet Undecided => WhenTrue & WhenFalse;

    /// <summary>Both must hold. What is false in an environment stays false there, whatever the unknown other part says.</summary>
    public EnvironmentSplit And(EnvironmentSplit other) =>
        new(WhenTrue & other.WhenTrue, WhenFalse | other.WhenFalse, Doubt ?? other.Doubt);

    /// <summary>One must hold.</summary>
    public EnvironmentSplit Or(EnvironmentSplit other) =>
        new(WhenTrue | other.WhenTrue, WhenFalse & other.WhenFalse, Doubt ?? other.Doubt);
}
