using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>A body that names a member.</summary>
/// <param name="IsWritten">Whether it gives it a value somewhere.</param>
internal readonly record struct Mention(ISymbol Body, bool IsWritten);
