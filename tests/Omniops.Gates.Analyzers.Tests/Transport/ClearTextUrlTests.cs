using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Tests.Transport;

public sealed class ClearTextUrlTests
{
    [Theory]
    [InlineData("""client.GetAsync("https://api.shop.com/");""")]
    [InlineData("""client.GetAsync("http://localhost:5000/");""")]
    [InlineData("""client.GetAsync("http://127.0.0.1:5000/");""")]
    [InlineData("""client.GetAsync("http://[::1]:5000/");""")]
    [InlineData("""client.GetAsync("http://catalog:8080/");""")]
    [InlineData("""client.GetAsync("http://catalog.shop.svc.cluster.local/");""")]
    [InlineData("""client.GetAsync("http://printer.local/");""")]
    [InlineData("""client.GetAsync("http://10.1.2.3/");""")]
    [InlineData("""client.GetAsync("http://169.254.169.254/latest/meta-data/");""")]
    [InlineData("""client.GetAsync("http://example.com/");""")]
    [InlineData("""client.GetAsync("http://api.shop.example/");""")]
    [InlineData("""client.BaseAddress = new Uri("http://localhost:5000");""")]
    [InlineData("""if (environment.IsDevelopment()) client.BaseAddress = new Uri("http://api.shop.com");""")]
    [InlineData("""var text = "see http://docs.shop.com/help";""")]
    [InlineData("""var text = "http://docs.shop.com/help";""")]
    [InlineData("""Console.WriteLine("http://docs.shop.com/help");""")]
    [InlineData("""var ns = System.Xml.Linq.XNamespace.Get("http://ns.shop.com/orders");""")]
    [InlineData("""System.Xml.Linq.XNamespace ns = "http://ns.shop.com/orders";""")]
    [InlineData("""var claim = new System.Security.Claims.Claim("http://claims.shop.com/role", "admin");""")]
    [InlineData("""var uri = new Uri("http://schemas.microsoft.com/ws/2008/06/identity/claims/role");""")]
    [InlineData("""var uri = new Uri("http://www.w3.org/2001/XMLSchema");""")]
    [InlineData("""if (url.StartsWith("http://api.shop.com")) throw new Exception();""")]
    [InlineData("""if (client.BaseAddress == new Uri("http://api.shop.com")) throw new Exception();""")]
    [InlineData("""response.Redirect("http://www.shop.com/");""")]
    [InlineData("""app.Urls.Add("http://0.0.0.0:8080");""")]
    [InlineData("""client.GetAsync(url.Replace("http://", "https://"));""")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("""client.GetAsync([|"http://api.shop.com/"|]);""")]
    [InlineData("""client.GetStringAsync([|"HTTP://api.shop.com/"|]);""")]
    [InlineData("""client.PostAsync([|"http://api.shop.com/"|] + url, null);""")]
    [InlineData("""client.GetAsync($"[|http://api.shop.com/|]{url}");""")]
    [InlineData("""client.BaseAddress = new Uri([|"http://api.shop.com"|]);""")]
    [InlineData("""client.BaseAddress = new([|"http://api.shop.com"|]);""")]
    [InlineData("""client.GetAsync([|"http://8.8.8.8/"|]);""")]
    [InlineData("""client.GetAsync([|"http://user@api.shop.com:8080/"|]);""")]
    [InlineData("""var address = [|"http://api.shop.com/"|]; client.GetAsync(address);""")]
    [InlineData("""const string Address = [|"http://api.shop.com/"|]; client.GetAsync(Address + url);""")]
    [InlineData("""var uri = new Uri([|"http://api.shop.com/"|]); client.GetAsync(uri);""")]
    [InlineData("""var request = new HttpRequestMessage(HttpMethod.Get, [|"http://api.shop.com/"|]);""")]
    [InlineData("""var request = System.Net.WebRequest.Create([|"http://api.shop.com/"|]);""")]
    [InlineData("""var builder = new UriBuilder([|"http://api.shop.com/"|]);""")]
    [InlineData("""services.AddHttpClient("shop", http => http.BaseAddress = new Uri([|"http://api.shop.com"|]));""")]
    [InlineData("""Fetch([|"http://api.shop.com/"|]);""")]
    public Task Reports(string statement) => Check(statement);

    [Fact]
    public Task Follows_members() => Gate<ClearTextUrl>.Check("""
        class Api
        {
            const string Base = [|"http://api.shop.com"|];
            const string Docs = "http://docs.shop.com";
            static readonly Uri Address = new([|"http://api.shop.com"|]);
            Task M(HttpClient client) => client.GetAsync($"{Base}/orders");
        }
        """);

    [Theory]
    [InlineData("""client.GetAsync("http://" + host);""")]
    [InlineData("""client.GetAsync($"http://{host}/");""")]
    public async Task Says_where_it_does_not_know_the_host(string statement)
    {
        var found = await new Findings($$"""
            class Program { static void Main() { } public Task M(HttpClient client, string host) => {{statement}} }
            """).InBuild();
        Assert.Contains(found, finding => finding.Id == "OMNI3015" && finding.GetMessage().Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public Task Survives_half_typed_code() => Gate<ClearTextUrl>.CheckBroken("""class C { void M(HttpClient c) { c.GetAsync("http://localhost" + ); new Uri("http://localhost } }""");

    private static Task Check(string statement) => Gate<ClearTextUrl>.Check($$"""
        class Client
        {
            static Task Fetch(string address) => new HttpClient().GetAsync(address);
            void M(HttpClient client, HttpResponse response, WebApplication app, IHostEnvironment environment, IServiceCollection services, string url)
            {
                {{statement}}
            }
        }
        """);
}
