namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A place that gives a CORS policy its origins.</summary>
/// <param name="Name">How the source calls it.</param>
/// <param name="Origins">Judges what is given; null where it is any origin.</param>
/// <param name="IsOneOfSeveral">
/// Whether each of the origins has another beside it: <c>*</c> is compared as text then, and no browser sends it. Source:
/// CorsPolicy.AllowAnyOrigin of ASP.NET Core, which asks for a single origin.
/// </param>
internal sealed record OriginWrite(string Name, Func<OriginWalker, OriginVerdict>? Origins, bool IsOneOfSeveral = false);
