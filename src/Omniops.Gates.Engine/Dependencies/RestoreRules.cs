using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Dependencies;

/// <summary>OMNI70xx over what a repository writes down about restore: target frameworks, versions, sources.</summary>
public static class RestoreRules
{
    /// <summary>
    /// Nothing holds the packages of a build to those that were reviewed. Advised, as most repositories have no lock files; a policy makes it
    /// fail. Source: NuGet, locking dependencies; CWE-1357.
    /// </summary>
    public static GateRule PackagesNotLocked { get; } = new(
        "OMNI7004", "PackagesNotLocked", Gate.Dependencies,
        "Packages are not locked",
        "'{0}' {1}; {2}")
    {
        Outcome = Outcome.Advised,
        NotProvenMessage = "Whether packages are locked is not proven: {0}; restore again with --force-evaluate and commit the lock file",
        Cwe = ["CWE-1357"],
        Asvs = ["v5.0.0-15.2.4"],
        ChecklistItems = ["sec2.paas.settings"],
    };

    /// <summary>A version that another day's build resolves to another package. Source: NuGet, package versioning; CWE-1357.</summary>
    public static GateRule FloatingVersion { get; } = new(
        "OMNI7005", "FloatingVersion", Gate.Dependencies,
        "Package version floats",
        "'{0}' {1} {2}; write the exact version that was tested")
    {
        NotProvenMessage = "Whether a package version floats is not proven: {0}; write the version, or set it in Directory.Packages.props",
        Cwe = ["CWE-1357"],
        Asvs = ["v5.0.0-15.2.4"],
        ChecklistItems = ["sec1.deps-current"],
    };

    /// <summary>A source of packages that others can read, answer for or log in to. Source: nuget.config reference; CWE-319, CWE-427.</summary>
    public static GateRule InsecureSource { get; } = new(
        "OMNI7007", "InsecureSource", Gate.Dependencies,
        "Package source is insecure or unmapped",
        "Package source '{0}' {1}; {2}")
    {
        NotProvenMessage = "Whether a package source is secure is not proven: {0}; write the address, or set it in Directory.Build.props",
        Cwe = ["CWE-319", "CWE-427", "CWE-256"],
        Asvs = ["v5.0.0-15.2.4"],
        ChecklistItems = ["sec1.deps-current"],
    };

    /// <summary>A runtime that gets no security fixes any more. Source: .NET support policy; CWE-1104.</summary>
    public static GateRule RuntimeOutOfSupport { get; } = new(
        "OMNI7010", "RuntimeOutOfSupport", Gate.Dependencies,
        "Target framework or runtime out of support",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "Whether the runtime is supported is not proven: {0}",
        Cwe = ["CWE-1104"],
        Asvs = ["v5.0.0-15.2.1"],
        ChecklistItems = ["sec1.deps-current", "sec2.paas.settings", "sec2.host.dependencies"],
    };
}
