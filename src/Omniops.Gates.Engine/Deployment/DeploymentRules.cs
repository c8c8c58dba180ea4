using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Deployment;

/// <summary>OMNI8xxx: the files that carry the application to production.</summary>
public static class DeploymentRules
{
    /// <summary>A Dockerfile whose last stage starts as root. Source: Dockerfile reference, USER; CWE-250.</summary>
    public static GateRule ContainerRunsAsRoot { get; } = new(
        "OMNI8002", "ContainerRunsAsRoot", Gate.Deployment,
        "Container runs as root",
        "{0} starts the container as root; add {1} before the entry point")
    {
        NotProvenMessage = "The container's user is not proven: {0}",
        Cwe = ["CWE-250"],
        Asvs = ["v5.0.0-13.2.2"],
        ChecklistItems = ["sec2.docker.build", "plat.docker.multi-stage"],
    };
}
