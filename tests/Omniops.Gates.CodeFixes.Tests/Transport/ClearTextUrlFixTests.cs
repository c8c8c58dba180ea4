using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Transport.ClearTextUrl, Omniops.Gates.CodeFixes.Transport.ClearTextUrlFix>;

namespace Omniops.Gates.CodeFixes.Tests.Transport;

public sealed class ClearTextUrlFixTests
{
    [Theory]
    [InlineData("""client.GetStringAsync([|"http://api.shop.com/orders"|])""", """client.GetStringAsync("https://api.shop.com/orders")""")]
    [InlineData("""client.GetStringAsync([|@"HTTP://api.shop.com"|])""", """client.GetStringAsync(@"https://api.shop.com")""")]
    [InlineData("client.GetStringAsync([|\"\"\"http://api.shop.com\"\"\"|])", "client.GetStringAsync(\"\"\"https://api.shop.com\"\"\")")]
    [InlineData("""client.GetStringAsync($"[|http://api.shop.com/orders/|]{1}")""", """client.GetStringAsync($"https://api.shop.com/orders/{1}")""")]
    [InlineData("""client.GetStringAsync([|"http://api.shop.com/"|] + 1)""", """client.GetStringAsync("https://api.shop.com/" + 1)""")]
    [InlineData("""client.BaseAddress = new Uri([|"http://api.shop.com:8080"|])""", """client.BaseAddress = new Uri("https://api.shop.com:8080")""")]
    [InlineData("""client.BaseAddress = new Uri([|"http://api.shop.com:8000/"|])""", """client.BaseAddress = new Uri("https://api.shop.com:8000/")""")]
    public Task Writes_https(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Changes_a_constant() => Fix.Check(
        Program("client.GetStringAsync(Api)", """[|"http://api.shop.com"|]"""), Program("client.GetStringAsync(Api)", "\"https://api.shop.com\""));

    [Fact]
    public Task Fixes_all() => Fix.Check(
        Program("""client.GetStringAsync([|"http://a.shop.com"|]); client.GetStringAsync([|"http://b.shop.com"|])"""),
        Program("""client.GetStringAsync("https://a.shop.com"); client.GetStringAsync("https://b.shop.com")"""));

    [Theory]
    // Nobody answers with https there.
    [InlineData("""client.GetStringAsync([|"http://api.shop.com:80/orders"|])""")]
    [InlineData("""client.GetStringAsync([|"http://api.shop.com:80"|])""")]
    // Not as it is written.
    [InlineData("""client.GetStringAsync([|"\u0068ttp://api.shop.com"|])""")]
    public Task Is_not_offered(string call) => Fix.CheckNotOffered(Program(call));

    private static string Program(string call, string api = "\"https://api.shop.com\"") => $$"""
        using System.Net.Http;
        class Program
        {
            const string Api = {{api}};
            static void Main() => Use(new HttpClient());
            static void Use(HttpClient client)
            {
                {{call}};
            }
        }
        """;
}
