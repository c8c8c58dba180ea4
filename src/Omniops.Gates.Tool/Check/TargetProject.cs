namespace Omniops.Gates.Tool.Check;

/// <summary>A project that belongs to what is checked.</summary>
/// <param name="Path">Full path of the project file.</param>
/// <param name="Exclusion">Why the build leaves it out, as far as that is known before the build; null when it should be built.</param>
/// <param name="IsBroken">Whether the exclusion is a defect of the repository, which no stage lets through.</param>
internal sealed record TargetProject(string Path, string? Exclusion = null, bool IsBroken = false);
