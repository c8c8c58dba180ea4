namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A place that gives a CORS policy its origins.</summary>
/// <param name="Name">How the source calls it.</param>
/// <param name="Origins">Judges what is given; null where it is any origin.</param>
internal sealed record OriginWrite(string Name, Func<OriginWalker, OriginVerdict>? Origins);
