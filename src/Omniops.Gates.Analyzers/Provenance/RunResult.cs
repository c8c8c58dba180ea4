namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What a body that has been run leaves behind.</summary>
/// <param name="State">Null where it never ends normally.</param>
/// <param name="Returned">What it returns.</param>
/// <param name="Facts">What follows from a returned condition.</param>
internal sealed record RunResult(FlowState? State, Value Returned, Facts Facts);
