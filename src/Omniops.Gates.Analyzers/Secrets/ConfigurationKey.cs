namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>The configuration key that a message and a code fix propose for a value.</summary>
internal static class ConfigurationKey
{
    private static readonly string[] s_suffixes =
    [
        "Options", "Settings", "Setting", "Configuration", "Config", "Credentials", "Credential", "Client", "Service", "Builder", "Factory",
        "Extensions", "Parameters",
    ];

    private static readonly string[] s_endings =
    [
        "ConnectionString", "AccessToken", "ClientSecret", "AccountKey", "PrivateKey", "SecretKey", "SigningKey", "AccessKey", "ApiKey",
        "Password", "Secret", "Token",
    ];

    /// <summary>The section that a type of options is bound from by convention: <c>Smtp</c> for <c>SmtpOptions</c>.</summary>
    public static string Section(string type)
    {
        foreach (var suffix in s_suffixes)
        {
            if (type.Length > suffix.Length && type.EndsWith(suffix, StringComparison.Ordinal))
                return type.Substring(0, type.Length - suffix.Length);
        }

        return type;
    }

    /// <summary>The key; of an element of a list with its place behind it, as configuration binds lists.</summary>
    public static string Of(Recipient recipient, bool isConnection) =>
        OfName(recipient, isConnection) + (recipient.Index < 0 ? "" : $":{recipient.Index}");

    /// <summary><c>Smtp:Password</c> for the property of <c>SmtpOptions</c>, for <c>smtpPassword</c>, for <c>SMTP_PASSWORD</c>.</summary>
    private static string OfName(Recipient recipient, bool isConnection)
    {
        var isHeader = recipient.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase);
        var name = Pascal(isHeader ? recipient.Name.Substring(2) : recipient.Name);
        if (name.IndexOf(':') >= 0)
            return name;

        if (isConnection)
            return $"ConnectionStrings:{(name is "" or "ConnectionString" ? "Default" : WithoutEnding(name, "ConnectionString"))}";

        foreach (var ending in s_endings)
        {
            var start = name.Length - ending.Length;
            if (start > 0 && name.EndsWith(ending, StringComparison.Ordinal) && char.IsLower(name[start - 1]))
                return $"{name.Substring(0, start)}:{ending}";
        }

        var section = Section(recipient.Owner);
        if (name.Length == 0)
            name = "Secret";
        return section.Length == 0 || section == "Program" || section == "Startup" ? name : $"{section}:{name}";
    }

    private static string WithoutEnding(string name, string ending) =>
        name.EndsWith(ending, StringComparison.Ordinal) ? name.Substring(0, name.Length - ending.Length) : name;

    /// <summary>Letters, digits and colons, each word with a capital; two underscores are an environment variable's colon.</summary>
    private static string Pascal(string name)
    {
        var isShouted = !name.Any(char.IsLower);
        var text = new System.Text.StringBuilder(name.Length);
        var begins = true;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == ':' || (c == '_' && i > 0 && i + 2 < name.Length && name[i + 1] == '_'))
            {
                if (text.Length > 0 && text[text.Length - 1] != ':')
                    text.Append(':');
                begins = true;
            }
            else if (!char.IsLetterOrDigit(c))
            {
                begins = true;
            }
            else
            {
                text.Append(begins ? char.ToUpperInvariant(c) : isShouted ? char.ToLowerInvariant(c) : c);
                begins = false;
            }
        }

        return text.ToString().TrimEnd(':');
    }
}
