using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Dependencies;

/// <summary>OMNI7xxx: what the application is built from.</summary>
public static class DependencyRules
{
    /// <summary>A package version with a published advisory. Source: GitHub Advisory Database; CWE-1395.</summary>
    public static GateRule VulnerablePackage { get; } = new(
        "OMNI7001", "VulnerablePackage", Gate.Dependencies,
        "Package has a known vulnerability",
        "'{0}' {1} has a known {2} vulnerability {3} ({4}); {5}")
    {
        Cwe = ["CWE-1395"],
        Asvs = ["v5.0.0-15.2.1"],
        ChecklistItems = ["sec1.deps-current", "sec8.security-scan", "sec8.vulnerability-check", "sec8.dependency-review"],
    };

    /// <summary>
    /// A package version that its author has deprecated. Advised, as nothing is broken today; with critical bugs it fails. Source: NuGet
    /// documentation, deprecating packages; CWE-1104.
    /// </summary>
    public static GateRule DeprecatedPackage { get; } = new(
        "OMNI7002", "DeprecatedPackage", Gate.Dependencies,
        "Package is deprecated",
        "'{0}' {1} is deprecated ({2}; {3}); {4}")
    {
        Outcome = Outcome.Advised,
        Cwe = ["CWE-1104"],
        Asvs = ["v5.0.0-15.2.1"],
        ChecklistItems = ["sec1.deps-current", "sec8.dependency-review"],
    };

    /// <summary>No advisory data, or none recent enough, for a package graph.</summary>
    public static GateRule AuditDidNotHappen { get; } = new(
        "OMNI7003", "AuditDidNotHappen", Gate.Dependencies,
        "Dependency audit did not happen",
        "{0}; {1}")
    {
        Outcome = Outcome.NotProven,
        Cwe = ["CWE-1395"],
        Asvs = ["v5.0.0-15.2.1"],
        ChecklistItems = ["sec1.deps-current", "sec8.security-scan"],
    };
}
