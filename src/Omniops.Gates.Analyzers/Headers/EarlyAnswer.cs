using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>Something that answers some requests before the rest of the pipeline has a say.</summary>
/// <param name="Name">The call that does.</param>
/// <param name="Does">What it does to what stands behind it, with a place for the names of that.</param>
/// <param name="WayOut">What to do.</param>
/// <param name="Misses">What stands behind it and is meant for every answer.</param>
internal sealed record EarlyAnswer(string Name, Location Location, string Does, string WayOut, IReadOnlyList<string> Misses);
