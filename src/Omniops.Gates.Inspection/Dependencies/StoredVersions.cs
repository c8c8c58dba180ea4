namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The versions of a package as a source offered them on a day.</summary>
internal sealed record StoredVersions(DateTimeOffset Asked, IReadOnlyList<PublishedVersion> Versions);
