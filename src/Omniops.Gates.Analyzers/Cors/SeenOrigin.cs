using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>An origin that a policy is given.</summary>
/// <param name="Text">The origin.</param>
/// <param name="Place">Where it is written, or read from configuration.</param>
/// <param name="Key">The configuration key that holds it; null where code does.</param>
internal readonly record struct SeenOrigin(string Text, IOperation Place, string? Key);
