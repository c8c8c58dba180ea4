namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>The calls of a method.</summary>
/// <param name="IsOpen">Whether there can be others.</param>
internal sealed record CallerSet(IReadOnlyList<CallSite> Calls, bool IsOpen);
