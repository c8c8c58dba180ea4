using System.Security.Cryptography;
using System.Text;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>Gives each finding a name that survives moved lines: rule, path, what it is about, and its number among equals.</summary>
public static class Fingerprints
{
    /// <summary>Findings with their fingerprints, in the order given.</summary>
    public static IEnumerable<(Finding Finding, string Fingerprint)> Of(IEnumerable<Finding> findings, Func<string, string> relative)
    {
        var seen = new Dictionary<string, int>();
        foreach (var finding in findings)
        {
            var name = $"{finding.Rule.Id}\n{relative(finding.Position.Path)}\n{finding.Anchor}";
            var ordinal = seen[name] = seen.GetValueOrDefault(name) + 1;
            yield return (finding, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{ordinal}")), 0, 16));
        }
    }
}
