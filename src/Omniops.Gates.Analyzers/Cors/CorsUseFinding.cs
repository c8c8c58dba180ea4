using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Something about how policies are registered and applied.</summary>
/// <param name="Place">Where; null where it has no place of its own.</param>
/// <param name="Anchor">What it is about.</param>
/// <param name="Fact">What is wrong, or not seen.</param>
/// <param name="WayOut">What to write.</param>
/// <param name="Call">The call that mends it, as <see cref="GateDiagnostic.Call" />; null where none does.</param>
internal sealed record CorsUseFinding(
    Outcome Outcome, IOperation? Place, string Anchor, string Fact, string WayOut, string? Call = null);
