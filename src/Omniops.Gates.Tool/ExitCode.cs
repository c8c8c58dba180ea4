namespace Omniops.Gates.Tool;

/// <summary>What the tool's exit code says. Other programs rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Something was not proven.</summary>
    public const int NotProven = 2;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 3;
}
