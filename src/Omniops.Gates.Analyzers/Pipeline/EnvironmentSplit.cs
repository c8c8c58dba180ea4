namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>In which environments a condition can be true, and in which it can be false. Both hold all of them where it is unknown.</summary>
internal readonly record struct EnvironmentSplit(EnvironmentSet WhenTrue, EnvironmentSet WhenFalse, bool IsKnown)
{
    public static EnvironmentSplit Unknown { get; } = new(EnvironmentSet.All, EnvironmentSet.All, IsKnown: false);

    public static EnvironmentSplit Only(EnvironmentSet set) => new(set, EnvironmentSet.All & ~set, IsKnown: true);

    public EnvironmentSplit Negated => new(WhenFalse, WhenTrue, IsKnown);

    /// <summary>Both must hold: an unknown part makes the whole unknown, yet cannot widen the environments.</summary>
    public EnvironmentSplit And(EnvironmentSplit other) => new(WhenTrue & other.WhenTrue, WhenFalse | other.WhenFalse, IsKnown && other.IsKnown);

    /// <summary>One must hold.</summary>
    public EnvironmentSplit Or(EnvironmentSplit other) => new(WhenTrue | other.WhenTrue, WhenFalse & other.WhenFalse, IsKnown && other.IsKnown);
}
