namespace Omniops.Gates.Inspection.Secrets;

/// <summary>
/// OMNI1011: files that are there to hold secrets, by their names. Source: the documentation of the tools that write them (dotenv, OpenSSH,
/// OpenSSL, npm, NuGet, curl, PostgreSQL, git, kubectl, Terraform, Visual Studio, ASP.NET Core data protection).
/// </summary>
public static class SecretFileNames
{
    private static readonly string[] s_templateWords =
        ["example", "examples", "sample", "template", "tmpl", "dist", "default", "defaults", "schema"];

    private static readonly string[] s_stores = [".pfx", ".p12", ".jks", ".keystore", ".kdbx"];

    private static readonly Dictionary<string, SecretFileKind> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id_rsa"] = SecretFileKind.PrivateKey,
        ["id_dsa"] = SecretFileKind.PrivateKey,
        ["id_ecdsa"] = SecretFileKind.PrivateKey,
        ["id_ecdsa_sk"] = SecretFileKind.PrivateKey,
        ["id_ed25519"] = SecretFileKind.PrivateKey,
        ["id_ed25519_sk"] = SecretFileKind.PrivateKey,
        ["secrets.json"] = SecretFileKind.Values,
        [".npmrc"] = SecretFileKind.Registry,
        ["nuget.config"] = SecretFileKind.Feed,
        [".netrc"] = SecretFileKind.Logins,
        ["_netrc"] = SecretFileKind.Logins,
        [".pgpass"] = SecretFileKind.Logins,
        [".git-credentials"] = SecretFileKind.Logins,
        ["kubeconfig"] = SecretFileKind.Cluster,
        ["terraform.tfstate"] = SecretFileKind.State,
        ["terraform.tfstate.backup"] = SecretFileKind.State,
    };

    /// <summary>What a file with this path is there for; null for any other file.</summary>
    public static SecretFileKind? Find(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (s_names.TryGetValue(name, out var kind))
            return kind;
        if (IsEnv(name))
            return IsTemplate(name) ? null : SecretFileKind.Values;
        if (Array.Exists(s_stores, ending => Ends(name, ending)))
            return SecretFileKind.Store;
        if (Ends(name, ".key") || Ends(name, ".pem") || Ends(name, ".ppk"))
            return SecretFileKind.PrivateKey;
        if (Ends(name, ".publishsettings") || Ends(name, ".pubxml.user"))
            return SecretFileKind.Publishing;
        if (Ends(name, ".tfstate"))
            return SecretFileKind.State;
        if (Ends(name, ".kubeconfig") || path.EndsWith(".kube/config", StringComparison.OrdinalIgnoreCase))
            return SecretFileKind.Cluster;
        if (IsDataProtectionKey(name))
            return SecretFileKind.DataProtection;

        var isLocal = name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && Ends(name, ".local.json");
        return isLocal || Ends(name, ".secrets.json") ? SecretFileKind.Values : null;
    }

    /// <summary>Whether a file is there to be committed and shows what variables there are: <c>.env.example</c>, <c>sample.env</c>.</summary>
    public static bool IsEnvTemplate(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return (IsEnv(name) || Ends(name, ".env")) && IsTemplate(name);
    }

    /// <summary><c>.env</c>, <c>.env.production</c>, <c>.envrc</c>.</summary>
    private static bool IsEnv(string name) =>
        name.Equals(".env", StringComparison.OrdinalIgnoreCase) || name.Equals(".envrc", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase) || name.StartsWith(".env-", StringComparison.OrdinalIgnoreCase);

    private static bool IsTemplate(string name) =>
        name.Split('.', '-', '_').Any(word => s_templateWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary><c>key-{guid}.xml</c>, as the file system repository of data protection names them.</summary>
    private static bool IsDataProtectionKey(string name) =>
        name.StartsWith("key-", StringComparison.OrdinalIgnoreCase) && Ends(name, ".xml") && Guid.TryParseExact(name[4..^4], "D", out _);

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
