using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Cors;

/// <summary>What is wrong with an origin that a policy names.</summary>
/// <param name="Outcome">What follows for the gate.</param>
/// <param name="Fact">Completes a sentence that begins with the origin.</param>
/// <param name="WayOut">What to write instead.</param>
/// <param name="Proposal">The origin that was meant; null where only the team knows.</param>
public sealed record OriginProblem(Outcome Outcome, string Fact, string WayOut, string? Proposal = null);
