namespace Omniops.Gates.Analyzers.Cors;

/// <summary>What a predicate was seen to do with origins that nobody means to trust.</summary>
/// <param name="Accepted">One that it accepts; null where it accepts none.</param>
/// <param name="IsAll">Whether it accepts any at all.</param>
/// <param name="Expression">The condition that lets a suitable origin in, where that origin depends on values at run time.</param>
/// <param name="Doubt">The expression that could not be followed.</param>
internal readonly record struct PredicateVerdict(string? Accepted, bool IsAll = false, string? Expression = null, string? Doubt = null)
{
    /// <summary>Which sites it lets in, for a message; null where none was found.</summary>
    public string? Describe() => IsAll ? "accepts every origin"
        : Expression is not null ? $"accepts origins of others through '{Expression}', which compares only a part"
        : Accepted is not null ? $"also accepts '{Accepted}'" : null;
}
