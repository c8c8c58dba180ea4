namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A published vulnerability of one package.</summary>
/// <param name="Package">Package ID; compared without case.</param>
/// <param name="Id">GitHub's ID (<c>GHSA-…</c>) where there is one, else the CVE.</param>
/// <param name="Cve">The CVE, where there is one.</param>
/// <param name="Severity">low, moderate, high or critical, in GitHub's words.</param>
/// <param name="Ranges">NuGet version intervals; a version in any of them is vulnerable.</param>
/// <param name="Patched">Versions in which it is fixed; empty when none is known.</param>
public sealed record Advisory(string Package, string Id, string? Cve, string Severity, IReadOnlyList<string> Ranges, IReadOnlyList<string> Patched);
