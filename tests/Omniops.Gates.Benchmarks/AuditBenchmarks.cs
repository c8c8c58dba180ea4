using BenchmarkDotNet.Attributes;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Benchmarks;

/// <summary>The audit of a project with 400 packages: with reading its graph and holding it against the advisories, and replayed unchanged.</summary>
[InProcess]
[MemoryDiagnoser]
public class AuditBenchmarks
{
    private const int Packages = 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("omniops-audit-").FullName;
    private ProjectAudit _judged = null!;
    private ProjectAudit _replayed = null!;

    [GlobalSetup]
    public void Setup()
    {
        // Every seventh name is one that advisories speak of, in a version that none is about.
        var known = AdvisorySnapshot.Embedded().Advisories.Select(advisory => advisory.Package).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var names = Enumerable.Range(0, Packages).Select(at => at % 7 == 0 ? known[at / 7] : $"Package{at}").ToList();
        var targets = names.Select((name, at) => $$"""
            "{{name}}/900.0.0": { "type": "package", "dependencies": { {{string.Join(",", new[] { (at * 2) + 1, (at * 2) + 2, at + 13 }
                .Where(other => other < Packages).Distinct().Select(other => $"\"{names[other]}\": \"1.0.0\""))}} }, "compile": { "lib/net8.0/{{name}}.dll": {} } }
            """);
        var libraries = names.Select(name => $$"""
            "{{name}}/900.0.0": { "sha512": "x", "type": "package", "path": "{{name.ToLowerInvariant()}}/900.0.0",
              "files": [ {{string.Join(",", Enumerable.Range(0, 12).Select(at => $"\"lib/net{at}.0/{name}.dll\""))}} ] }
            """);
        var project = Path.Combine(_folder, "App.csproj");
        var assets = Path.Combine(_folder, "project.assets.json");
        File.WriteAllText(project, "<Project />");
        File.WriteAllText(assets, $$"""
            { "version": 3, "targets": { "net10.0": { {{string.Join(",", targets)}} } }, "libraries": { {{string.Join(",", libraries)}} },
              "projectFileDependencyGroups": { "net10.0": [ "{{names[0]}} >= 1.0.0" ] }, "packageFolders": { "/packages/": {} },
              "project": { "version": "1.0.0",
                "restore": { "projectUniqueName": "/App/App.csproj", "projectName": "App", "projectPath": "/App/App.csproj", "projectStyle": "PackageReference",
                  "frameworks": { "net10.0": { "targetAlias": "net10.0", "projectReferences": {} } } },
                "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { "{{names[0]}}": { "target": "Package", "version": "[1.0.0, )" } } } } } }
            """);
        _judged = new ProjectAudit(project, assets, StoreFile: null, AdditionalSnapshot: null);
        _replayed = _judged with { StoreFile = Path.Combine(_folder, "store.json") };
        if (_replayed.Check().Count != _judged.Check().Count || PackageGraph.Read(assets).Packages.Count != Packages)
            throw new InvalidOperationException("the graph is not read as it is meant");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int Judged() => _judged.Check().Count;

    [Benchmark]
    public int Replayed() => _replayed.Check().Count;
}
