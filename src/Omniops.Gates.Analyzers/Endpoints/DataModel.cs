namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A model that OData serves.</summary>
/// <param name="Prefix">The path below which; unknown parts are a <see cref="Pipeline.HeaderTexts.Hole"/>.</param>
/// <param name="Sets">The names of its entity sets, as far as they are known; null where the model is not in sight.</param>
internal sealed record DataModel(string Prefix, IReadOnlyList<string>? Sets);
