using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class HttpAssignmentsTests
{
    [Theory]
    [InlineData("The Authorization header is needed")]
    [InlineData("request.Headers[\"Authorization\"] = \"Bearer \" + token")]
    [InlineData("AuthorizationPolicy: x")]
    [InlineData("if (line.StartsWith(\"Cookie: \")) { Write(\"x\"); }")]
    [InlineData("var cookie = parser.Read();")]
    [InlineData("Authorization = new AuthenticationHeaderValue(\"NTLM\");")]
    [InlineData("headers: {\n  Authorization: token,\n}")]
    [InlineData("Add(\"Authorization\", authorization);")]
    public void Finds_nothing(string text) => Assert.Empty(Anywhere(text));

    [Theory]
    [InlineData("Authorization: Basic Ym9iOng=\r\nX-Api-Key: swordfish", "Authorization:Basic = Ym9iOng=", "X-Api-Key = swordfish")]
    [InlineData("curl -H \"authorization: Bearer abc\" x", "authorization:Bearer = abc")]
    [InlineData("client.Headers.Add(\"Authorization\", \"Bearer abc\");", "Authorization:Bearer = abc")]
    [InlineData("{ 'X-Api-Key': 'abc' }", "X-Api-Key = abc")]
    [InlineData("Cookie: a=b; c=d", "Cookie = a=b; c=d")]
    [InlineData("> GET /\n> Authorization: token abc\n>", "Authorization:token = abc")]
    public void Reads_anywhere(string text, params string[] expected) => Assert.Equal(expected, Anywhere(text));

    [Theory]
    [InlineData("@token = abc\n# c: d\nPOST https://x/?api_key=def&b=c HTTP/1.1\nAuthorization: Bearer {{token}}\n\n"
        + "{ \"password\": \"swordfish\" }\n###\nGET http://y",
        "token = abc", "api_key = def", "b = c", "Authorization:Bearer = {{token}}", "password = swordfish")]
    [InlineData("POST http://x\n\nuser=bob&password=swordfish", "user = bob", "password = swordfish")]
    public void Reads_requests(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Http, text));

    private static string[] Anywhere(string text) => Reading.Of((into, token) => HttpAssignments.Read(text, into, token), text);
}
