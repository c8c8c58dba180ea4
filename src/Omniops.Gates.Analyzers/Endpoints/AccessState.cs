namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Who may call an endpoint.</summary>
internal enum AccessState
{
    /// <summary>Nobody has decided: everybody may.</summary>
    Undecided,

    /// <summary>Everybody may, and the code says so.</summary>
    Anonymous,

    /// <summary>Some are asked for, and everybody may all the same.</summary>
    WithoutEffect,

    /// <summary>Some may.</summary>
    Guarded,
    Unknown,
}
