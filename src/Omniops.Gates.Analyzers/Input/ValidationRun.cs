namespace Omniops.Gates.Analyzers.Input;

/// <summary>Whether the rules of a model are asked before an endpoint works with it.</summary>
/// <param name="IsRun">Null where it cannot be told.</param>
/// <param name="Reason">Why not.</param>
internal sealed record ValidationRun(bool? IsRun, string? Reason = null)
{
    public static ValidationRun Yes { get; } = new(true);

    public static ValidationRun No { get; } = new(false);
}
