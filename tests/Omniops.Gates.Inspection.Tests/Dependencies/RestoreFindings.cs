using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>What the repository gate says about the restore files of a folder.</summary>
internal static class RestoreFindings
{
    public static readonly DateOnly Today = new(2026, 11, 26);

    /// <summary>Each as "Fails OMNI7010 src/App.csproj(3,5)", with those about unreadable files.</summary>
    public static IReadOnlyList<string> Of(TemporaryFolder folder, DateOnly? today = null) =>
        [.. All(folder, today).Select(finding => $"{finding.Outcome} {finding.Rule.Id} {Relative(folder, finding)}({finding.Position.Line},{finding.Position.Column})")];

    public static IReadOnlyList<Finding> All(TemporaryFolder folder, DateOnly? today = null)
    {
        var data = AuditData.Of(Snapshots.Of());
        var findings = RepositoryInspection.Check(folder.Path, RepositoryPolicy.Load(folder.Path), data, today ?? Today).Findings;
        return [.. findings.Where(finding => finding.Rule.Id is not ("OMNI7003" or "OMNI8002"))];
    }

    private static string Relative(TemporaryFolder folder, Finding finding) =>
        Path.GetRelativePath(folder.Path, finding.Position.Path).Replace('\\', '/');
}
