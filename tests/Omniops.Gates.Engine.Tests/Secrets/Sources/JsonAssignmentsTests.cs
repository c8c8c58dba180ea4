using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class JsonAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[[], {}]")]
    [InlineData("// { \"a\": 1 }")]
    [InlineData("""{ "a" "b" }""")]
    [InlineData("""{ "a": , }""")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Json, text));

    [Theory]
    [InlineData("""{ "Smtp": { "Accounts": [ { "Password": "swordfish" } ] } }""", "Smtp:Accounts:0:Password = swordfish")]
    [InlineData("""[1, "a", [true]]""", "0 = 1", "1 = a", "2:0 = true")]
    [InlineData("\"scalar\"", " = scalar")]
    [InlineData("{\"a\": 1}\n{\"a\": 2}\n", "a = 1", "a = 2")]
    [InlineData("""{ /* c */ "a": "x", // d""" + "\n\"b\": 'y', c: \"z\", }", "a = x", "b = y", "c = z")]
    [InlineData("""{ "a": "\"\\\u0041\n" }""", "a = \"\\A\n")]
    [InlineData("""{ "a": "http://x//y" }""", "a = http://x//y")]
    [InlineData("""{ "env": [ { "name": "DB_PASSWORD", "value": "swordfish" } ] }""", "env:0:name = DB_PASSWORD", "env:0:DB_PASSWORD = swordfish")]
    [InlineData("""[ { "Value": "swordfish", "OptionName": "DB_PASSWORD" } ]""", "0:DB_PASSWORD = swordfish", "0:OptionName = DB_PASSWORD")]
    [InlineData("""{ "password": { "value": "swordfish" } }""", "password:value = swordfish")]
    [InlineData("""{ "args": ["--password", "swordfish", "-v", "--user=bob"] }""",
        "args:0 = --password", "args:--password = swordfish", "args:2 = -v", "args:--user = bob")]
    [InlineData("""{ "kind": "Secret", "data": { "password": "c3dvcmRmaXNo" } }""", "kind = Secret", "data:password = swordfish")]
    [InlineData("""{ "a": "${DB_PASSWORD:-swordfish}" }""", "a = swordfish")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Json, text));

    [Theory]
    [InlineData("""{ "a": "x", "b": "y""", "a = x", "b = y")]
    [InlineData("{ \"a\": \"x,\n \"b\": \"y\" }", "a = x", "b = y")]
    [InlineData("""{ "a": "x" ] } } { "b": "y" }""", "a = x", "b = y")]
    [InlineData("""{ "a": [ "x", { "b": "y" } "c": "z" }""", "a:0 = x", "a:1:b = y", "a:c = z")]
    [InlineData("""  "password": "x", "b": {} }""", "password = x")]
    [InlineData("""{ "a" : nul?, "b": 'it' } trailing "c": "z" """, "a = nul?", "b = it", " = trailing", "c = z")]
    public void Goes_on_after_what_is_broken(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Json, text));

    [Fact]
    public void Says_where_the_value_stands()
    {
        var found = new List<Assignment>();
        JsonAssignments.Read("""{ "a": "b\"c" }""", found.Add, TestContext.Current.CancellationToken);
        Assert.Equal([new Assignment("a", "b\"c", 8, 4)], found);
    }

    [Fact]
    public void Keeps_the_innermost_names_where_there_are_too_many()
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + "{\"password\":\"x\"";
        Assert.Equal("a:a:password = x", Reading.Of(FileKind.Json, text).Single()[^16..]);
    }
}
