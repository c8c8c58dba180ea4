using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

public sealed partial class PackageContentTests(PackedGate gate)
{
    [Fact]
    public void Holds_exactly_these_entries()
    {
        string[] expected =
        [
            "LICENSE", "README.md", "icon.png", "Omniops.Gates.nuspec",
            "analyzers/dotnet/cs/Omniops.Gates.Analyzers.dll", "analyzers/dotnet/cs/Omniops.Gates.CodeFixes.dll", "analyzers/dotnet/cs/Omniops.Gates.Engine.dll",
            "build/Omniops.Gates.props", "build/Omniops.Gates.targets",
            "buildMultiTargeting/Omniops.Gates.props", "buildMultiTargeting/Omniops.Gates.targets",
            "buildTransitive/Omniops.Gates.props", "buildTransitive/Omniops.Gates.targets",
            "config/omniops.globalconfig",
            "msbuild/Gates.props", "msbuild/Gates.targets", "msbuild/Project.proj", "msbuild/Repository.proj",
            "tasks/net8.0/Microsoft.Bcl.Cryptography.dll", "tasks/net8.0/Newtonsoft.Json.dll",
            "tasks/net8.0/NuGet.Common.dll", "tasks/net8.0/NuGet.Configuration.dll", "tasks/net8.0/NuGet.DependencyResolver.Core.dll",
            "tasks/net8.0/NuGet.Frameworks.dll", "tasks/net8.0/NuGet.LibraryModel.dll", "tasks/net8.0/NuGet.Packaging.dll",
            "tasks/net8.0/NuGet.ProjectModel.dll", "tasks/net8.0/NuGet.Protocol.dll", "tasks/net8.0/NuGet.Versioning.dll",
            "tasks/net8.0/Omniops.Gates.Engine.dll", "tasks/net8.0/Omniops.Gates.Inspection.dll",
            "tasks/net8.0/Omniops.Gates.Tasks.deps.json", "tasks/net8.0/Omniops.Gates.Tasks.dll", "tasks/net8.0/Omniops.Gates.Tasks.runtimeconfig.json",
            "tasks/net8.0/System.Formats.Asn1.dll", "tasks/net8.0/System.Security.Cryptography.Pkcs.dll", "tasks/net8.0/System.Security.Cryptography.ProtectedData.dll",
            "tasks/net8.0/YamlDotNet.dll",
            .. Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "rules"), "*.md").Select(page => $"rules/{Path.GetFileName(page)}"),
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), Entries().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Holds_every_file_that_its_props_and_targets_name()
    {
        using var package = ZipFile.OpenRead(gate.File);
        var entries = Entries();
        var named = 0;
        foreach (var entry in package.Entries.Where(entry => entry.FullName.EndsWith("props", StringComparison.Ordinal) || entry.FullName.EndsWith("targets", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            var folder = Path.GetDirectoryName(entry.FullName)!;
            foreach (Match match in NamedFile().Matches(reader.ReadToEnd()))
            {
                named++;
                var path = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", folder, match.Groups["path"].Value))).Replace('\\', '/');
                Assert.True(
                    path.Contains('*') ? entries.Any(candidate => candidate.StartsWith(Path.GetDirectoryName(path)!, StringComparison.Ordinal)) : entries.Contains(path),
                    $"{entry.FullName} names {path}, which the package does not hold");
            }
        }

        Assert.True(named >= 10, $"only {named} names were found; does the pattern still fit?");
    }

    [Fact]
    public void Is_a_development_dependency_without_dependencies()
    {
        using var package = ZipFile.OpenRead(gate.File);
        using var reader = new StreamReader(package.GetEntry("Omniops.Gates.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
    }

    private HashSet<string> Entries()
    {
        using var package = ZipFile.OpenRead(gate.File);
        return [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")];
    }

    [GeneratedRegex("""(?:Project="|\$\(MSBuildThisFileDirectory\))(?<path>(?:\.\./)?[A-Za-z0-9./*]+\.(?:props|targets|proj|dll|globalconfig))""", RegexOptions.None, 1000)]
    private static partial Regex NamedFile();
}
