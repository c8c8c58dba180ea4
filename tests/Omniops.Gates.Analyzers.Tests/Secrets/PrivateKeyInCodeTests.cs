using System.Security.Cryptography;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class PrivateKeyInCodeTests
{
    [Fact]
    public async Task Reports_a_pem_key_in_one_literal() => Assert.Equal("OMNI1004", await SecretTest.OfMembers($"const string Pem = {Literal(Key())};"));

    [Fact]
    public async Task Reports_a_pem_key_that_is_put_together_line_by_line() => Assert.Equal(
        "OMNI1004", await SecretTest.OfMembers($"string Pem => {string.Join(" + ", Key().Split('\n').Select(line => Literal(line + "\n")))};"));

    [Fact]
    public async Task Allows_a_public_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("", await SecretTest.OfMembers($"const string Pem = {Literal(key.ExportSubjectPublicKeyInfoPem())};"));
    }

    [Fact]
    public async Task Allows_the_line_that_a_key_begins_with() => Assert.Equal(
        "", await SecretTest.OfStatements("""any = value.StartsWith("-----BEGIN PRIVATE KEY-----");"""));

    private static string Key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Literal(string text) => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
