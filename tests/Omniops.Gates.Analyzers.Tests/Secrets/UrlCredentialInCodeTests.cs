namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class UrlCredentialInCodeTests
{
    [Theory]
    [InlineData("""any = "https://shop.example/users/a@b.example";""")]
    [InlineData("""any = "https://{user}:{password}@shop.example";""")]
    [InlineData("""any = $"amqp://{user}:{password}@mq.example";""")]
    [InlineData("""any = "amqp://" + user + ":" + password + "@mq.example";""")]
    [InlineData("""any = "https://user@shop.example/";""")]
    [InlineData("""request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);""")]
    [InlineData("""request.Headers.Add("Authorization", "Bearer " + token);""")]
    [InlineData("""request.Headers.Add("Authorization", $"Bearer {token}");""")]
    [InlineData("""request.Headers.Add("Authorization", "Bearer");""")]
    [InlineData("""request.Headers.Add("WWW-Authenticate", "Basic realm=\"shop\"");""")]
    [InlineData("""request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""any = "https://shop:Tr0ub4dor-3@shop.example/";""")]
    [InlineData("""any = new Uri("amqp://shop:Tr0ub4dor-3@mq.example:5672");""")]
    [InlineData("""any = $"postgres://shop:Tr0ub4dor-3@{key}/shop";""")]
    [InlineData("""request.Headers.Add("Authorization", "Basic c2hvcDpUcjB1YjRkb3ItMw==");""")]
    [InlineData("""request.Headers.Add("Authorization", "Bearer 4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""map["Authorization"] = "Bearer 4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js";""")]
    [InlineData("""request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""request.Headers.Authorization = new("Basic", "c2hvcDpUcjB1YjRkb3ItMw==");""")]
    [InlineData("""request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:Tr0ub4dor-3")));""")]
    [InlineData("""request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("shop:Tr0ub4dor-3")));""")]
    [InlineData("""new DefaultHttpContext().Request.Headers.Authorization = "Bearer 4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js";""")]
    [InlineData("""new DefaultHttpContext().Request.Headers["Authorization"] = "Bearer 4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js";""")]
    public async Task Reports(string statement) => Assert.Equal("OMNI1005", await SecretTest.OfStatements(statement));
}
