using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

/// <summary>What the rules about secrets in C# say of a few lines: the IDs of the findings that count, in order of place.</summary>
internal static class SecretTest
{
    private const string Program = """
        static class Program { static void Main() { } }
        """;

    /// <summary>IDs, an error plain and a warning with a question mark.</summary>
    public static async Task<string> Of(string source, bool isProgram = false)
    {
        var findings = await new Findings(isProgram ? source : source + Environment.NewLine + Program).InBuild();
        return string.Join(' ', findings
            .Where(finding => finding.Id.StartsWith("OMNI1", StringComparison.Ordinal) || finding.Id == "OMNI9910")
            .Where(finding => finding.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(finding => finding.Location.SourceSpan.Start)
            .Select(finding => finding.Severity == DiagnosticSeverity.Error ? finding.Id : finding.Id + "?"));
    }

    /// <summary>Members of a class that has what the rows speak of.</summary>
    public static Task<string> OfMembers(string members) => Of($$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Security;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;
        using System.Text.Json.Serialization;
        using System.Text.RegularExpressions;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        class Account
        {
            public string User { get; set; } = "";
            public string Password { get; set; } = "";
        }
        record Login(string User, string Password);
        sealed class SmtpAttribute : Attribute
        {
            public SmtpAttribute() { }
            public SmtpAttribute(string password) { }
            public string Password { get; set; } = "";
        }
        class AzureKeyCredential(string key);
        class ClientSecretCredential(string tenantId, string clientId, string clientSecret);
        class StorageSharedKeyCredential(string accountName, string accountKey);
        class BasicAWSCredentials(string accessKey, string secretKey);
        class JwtOptions { public string Key { get; set; } = ""; }
        namespace Microsoft.IdentityModel.Tokens { class SymmetricSecurityKey(byte[] key); }
        static class Settings { public static void SetPassword(string value) { } }
        static class Sql { public static void UseSqlServer(this object options, string connectionString) { } }
        partial class Subject
        {
            const string Neutral = "Tr0ub4dor&3";
            static readonly string Fixed = "Tr0ub4dor&3";
            void Connect(string server, string password = "") { }
            {{members}}
        }
        """);

    /// <summary>Statements within such a class.</summary>
    public static Task<string> OfStatements(string statements) => OfMembers($$"""
        void Run(Account account, IConfiguration config, Dictionary<string, string> map, HttpRequestMessage request, HttpClient client,
            IWebHostBuilder host, string password, string token, string key, string user, string value, object any, Aes aes)
        {
            {{statements}}
        }
        """);
}
