namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A dependency of a published version.</summary>
/// <param name="Range">A NuGet interval.</param>
public sealed record PackageNeed(string Id, string Range);
