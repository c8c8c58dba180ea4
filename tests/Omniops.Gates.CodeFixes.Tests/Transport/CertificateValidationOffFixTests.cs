using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.CodeFixes.Transport;

namespace Omniops.Gates.CodeFixes.Tests.Transport;

public sealed class CertificateValidationOffFixTests
{
    [Theory]
    [InlineData(
        "var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.{|OMNI3008:DangerousAcceptAnyServerCertificateValidator|} };",
        "var handler = new HttpClientHandler();")]
    [InlineData(
        "var handler = new HttpClientHandler { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = {|OMNI3008:(_, _, _, _) => true|} };",
        "var handler = new HttpClientHandler { AllowAutoRedirect = false };")]
    [InlineData(
        "HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = {|OMNI3008:(_, _, _, _) => true|} };",
        "HttpClientHandler handler = new();")]
    public Task Removes_it_from_an_initializer(string before, string after) =>
        Fix<CertificateValidationOff, CertificateValidationOffFix>.Check(Program(before), Program(after));

    /// <summary>What a pragma switches off above the element must not stay off below.</summary>
    [Fact]
    public Task Keeps_a_pragma_that_ends_above() => Fix<CertificateValidationOff, CertificateValidationOffFix>.Check(
        Program("""
            var handler = new HttpClientHandler
                    {
            #pragma warning disable CS0618
                        AllowAutoRedirect = false,
            #pragma warning restore CS0618
                        ServerCertificateCustomValidationCallback = {|OMNI3008:(_, _, _, _) => true|},
                    };
            """),
        Program("""
            var handler = new HttpClientHandler
                    {
            #pragma warning disable CS0618
                        AllowAutoRedirect = false,
            #pragma warning restore CS0618
                    };
            """));

    [Fact]
    public Task Removes_statements() => Fix<CertificateValidationOff, CertificateValidationOffFix>.Check(
        Program("""
            var handler = new HttpClientHandler();
                    handler.ServerCertificateCustomValidationCallback = {|OMNI3008:(_, _, _, _) => true|};
                    handler.ServerCertificateCustomValidationCallback = HttpClientHandler.{|OMNI3008:DangerousAcceptAnyServerCertificateValidator|};
                    ServicePointManager.ServerCertificateValidationCallback += {|OMNI3008:new RemoteCertificateValidationCallback(delegate { return true; })|};
                    https.{|OMNI3008:AllowAnyClientCertificate|}();
            """),
        Program("var handler = new HttpClientHandler();"));

    [Theory]
    [InlineData("if (DateTime.Now.Day == 1) ServicePointManager.ServerCertificateValidationCallback = {|OMNI3008:delegate { return true; }|};")]
    [InlineData("using var ssl = new SslStream(System.IO.Stream.Null, false, {|OMNI3008:(_, _, _, _) => true|});")]
    [InlineData("RemoteCertificateValidationCallback any = {|OMNI3008:(_, _, _, _) => true|};")]
    public Task Is_not_offered_elsewhere(string statement) =>
        Fix<CertificateValidationOff, CertificateValidationOffFix>.CheckNotOffered(Program(statement));

    private static string Program(string statements) => $$"""
        using System.Net;
        using System.Net.Http;
        using System.Net.Security;
        using Microsoft.AspNetCore.Server.Kestrel.Https;
        class Program
        {
            static void Main() => M(null!);
            static void M(HttpsConnectionAdapterOptions https)
            {
                {{statements}}
            }
        }
        """;
}
