using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// Which values of the framework's enumerations stand for broken encryption. Source: RFC 8996 (SSL, TLS 1.0, TLS 1.1), RFC 7465 (RC4),
/// RFC 9325 section 4.1 (cipher suites).
/// </summary>
internal static class WeakProtocols
{
    /// <summary>SSL 2.0, SSL 3.0, TLS 1.0 and TLS 1.1 in SslProtocols and SecurityProtocolType, which share Schannel's bits.</summary>
    private const long OldVersions = 12 | 48 | 192 | 768;

    private static readonly string[] s_weakSuiteParts =
        ["NULL", "EXPORT", "RC2", "RC4", "DES", "DES40", "3DES", "IDEA", "MD5", "anon"];

    /// <summary>What is wrong with a value of one of these enumerations; null for any other. Names are compared before symbols.</summary>
    public static string? Describe(ITypeSymbol? type, string? member, object? value) => type?.Name switch
    {
        "SslProtocols" when IsIn(type, "System.Security.Authentication") => DescribeVersions(value),
        "SecurityProtocolType" when IsIn(type, "System.Net") => DescribeVersions(value),
        "TlsCipherSuite" when IsIn(type, "System.Net.Security") =>
            member?.Split('_').Any(part => Array.IndexOf(s_weakSuiteParts, part) >= 0) == true ? "is a cipher suite that is broken" : null,
        "EncryptionPolicy" when IsIn(type, "System.Net.Security") =>
            member is "NoEncryption" or "AllowNoEncryption" ? "lets the data travel unencrypted" : null,
        "SecureSocketOptions" when IsIn(type, "MailKit.Security") =>
            member is "None" ? "lets mails and passwords travel unencrypted" : null,
        _ => null,
    };

    /// <summary>What to write instead of a value of this enumeration.</summary>
    public static string InsteadOf(ITypeSymbol type) => type.Name switch
    {
        "SslProtocols" => "write SslProtocols.None, and the operating system takes the best version that both sides know",
        "SecurityProtocolType" =>
            "write SecurityProtocolType.SystemDefault, and the operating system takes the best version that both sides know",
        "TlsCipherSuite" => "remove it from the list",
        "EncryptionPolicy" => "write EncryptionPolicy.RequireEncryption",
        _ => "write SecureSocketOptions.SslOnConnect or StartTls",
    };

    /// <summary>The member of the enumeration that leaves the choice to the operating system; null where there is none.</summary>
    public static string? DefaultOf(ITypeSymbol type) => type.Name switch
    {
        "SslProtocols" => "None",
        "SecurityProtocolType" => "SystemDefault",
        _ => null,
    };

    private static string? DescribeVersions(object? value)
    {
        var bits = value is null or string or bool or char ? 0 : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
        if ((bits & OldVersions) == 0 || bits < 0)
            return null;

        var names = new List<string>(4);
        if ((bits & 12) != 0)
            names.Add("SSL 2.0");
        if ((bits & 48) != 0)
            names.Add("SSL 3.0");
        if ((bits & 192) != 0)
            names.Add("TLS 1.0");
        if ((bits & 768) != 0)
            names.Add("TLS 1.1");
        return $"allows {string.Join(" and ", names)}, which {(names.Count == 1 ? "is" : "are")} broken";
    }

    private static bool IsIn(ITypeSymbol type, string name) => type.ContainingNamespace?.ToDisplayString() == name;
}
