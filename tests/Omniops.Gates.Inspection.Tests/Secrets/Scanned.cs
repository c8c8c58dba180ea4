using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>Scans a folder with <see cref="MarkedSecrets"/> and shows what was found.</summary>
internal static class Scanned
{
    public static SecretScanOptions Options { get; } = new() { Find = MarkedSecrets.Find };

    public static SecretScanReport Report(string folder, SecretScanOptions? options = null) =>
        SecretScan.Run(folder, RepositoryListing.Of(folder), options ?? Options);

    public static SecretScanReport ReportWithoutGit(string folder) =>
        SecretScan.Run(folder, FolderListing.Read(folder, "there is no git"), Options);

    /// <summary>Each finding as <c>OMNI1010 Fails a.env(1,4)</c>.</summary>
    public static IEnumerable<string> Findings(string folder, SecretScanOptions? options = null) => Lines(folder, Report(folder, options));

    public static IEnumerable<string> Lines(string folder, SecretScanReport report) => report.Findings.Select(finding =>
        $"{finding.Rule.Id} {finding.Outcome} {Path.GetRelativePath(folder, finding.Position.Path).Replace('\\', '/')}({finding.Position.Line},{finding.Position.Column})");

    public static SecretPolicy Policy(string json)
    {
        var policy = PolicyReader.Read(json);
        Assert.Empty(policy.Problems);
        return policy.Secrets;
    }
}
