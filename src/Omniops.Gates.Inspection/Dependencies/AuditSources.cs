using NuGet.Configuration;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Who is to be asked for vulnerabilities: the audit sources of nuget.config, else its package sources.</summary>
/// <param name="Sources">The sources, in the order of the file.</param>
/// <param name="AreNamed">Whether they were named for the purpose, so that each has to answer.</param>
/// <param name="Problem">Why the settings could not be read; null where they could.</param>
public sealed record AuditSources(IReadOnlyList<PackageSource> Sources, bool AreNamed, string? Problem)
{
    /// <summary>Where packages come from, which knows their versions.</summary>
    public IReadOnlyList<PackageSource> Packages { get; init; } = [];

    /// <summary>Which packages come from which source, where nuget.config says so; null where it cannot be read.</summary>
    public PackageSourceMapping? Mapping { get; init; }

    /// <summary>No source at all.</summary>
    public static AuditSources None { get; } = new([], AreNamed: false, Problem: null);

    /// <summary>Those of a folder, by the settings that restore would take there, or has taken.</summary>
    /// <param name="graph">What restore wrote about itself; null where that is not asked for.</param>
    public static AuditSources Of(string folder, PackageGraph? graph = null)
    {
        try
        {
            List<string> files = [.. (graph?.ConfigFiles ?? []).Where(File.Exists)];
            var settings = files.Count > 0 ? Settings.LoadSettingsGivenConfigPaths(files) : Settings.LoadDefaultSettings(folder);
            var provider = new PackageSourceProvider(settings);
            var named = provider.LoadAuditSources().Where(source => source.IsEnabled).ToList();
            var known = provider.LoadPackageSources().Where(source => source.IsEnabled).ToList();
            // A project may name sources in properties of its own.
            List<PackageSource> packages = graph is not { Sources.Count: > 0 } ? known
                : [.. graph.Sources.Select(used => known.Find(source => source.Source == used) ?? new PackageSource(used, NameOf(used)))];
            return new AuditSources(named.Count > 0 ? named : packages, AreNamed: named.Count > 0, Problem: null)
            {
                Packages = packages,
                Mapping = PackageSourceMapping.GetPackageSourceMapping(settings),
            };
        }
        catch (Exception error) when (error is NuGetConfigurationException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new AuditSources([], AreNamed: false, $"nuget.config cannot be read: {error.Message}");
        }
    }

    /// <summary>An address as it may be shown: whoever reads a log must not learn a password.</summary>
    private static string NameOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address;

    /// <summary>
    /// Whether restore would ask a source for a package. Others are not to learn of it, and what they offer under its name is not it.
    /// </summary>
    public bool IsAskedFor(PackageSource source, string package) => Mapping is not { IsEnabled: true } mapping
        || mapping.GetConfiguredPackageSources(package).Contains(source.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether both ask the same.</summary>
    public bool IsAs(AuditSources other) => AreNamed == other.AreNamed && Problem == other.Problem
        && Sources.Select(source => source.Source).ToHashSet(StringComparer.Ordinal).SetEquals(other.Sources.Select(source => source.Source));
}
