using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What the code that makes an authorization policy puts into it.</summary>
internal sealed class PolicyParts
{
    /// <summary>The types of the team's own requirements.</summary>
    public List<INamedTypeSymbol> Requirements { get; } = [];

    public List<string> Schemes { get; } = [];

    /// <summary>Whether it is written as null.</summary>
    public bool IsNone { get; set; }

    /// <summary>Whether it asks for something that not everybody has.</summary>
    public bool IsGuarded { get; set; }

    /// <summary>Whether it asserts what is always true.</summary>
    public bool IsAsserted { get; set; }

    /// <summary>Whether code out of sight may add to it.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Whether it is the application's default policy.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Whether it has schemes that are not known.</summary>
    public bool HidesSchemes { get; set; }

    public PolicyStrength Strength => IsNone ? PolicyStrength.None
        : IsGuarded || Requirements.Count > 0 ? PolicyStrength.Guards
        : IsAsserted && !IsUnknown ? PolicyStrength.Open
        : PolicyStrength.Unknown;

    /// <summary>Whether it asks for nothing but requirements of the team's own.</summary>
    public bool IsOfRequirements => Requirements.Count > 0 && !IsGuarded && !IsUnknown && !IsNone;
}
