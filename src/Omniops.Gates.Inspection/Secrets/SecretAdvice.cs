using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>What to type instead of a secret, by the file it stands in.</summary>
internal static class SecretAdvice
{
    private static readonly string[] s_documents = [".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".txt"];

    /// <summary>The end of a message: what to do about a secret.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public static string For(string path, Secret secret) => Before(secret.Kind) + Instead(path, secret);

    /// <summary>A name for the environment variable that replaces a value: <c>SMTP_PASSWORD</c>.</summary>
    public static string Variable(string subject, SecretKind kind)
    {
        // Of a long key path the last part.
        subject = subject.Length > 40 ? subject[(subject.LastIndexOf(':') + 1)..] : subject;
        var letters = subject.Replace("__", "_", StringComparison.Ordinal)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        var name = string.Concat(letters).Trim('_');
        var isName = kind is not (SecretKind.ProviderToken or SecretKind.PrivateKey)
            && name.Length is > 0 and < 60 && !char.IsAsciiDigit(name[0]);
        return isName ? name : General(kind);
    }

    private static string General(SecretKind kind) => kind switch
    {
        SecretKind.ProviderToken => "TOKEN",
        SecretKind.PrivateKey => "PRIVATE_KEY",
        SecretKind.ConnectionString => "CONNECTION_STRING",
        _ => "SECRET",
    };

    /// <summary>A configuration key where the name in code makes one; a token or a bare literal has none.</summary>
    private static string InCode(Secret secret)
    {
        if (secret.Kind == SecretKind.ConnectionString)
            return "read it from configuration: configuration.GetConnectionString(\"...\")";

        var name = secret.Subject[(secret.Subject.LastIndexOf('.') + 1)..].TrimStart('_', '$', '-');
        return secret.Kind is SecretKind.ProviderToken or SecretKind.PrivateKey || name.Length == 0 || name.Contains(' ')
            ? "read it from configuration or the environment"
            : $"read it from configuration: configuration[\"{name}\"]";
    }

    private static string Before(SecretKind kind) => kind switch
    {
        SecretKind.ProviderToken => "revoke it first, then ",
        SecretKind.PrivateKey => "make a new key, then ",
        _ => "",
    };

    private static string Instead(string path, Secret secret)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var (variable, subject) = (Variable(secret.Subject, secret.Kind), secret.Subject);
        if (ClientFiles.AreServed(path) || ClientFiles.IsSecretNamedPublic(subject))
            return ClientFiles.WayOut;
        if (SecretFileNames.IsEnvTemplate(path))
            return $"write a placeholder such as {variable}=<{variable.ToLowerInvariant().Replace('_', '-')}>";
        if (SettingsFile.IsSettings(path) && secret.Kind is not (SecretKind.ProviderToken or SecretKind.PrivateKey))
            return SettingsSecrets.WayOut(subject);
        if (name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) || Ends(".env"))
            return $"keep this file out of git, and set {variable} where the application runs";
        if (Is("Dockerfile") || Is("Containerfile") || Starts("Dockerfile.") || Ends(".dockerfile"))
        {
            return $"every layer keeps it: use 'RUN --mount=type=secret,id={variable.ToLowerInvariant()}', "
                + $"or set {variable} when the container starts";
        }

        if (path.Contains(".github/workflows/", StringComparison.OrdinalIgnoreCase))
            return $"write ${{{{ secrets.{variable} }}}}";
        if (Starts("azure-pipelines") || path.Contains(".azuredevops/", StringComparison.OrdinalIgnoreCase))
            return $"write $({variable}) and make it a secret variable of the pipeline";
        if (Starts(".gitlab-ci"))
            return $"write ${variable} and make it a masked variable of the project";
        if ((Starts("docker-compose") || Starts("compose")) && (Ends(".yml") || Ends(".yaml")))
            return $"write ${{{variable}}}, or hand it over with 'secrets:'";
        if (Array.Exists(s_documents, Ends))
            return "write a placeholder such as <password>";
        if (Ends(".cs") || Ends(".vb") || Ends(".fs"))
            return InCode(secret);

        return $"delete it here and read {variable} from the environment";

        bool Is(string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

        bool Starts(string beginning) => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

        bool Ends(string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
    }
}
