namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A deprecation that is known without asking a source.</summary>
/// <param name="Version">The version meant; null for the package as a whole.</param>
/// <param name="Until">The day on which support ends; null where none is stated.</param>
public sealed record KnownDeprecation(string Package, string? Version, string? Reason, string? Alternative, DateOnly? Until);
