using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Analyzers;

/// <summary>
/// The repository's waivers and baseline as the compiler is handed them: as additional files of the root folder. Read when the first
/// finding is there, which a clean compilation never has.
/// </summary>
internal sealed class CompilerPolicy
{
    /// <summary>Two folders that differ in letter case alone are different ones where the file system keeps them apart.</summary>
    private static readonly StringComparison s_paths =
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string _root;
    private readonly string _realRoot;
    private readonly Lazy<GatePolicy> _policy;
    private readonly Lazy<Baseline> _baseline;

    private CompilerPolicy(string root, string realRoot, AdditionalText? policy, AdditionalText? baseline)
    {
        _root = root;
        _realRoot = realRoot;
        HasBaseline = baseline is not null;
        _policy = new(() => policy?.GetText() is { } text ? PolicyReader.Read(text.ToString()) : GatePolicy.None);
        _baseline = new(() => baseline?.GetText() is { } text ? Baseline.Read(text.ToString()) : Baseline.None);
    }

    public bool HasBaseline { get; }

    public static CompilerPolicy Of(AnalyzerOptions options)
    {
        var root = Folder(options, "build_property._OmniopsRootKey");
        var realRoot = Folder(options, "build_property._OmniopsRealRootKey");
        AdditionalText? policy = null;
        AdditionalText? baseline = null;
        foreach (var file in options.AdditionalFiles)
        {
            // One of another folder or name is not the one that the repository gate checks. The targets hand them over by these very names.
            var path = Normalized(file.Path);
            if (path.Equals($"{root}/{GatePolicy.FileName}", s_paths))
                policy = file;
            else if (path.Equals($"{root}/{Baseline.FileName}", s_paths))
                baseline = file;
        }

        return new CompilerPolicy(root, realRoot, policy, baseline);
    }

    /// <summary>What the repository says its files are for.</summary>
    public SecretPolicy Secrets => _policy.Value.Secrets;

    /// <summary>The origins that the repository lists.</summary>
    public IReadOnlyList<string> AllowedOrigins => _policy.Value.Cors.AllowedOrigins;

    /// <summary>What the repository says about how often its applications may be called.</summary>
    public RateLimitPolicy RateLimits => _policy.Value.RateLimits;

    /// <summary>What the repository says about who may call them.</summary>
    public RoutePolicy Access => _policy.Value.Access;

    public bool Waives(GateDiagnostic finding) =>
        _policy.Value.Waivers.Count > 0
        && Relative(finding.Location) is var path
        && _policy.Value.Waivers.Any(waiver => waiver.Covers(finding.Rule.Id, path, advisory: null));

    public int BaselineCount(GateDiagnostic finding) =>
        HasBaseline ? _baseline.Value.Count(finding.Rule.Id, Relative(finding.Location), finding.Anchor) : 0;

    /// <summary>The path of a finding relative to the root, with slashes.</summary>
    public string Relative(Location location) => RelativeOf(FileOf(location));

    /// <summary>A path relative to the root, with slashes; unchanged where it lies elsewhere.</summary>
    public string Relative(string file) => RelativeOf(Normalized(file));

    private string RelativeOf(string path) => Below(_root, path) ?? (_realRoot.Length > 0 ? Below(_realRoot, path) : null) ?? path;

    private static string? Below(string root, string path) => path.StartsWith(root + "/", s_paths) ? path.Substring(root.Length + 1) : null;

    /// <summary>Written so that it does not begin a comment in the file that the compiler reads it from.</summary>
    private static string Folder(AnalyzerOptions options, string property) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(property, out var folder)
            ? folder.Replace("%23", "#").Replace("%3B", ";").Replace('\\', '/').TrimEnd('/')
            : "";

    /// <summary>The file that a finding stands in, whatever a <c>#line</c> calls it.</summary>
    public static string FileOf(Location location) => Normalized(location.SourceTree?.FilePath ?? location.GetLineSpan().Path ?? "");

    /// <summary>With slashes and without the <c>..</c> of a linked file, which stands in its own folder and not in the project's.</summary>
    private static string Normalized(string path) =>
        (path.Contains("..") && Path.IsPathRooted(path) ? Path.GetFullPath(path) : path).Replace('\\', '/');
}
