namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The environments in which a statement runs.</summary>
[Flags]
internal enum EnvironmentSet
{
    None = 0,
    Development = 1,
    Staging = 2,
    Production = 4,

    /// <summary>Any other name that a team gives an environment.</summary>
    Other = 8,

    All = Development | Staging | Production | Other,
}
