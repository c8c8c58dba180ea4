using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Storage;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The dependency gate of one project: reads what restore resolved, and judges it again only when an input has changed.</summary>
/// <param name="ProjectFile">Full path of the project.</param>
/// <param name="AssetsFile">Full path of <c>project.assets.json</c>.</param>
/// <param name="StoreFile">Where findings are kept between builds; null keeps none.</param>
/// <param name="AdditionalSnapshot">Further advisory data, or null.</param>
public sealed record ProjectAudit(string ProjectFile, string AssetsFile, string? StoreFile, string? AdditionalSnapshot)
{
    /// <summary>Where packages were listed before there was PackageReference; restore makes no graph of it.</summary>
    private string OldList => Path.Combine(Path.GetDirectoryName(ProjectFile)!, "packages.config");

    /// <summary>All findings about the project's packages.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var store = StoreFile is null ? null : new StoredFindings(StoreFile);
        var inputs = StoredFindings.Fingerprint(Inputs());
        if (store?.Load(inputs) is { } stored)
            return stored;

        var findings = Judge();
        store?.Save(inputs, findings);
        return findings;
    }

    private IEnumerable<string> Inputs() =>
        PackageReferenceLocator.Candidates(ProjectFile)
            .Append(AssetsFile)
            .Append(OldList)
            .Concat(string.IsNullOrEmpty(AdditionalSnapshot) ? [] : [AdditionalSnapshot]);

    private IReadOnlyList<Finding> Judge()
    {
        if (!File.Exists(AssetsFile) && File.Exists(OldList))
        {
            return
            [
                DidNotHappen(
                    $"'{Path.GetFileName(ProjectFile)}' lists its packages in 'packages.config', which is not read",
                    "move them to PackageReference"),
            ];
        }

        if (!File.Exists(AssetsFile))
            return [DidNotHappen($"'{Path.GetFileName(ProjectFile)}' has no package graph", "run dotnet restore first")];

        try
        {
            return
            [
                .. DependencyAudit.Check(
                    ProjectFile,
                    PackageGraph.Read(AssetsFile),
                    AdvisorySource.Load(AdditionalSnapshot),
                    package => PackageReferenceLocator.Find(ProjectFile, package)),
            ];
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return [DidNotHappen($"the packages of '{Path.GetFileName(ProjectFile)}' were not checked: {error.Message}", "run dotnet restore --force")];
        }
    }

    private Finding DidNotHappen(string fact, string wayOut) =>
        Finding.Of(DependencyRules.AuditDidNotHappen, new FilePosition(ProjectFile), "graph", fact, wayOut);
}
