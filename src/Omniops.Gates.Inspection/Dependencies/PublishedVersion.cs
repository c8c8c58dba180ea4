namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A version of a package as a source offers it.</summary>
/// <param name="Needs">What it depends on, for any framework.</param>
/// <param name="Deprecation">Null where it is not deprecated.</param>
public sealed record PublishedVersion(string Version, IReadOnlyList<PackageNeed> Needs, Deprecation? Deprecation);
