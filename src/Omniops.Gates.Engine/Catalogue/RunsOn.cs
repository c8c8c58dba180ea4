namespace Omniops.Gates.Engine.Catalogue;

/// <summary>When a developer sees a rule's findings.</summary>
public enum RunsOn
{
    /// <summary>In the IDE while typing, and in every build.</summary>
    Live,

    /// <summary>In builds and in the tool only.</summary>
    Build,
}
