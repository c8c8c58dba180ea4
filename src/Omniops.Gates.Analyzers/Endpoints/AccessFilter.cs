namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A filter of the team's own that lets nobody pass who shows no credentials.</summary>
/// <param name="Exemptions">The attributes, by their full names, for which it lets everybody pass all the same.</param>
internal sealed record AccessFilter(IReadOnlyList<string> Exemptions);
