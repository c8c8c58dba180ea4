namespace Omniops.Gates.Inspection.Integrity;

/// <summary>Whether a project of the target was judged, and why not.</summary>
/// <param name="Path">Full path of the project.</param>
/// <param name="Framework">The target framework; empty when the project never came so far.</param>
/// <param name="Reason">Why it was not judged; null when it was.</param>
/// <param name="IsBroken">It does not restore, build or compile: nothing can be said about it in any stage.</param>
public sealed record ProjectVerdict(string Path, string Framework, string? Reason, bool IsBroken)
{
    /// <summary>Whether there is no code in it, so that nothing is left to prove.</summary>
    public bool HasNoCode { get; init; }

    /// <summary>Whether nothing is left to prove about it.</summary>
    public bool IsSettled => Reason is null || HasNoCode;

    /// <summary>Two projects may differ in case alone only where the file system keeps them apart.</summary>
    public static StringComparer PathComparer { get; } =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}
