using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>OMNI1xxx: credentials stay out of code, files and history.</summary>
public static class SecretRules
{
    /// <summary>A file that carries a credential. Today: connection strings and URLs with a password in <c>appsettings*.json</c>. CWE-798.</summary>
    public static GateRule SecretInFile { get; } = new(
        "OMNI1010", "SecretInFile", Gate.Secrets,
        "File holds a secret",
        "'{0}' holds a password; delete it here and set {1} in the environment (in development: dotnet user-secrets set \"{0}\" \"...\")")
    {
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-798", "CWE-312"],
        Asvs = ["v5.0.0-13.3.1"],
        ChecklistItems = ["sec2.paas.env", "sec8.secrets-env", "plat.docker.secrets"],
    };
}
