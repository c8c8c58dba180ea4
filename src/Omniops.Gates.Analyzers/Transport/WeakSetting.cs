using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>A property of a library that switches the encryption of a connection off, or its check.</summary>
/// <param name="Type">Full name of the type that declares it.</param>
/// <param name="Property">Its name.</param>
/// <param name="Weak">The values that weaken it: <c>true</c>, <c>false</c> or members of its enumeration.</param>
/// <param name="What">What they do.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Host">The property beside it that names the server; empty where none does.</param>
internal sealed record WeakSetting(string Type, string Property, string[] Weak, string What, string Instead, string Host = "")
{
    private const string Unencrypted = "lets the data travel unencrypted";
    private const string Downgraded = "lets the server, or whoever sits in between, choose to do without encryption";
    private const string Unchecked = "accepts the certificate of anybody in between";

    private static readonly string[] s_false = ["False"];
    private static readonly string[] s_true = ["True"];

    /// <summary>
    /// Source: documentation of Microsoft.Data.SqlClient, Npgsql, MySqlConnector, MySql.Data, StackExchange.Redis, MongoDB.Driver,
    /// System.Net.Mail, FtpWebRequest, RabbitMQ.Client.
    /// </summary>
    private static readonly WeakSetting[] s_all =
    [
        .. SqlClient("Microsoft.Data.SqlClient"), .. SqlClient("System.Data.SqlClient"),
        new("Npgsql.NpgsqlConnectionStringBuilder", "SslMode", ["Disable"], Unencrypted, "SslMode.VerifyFull", "Host"),
        new("Npgsql.NpgsqlConnectionStringBuilder", "SslMode", ["Allow", "Prefer"], Downgraded, "SslMode.VerifyFull", "Host"),
        new("Npgsql.NpgsqlConnectionStringBuilder", "TrustServerCertificate", s_true, Unchecked, "SslMode.VerifyFull", "Host"),
        .. MySql("MySqlConnector"), .. MySql("MySql.Data.MySqlClient"),
        new("StackExchange.Redis.ConfigurationOptions", "Ssl", s_false, Unencrypted, "true"),
        .. Mongo("MongoDB.Driver.MongoClientSettings"), .. Mongo("MongoDB.Driver.MongoUrlBuilder"),
        new("System.Net.Mail.SmtpClient", "EnableSsl", s_false, "lets mails and passwords travel unencrypted", "true", "Host"),
        new("System.Net.FtpWebRequest", "EnableSsl", s_false, "lets files and passwords travel unencrypted", "true"),
    ];

    /// <summary>The setting that this value of a property weakens; null for any other. Names are compared before symbols.</summary>
    public static WeakSetting? Find(IPropertySymbol property, IOperation value)
    {
        foreach (var setting in s_all)
        {
            if (setting.Property == property.Name && Array.IndexOf(setting.Weak, NameOf(value)) >= 0
                && property.ContainingType.ToDisplayString() == setting.Type)
            {
                return setting;
            }
        }

        return null;
    }

    private static string? NameOf(IOperation value) => value.Unwrapped() switch
    {
        IFieldReferenceOperation { Field.Name: var name } => name,
        // SqlConnectionEncryptOption.Optional is a property.
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: var name } } => name,
        { ConstantValue: { HasValue: true, Value: bool constant } } => constant.ToString(),
        _ => null,
    };

    private static WeakSetting[] SqlClient(string name) =>
    [
        new($"{name}.SqlConnectionStringBuilder", "Encrypt", ["False", "Optional"], Unencrypted, "true", "DataSource"),
        new($"{name}.SqlConnectionStringBuilder", "TrustServerCertificate", s_true, Unchecked, "false", "DataSource"),
    ];

    private static WeakSetting[] MySql(string name) =>
    [
        new($"{name}.MySqlConnectionStringBuilder", "SslMode", ["None", "Disabled"], Unencrypted, "MySqlSslMode.VerifyFull", "Server"),
        new($"{name}.MySqlConnectionStringBuilder", "SslMode", ["Preferred", "Prefered"], Downgraded, "MySqlSslMode.VerifyFull", "Server"),
    ];

    private static WeakSetting[] Mongo(string type) =>
    [
        new(type, "UseTls", s_false, Unencrypted, "true"),
        new(type, "UseSsl", s_false, Unencrypted, "true"),
        new(type, "AllowInsecureTls", s_true, Unchecked, "false"),
        new(type, "VerifySslCertificate", s_false, Unchecked, "true"),
    ];
}
