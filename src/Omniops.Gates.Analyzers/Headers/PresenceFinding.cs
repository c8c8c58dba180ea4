using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>Why something is missing, or not proven to be there.</summary>
/// <param name="What">The reason; where it is absent altogether, the call that builds the application.</param>
/// <param name="Fails">Whether it is certain.</param>
/// <param name="IsAbsent">Whether nothing in the program provides it.</param>
internal sealed record PresenceFinding(Location Where, string What, bool Fails = false, bool IsAbsent = false);
