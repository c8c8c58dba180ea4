using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// OMNI1xxx: credentials stay out of code and files. In C# each sort has its own rule, in any other file they share OMNI1010.
/// </summary>
public static class SecretRules
{
    private const string Holds = "'{0}' holds a secret ({1}); {2}";
    private const string MayHold = "'{0}' may hold a secret ({1}); {2}";

    /// <summary>A literal in C# with the form of a provider's token. CWE-798.</summary>
    public static GateRule ProviderTokenInCode { get; } = InCode("OMNI1001", "ProviderTokenInCode", "Code holds a provider token");

    /// <summary>A literal in C# that is given to something whose name says credential. CWE-798, CWE-259.</summary>
    public static GateRule CredentialInCode { get; } = InCode("OMNI1002", "CredentialInCode", "Code holds a credential", "CWE-259");

    /// <summary>A connection string with a password in C#. CWE-798.</summary>
    public static GateRule ConnectionStringInCode { get; } =
        InCode("OMNI1003", "ConnectionStringInCode", "Code holds a connection string with a password");

    /// <summary>A private key in C#. CWE-321.</summary>
    public static GateRule PrivateKeyInCode { get; } = InCode("OMNI1004", "PrivateKeyInCode", "Code holds a private key", "CWE-321");

    /// <summary>A URL or an authorization header with credentials in C#. CWE-798.</summary>
    public static GateRule UrlCredentialInCode { get; } =
        InCode("OMNI1005", "UrlCredentialInCode", "Code holds a URL or header with credentials");

    /// <summary>A key for encryption or signing made from a literal in C#. CWE-321.</summary>
    public static GateRule CryptoKeyInCode { get; } =
        InCode("OMNI1006", "CryptoKeyInCode", "Code holds a key for encryption or signing", "CWE-321");

    /// <summary>Random-looking text in C# where the surroundings speak of credentials. CWE-798.</summary>
    public static GateRule HighEntropyInCode { get; } =
        InCode("OMNI1007", "HighEntropyInCode", "Code holds random-looking text beside credentials");

    /// <summary>A file that is not C# and carries a secret of any sort. CWE-798.</summary>
    public static GateRule SecretInFile { get; } = new("OMNI1010", "SecretInFile", Gate.Secrets, "File holds a secret", Holds)
    {
        NotProvenMessage = MayHold,
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-798", "CWE-312"],
        Asvs = ["v5.0.0-13.3.1"],
        ChecklistItems = ["sec2.paas.env", "sec8.secrets-env", "plat.docker.secrets"],
    };

    /// <summary>
    /// A file whose name says that it holds secrets is in version control, or would be with the next <c>git add</c>. CWE-538.
    /// </summary>
    public static GateRule SecretFileTracked { get; } = new(
        "OMNI1011", "SecretFileTracked", Gate.Secrets,
        "Secret file is tracked or not ignored",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "whether files that hold secrets are ignored cannot be told: {0}",
        Cwe = ["CWE-538", "CWE-312"],
        Asvs = ["v5.0.0-13.3.1"],
    };

    /// <summary>The template of an env file, which is there to be committed, carries a real value. CWE-798.</summary>
    public static GateRule RealValueInTemplate { get; } = new(
        "OMNI1013", "RealValueInTemplate", Gate.Secrets, "Template holds a real secret", Holds)
    {
        NotProvenMessage = MayHold,
        Cwe = ["CWE-798", "CWE-312"],
        Asvs = ["v5.0.0-13.3.1"],
    };

    /// <summary>A secret in a file or under a name that is delivered to browsers. CWE-200.</summary>
    public static GateRule SecretReachesClient { get; } = new(
        "OMNI1016", "SecretReachesClient", Gate.Secrets, "Secret reaches the client", Holds)
    {
        NotProvenMessage = MayHold,
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-200", "CWE-798"],
        Asvs = ["v5.0.0-13.3.1"],
    };

    /// <summary>The rule for a sort of secret in C#.</summary>
    public static GateRule ForCode(SecretKind kind) => kind switch
    {
        SecretKind.ProviderToken => ProviderTokenInCode,
        SecretKind.ConnectionString => ConnectionStringInCode,
        SecretKind.PrivateKey => PrivateKeyInCode,
        SecretKind.UrlCredential => UrlCredentialInCode,
        SecretKind.CryptoKey => CryptoKeyInCode,
        SecretKind.HighEntropy => HighEntropyInCode,
        _ => CredentialInCode,
    };

    private static GateRule InCode(string id, string name, string title, params string[] cwe) => new(id, name, Gate.Secrets, title, Holds)
    {
        NotProvenMessage = MayHold,
        RunsOn = RunsOn.Live,
        // The compiler knows the member that holds a literal, a scan of the file only the name beside it: the digest is the same.
        BaselineGroup = "SecretInCode",
        Cwe = ["CWE-798", .. cwe],
        Asvs = ["v5.0.0-13.3.1"],
        ChecklistItems = ["sec2.paas.env"],
    };
}
