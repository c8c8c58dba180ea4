namespace Omniops.Gates.Engine.Findings;

/// <summary>Who has decided that a finding does not block.</summary>
/// <param name="IsBaseline">It was there when the gate was introduced; else somebody waived it.</param>
/// <param name="Justification">What a report says about it.</param>
public sealed record Acceptance(bool IsBaseline, string Justification);
