using System.Globalization;
using NuGet.Configuration;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Storage;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The dependency gate of one project: reads what restore resolved, and judges it again only when an input has changed.</summary>
/// <param name="ProjectFile">Full path of the project.</param>
/// <param name="AssetsFile">Full path of <c>project.assets.json</c>.</param>
/// <param name="StoreFile">Where findings are kept between builds; null keeps none.</param>
/// <param name="AdditionalSnapshot">Further advisory data, or null.</param>
public sealed record ProjectAudit(string ProjectFile, string AssetsFile, string? StoreFile, string? AdditionalSnapshot)
{
    /// <summary>What the repository says about its packages.</summary>
    public DependencyPolicy Policy { get; init; } = DependencyPolicy.None;

    /// <summary>What the build is for.</summary>
    public Stage Stage { get; init; } = Stage.Build;

    /// <summary>Whether the build says that it is one for others (<c>ContinuousIntegrationBuild</c>); one for a release always is.</summary>
    public bool IsContinuousIntegration { get; init; }

    /// <summary>
    /// What the project says about the place of its lock file, empty for nothing, where restore was given a copy; null where the assets file
    /// tells.
    /// </summary>
    public string? LockFilePath { get; init; }

    /// <summary>Who asks the project's sources; null for nobody.</summary>
    public AdvisoryInquiry? Inquiry { get; init; }

    /// <summary>Full path of the repository, whose own gate speaks about the sources that are configured there; null for none.</summary>
    public string? Root { get; init; }

    /// <summary>Where packages were listed before there was PackageReference; restore makes no graph of it.</summary>
    private string OldList => Path.Combine(Path.GetDirectoryName(ProjectFile)!, "packages.config");

    private string LockFile => LockSettings.None.PathFor(ProjectFile);

    private string Name => Path.GetFileName(ProjectFile);

    /// <summary>All findings about the project's packages.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var store = StoreFile is null ? null : new StoredFindings(StoreFile);
        var inputs = StoredFindings.Fingerprint(Inputs(), Circumstances());
        if (store?.Load(inputs) is { } stored)
            return stored;

        var findings = Judge(out var isRepeatable);
        if (isRepeatable)
            store?.Save(inputs, findings);
        return findings;
    }

    private IEnumerable<string> Inputs() =>
        PackageReferenceLocator.Candidates(ProjectFile)
            .Append(AssetsFile)
            .Append(OldList)
            .Concat(LockSettings.NamesFor(ProjectFile))
            .Concat(string.IsNullOrEmpty(AdditionalSnapshot) ? [] : [AdditionalSnapshot])
            .Concat(Inquiry is null ? [] : ConfigFiles().Concat(Inquiry.Files));

    /// <summary>What an answer of yesterday proves, it need not prove today.</summary>
    private string Circumstances() =>
        string.Create(CultureInfo.InvariantCulture, $"{Inquiry?.Today:yyyy-MM-dd}|{Stage}|{IsContinuousIntegration}|{Policy}|{Root}");

    /// <summary>Every file that may say which sources there are, whether it exists or not; the user's own are those that NuGet finds.</summary>
    private IEnumerable<string> ConfigFiles()
    {
        var folders = new List<string>();
        for (var folder = Path.GetDirectoryName(ProjectFile); folder is not null; folder = Path.GetDirectoryName(folder))
            folders.Add(folder);
        // The three ways to write it, as NuGet looks for them.
        return folders.SelectMany(folder => new[] { "nuget.config", "NuGet.config", "NuGet.Config" }.Select(name => Path.Combine(folder, name)))
            .Append(NuGetEnvironmentFile);
    }

    private static string NuGetEnvironmentFile =>
        Path.Combine(NuGet.Common.NuGetEnvironment.GetFolderPath(NuGet.Common.NuGetFolderPath.UserSettingsDirectory), Settings.DefaultSettingsFileName);

    /// <param name="isRepeatable">
    /// Whether the same inputs lead to the same findings. Who could not look tries again: a source may be back in a minute. Git, and a lock
    /// file of another name, are no inputs.
    /// </param>
    private List<Finding> Judge(out bool isRepeatable)
    {
        var (file, doubt) = Graph();
        List<Finding> findings = doubt is null ? [] : [doubt];
        isRepeatable = false;
        if (file is null)
            return findings;

        try
        {
            var graph = file == AssetsFile ? PackageGraph.Read(file) : file == OldList ? PackageGraph.ReadList(file) : PackageGraph.ReadLock(file);
            var data = Data(graph);
            var audit = new DependencyAudit(ProjectFile, graph, data.Index(), Policy, package => PackageReferenceLocator.Find(ProjectFile, package));
            // Who gives data to a build instead of letting it ask is not asked by another way.
            var catalog = Inquiry is null || data.Answers.Count == 0
                ? PackageCatalog.None : Inquiry.Look(data.Sources, audit.Interesting(), Policy);
            findings.AddRange(audit.Vulnerable(catalog));
            findings.AddRange(audit.Deprecated(DeprecationList.Embedded(), catalog, Inquiry?.Today ?? DateOnly.FromDateTime(DateTime.UtcNow)));
            if (Inquiry is not null && graph.Packages.Count > 0 && (Root is null || !data.Sources.IsAs(AuditSources.Of(Root))))
                findings.AddRange(data.Doubts(ProjectFile, Policy, Inquiry.Today));
            if (file == AssetsFile && Lock(graph) is { } unlocked)
                findings.Add(unlocked);
            isRepeatable = graph.Lock.File is null
                && findings.TrueForAll(finding => finding.Rule != DependencyRules.AuditDidNotHappen && finding.Rule != RestoreRules.PackagesNotLocked);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            findings.Add(DidNotHappen($"the packages of '{Name}' were not checked: {error.Message}", "run dotnet restore --force"));
        }

        return findings;
    }

    private Finding? Lock(PackageGraph graph) => new PackageLock(
        ProjectFile,
        LockFilePath is null ? graph : graph with { Lock = graph.Lock with { File = LockFilePath.Length == 0 ? null : LockFilePath } },
        Policy, isDue: IsContinuousIntegration || Stage == Stage.Release,
        package => PackageReferenceLocator.Find(ProjectFile, package), TrackedFile.IsTracked).Check();

    private AuditData Data(PackageGraph graph)
    {
        var snapshot = AdvisorySource.Load(AdditionalSnapshot);
        return Inquiry is null
            ? AuditData.Of(snapshot)
            : AuditData.Load(snapshot, AuditSources.Of(Path.GetDirectoryName(ProjectFile)!, graph), Inquiry, Policy, Stage);
    }

    /// <summary>What tells the project's packages, and what it leaves open. Packages of a lesser witness can fail a build and not pass it.</summary>
    private (string? File, Finding? Doubt) Graph()
    {
        if (File.Exists(AssetsFile))
            return (AssetsFile, null);
        if (File.Exists(OldList))
        {
            return (OldList, DidNotHappen(
                $"'{Name}' lists its packages in 'packages.config', which does not say what they need", "move them to PackageReference"));
        }

        return File.Exists(LockFile)
            ? (LockFile, DidNotHappen($"'{Name}' was judged by 'packages.lock.json', which may be older than the project", "run dotnet restore first"))
            : (null, DidNotHappen($"'{Name}' has no package graph", "run dotnet restore first"));
    }

    private Finding DidNotHappen(string fact, string wayOut) =>
        Finding.Of(DependencyRules.AuditDidNotHappen, new FilePosition(ProjectFile), "graph", fact, wayOut);
}
