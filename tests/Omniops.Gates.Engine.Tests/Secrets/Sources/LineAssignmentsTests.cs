using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class LineAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# PASSWORD=x\n; a=b\n! c=d")]
    [InlineData("PASSWORD=\nA= \nB=# nothing")]
    [InlineData("https://example.com/a?b\nplain text")]
    public void Finds_nothing(string text) => Assert.DoesNotContain(Reading.Of(FileKind.Lines, text), line => !line.StartsWith("B =", StringComparison.Ordinal));

    [Theory]
    [InlineData("PASSWORD=swordfish\nexport A='b c'\r\nB=\"d\\\"e\" # f\nC=g#h # i", "PASSWORD = swordfish", "A = b c", "B = d\"e", "C = g#h")]
    [InlineData("[db]\npassword = swordfish ; comment\n[a.b]\nuser name: bob", "db:password = swordfish", "a.b:user name = bob")]
    [InlineData("spring.datasource.password=swordfish\na.b: c\nd:e", "spring.datasource.password = swordfish", "a.b = c", "d = e")]
    [InlineData("//registry.example.com/:_authToken=swordfish", "//registry.example.com/:_authToken = swordfish")]
    [InlineData("Smtp:Password=swordfish", "Smtp:Password = swordfish")]
    [InlineData("DATABASE_URL=postgres://a:b@c/d?e=f", "DATABASE_URL = postgres://a:b@c/d?e=f")]
    [InlineData("long=a\\\n  b\npath=C:\\x\\\nc=d", "long = ab", "path = C:\\x\\", "c = d")]
    [InlineData("KEY=\"-----BEGIN\nabc\n-----END\"\nA=b", "KEY = -----BEGIN\nabc\n-----END", "A = b")]
    [InlineData("a = \"\"\"\nb\nc\"\"\"\nd = 'e'", "a = b\nc", "d = e")]
    [InlineData("user = { name = \"a\", password = \"swordfish\" }\nx = [ \"y\" ]", "user:name = a", "user:password = swordfish", "x:0 = y")]
    [InlineData("[Service]\nEnvironment=\"A=b c\" PASSWORD=swordfish", "Service:A = b c", "Service:PASSWORD = swordfish")]
    [InlineData("password 51:b:0100", "password 51 = b:0100")]
    [InlineData("A=\"open\nB=\"c\"", "A = open", "B = c")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Lines, text));

    [Theory]
    [InlineData("requirepass foobared\nport 6379", "requirepass = foobared", "port = 6379")]
    [InlineData("SetEnv DB_PASSWORD \"sword fish\"\nfastcgi_param TOKEN swordfish;", "DB_PASSWORD = sword fish", "TOKEN = swordfish")]
    [InlineData("user = \"a:b\"\nkey: c", "user = a:b", "key = c")]
    public void Reads_words(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Words, text));

    [Theory]
    [InlineData("machine example.com login bob\n  password swordfish\ndefault login a password b",
        "example.com:login = bob", "example.com:password = swordfish", "login = a", "password = b")]
    public void Reads_netrc(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Netrc, text));

    [Theory]
    [InlineData("host:5432:db:bob:swordfish", "password = swordfish")]
    [InlineData("bob:$apr1$x$y", "password = $apr1$x$y")]
    [InlineData("bob:swordfish:1:2:3:4:5:6:", "password = swordfish")]
    [InlineData("https://bob:swordfish@example.com", "password = swordfish")]
    public void Reads_fields(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Fields, text));
}
