using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class ProviderTokenInCodeTests
{
    /// <summary>Made up; in pieces, so that no scanner of repositories takes it for a leak.</summary>
    private const string Token = "sk_" + "live_" + "51Kq8Zt3VbN0xWm7RfYd2LcP";

    [Theory]
    [InlineData("""any = "sk_live_";""")]
    [InlineData("""any = "pk_live_51Kq8Zt3VbN0xWm7RfYd2LcP";""")]
    [InlineData("""any = value.StartsWith("ghp_");""")]
    [InlineData("""any = $"sk_live_{value}";""")]
    [InlineData("""any = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx";""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""any = "TOKEN";""")]
    [InlineData("""Console.WriteLine("TOKEN");""")]
    [InlineData("""any = "the key is TOKEN, do not tell";""")]
    [InlineData("""any = @"TOKEN";""")]
    [InlineData("""any = "TOKEN"u8.ToArray();""")]
    [InlineData("""const string whatever = "TOKEN"; Console.WriteLine(whatever);""")]
    [InlineData("""client.DefaultRequestHeaders.Add("X-Api-Key", "TOKEN");""")]
    [InlineData("""if (value == "TOKEN") { }""")]
    public async Task Reports(string statement) =>
        Assert.Equal("OMNI1001", await SecretTest.OfStatements(statement.Replace("TOKEN", Token, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""[Obsolete("TOKEN")] void Old() { }""")]
    [InlineData("""const string Part = "TOKEN";""")]
    public async Task Reports_members(string member) =>
        Assert.Equal("OMNI1001", await SecretTest.OfMembers(member.Replace("TOKEN", Token, StringComparison.Ordinal)));

    [Fact]
    public async Task Reports_a_token_that_is_put_together() => Assert.Equal(
        "OMNI1001", await SecretTest.OfStatements("""any = "sk_" + "live_" + "51Kq8Zt3VbN0xWm7RfYd2LcP";"""));

    [Fact]
    public async Task Reports_in_a_file_header_and_an_assemblys_attribute() => Assert.Equal(
        "OMNI1001", await SecretTest.Of($$"""[assembly: System.Reflection.AssemblyMetadata("Key", "{{Token}}")]"""));

    [Fact]
    public async Task Says_what_to_do_and_never_the_token()
    {
        var finding = Assert.Single(
            await new Findings($$"""
                var builder = WebApplication.CreateBuilder(args);
                var payments = new { ApiKey = "{{Token}}" };
                var app = builder.Build();
                app.UseHsts();
                app.Run();
                """).InBuild(),
            found => found.Id == "OMNI1001");
        var message = finding.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("revoke it", message, StringComparison.Ordinal);
        Assert.Contains("builder.Configuration[\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain("51Kq8", message, StringComparison.Ordinal);
        Assert.DoesNotContain("51Kq8", string.Concat(finding.Properties.Values), StringComparison.Ordinal);
    }
}
