using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class XmlAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a><a>  \n </a>")]
    [InlineData("<Password><!-- put it here --></Password>")]
    [InlineData("a < b and c > d", "a", "< b and c > d")]
    public void Finds_no_name(string text, params string[] rest) => Assert.Equal(rest.Length, Reading.Of(FileKind.Xml, text).Length);

    [Theory]
    [InlineData("<configuration><appSettings><add key=\"SmtpPassword\" value=\"swordfish\"/></appSettings></configuration>",
        "configuration:appSettings:SmtpPassword:key = SmtpPassword", "configuration:appSettings:SmtpPassword = swordfish")]
    [InlineData("<connectionStrings><add connectionString='Server=x;Pwd=y' name='Main'/></connectionStrings>",
        "connectionStrings:Main = Server=x;Pwd=y", "connectionStrings:Main:name = Main")]
    [InlineData("<Project><PropertyGroup><DbPassword> swordfish </DbPassword></PropertyGroup></Project>", "Project:PropertyGroup:DbPassword = swordfish")]
    [InlineData("<setting name=\"ApiKey\"><value>swordfish</value></setting>", "ApiKey:name = ApiKey", "ApiKey = swordfish")]
    [InlineData("<packageSourceCredentials><feed><add key=\"ClearTextPassword\" value=\"swordfish\" /></feed></packageSourceCredentials>",
        "packageSourceCredentials:feed:ClearTextPassword:key = ClearTextPassword", "packageSourceCredentials:feed:ClearTextPassword = swordfish")]
    [InlineData("<dict><key>Smtp</key><dict><key>Password</key><string>swordfish</string></dict><key>B</key><string>c</string></dict>",
        "dict:key = Smtp", "dict:Smtp:key = Password", "dict:Smtp:Password = swordfish", "dict:key = B", "dict:B = c")]
    [InlineData("<property><name>fs.key</name><value>swordfish</value></property>", "property:name = fs.key", "property:fs.key = swordfish")]
    [InlineData("<resources><string name=\"api_key\">swordfish</string></resources>", "resources:api_key:name = api_key", "resources:api_key = swordfish")]
    [InlineData("<server><password>sword&amp;fish&#x21;&nothing;</password></server>", "server:password = sword&fish!&nothing;")]
    [InlineData("<password><![CDATA[a<b]]></password>", "password = a<b")]
    [InlineData("<a><!-- <add key=\"Old\" value=\"swordfish\"/> --></a>", "a:Old:key = Old", "a:Old = swordfish")]
    [InlineData("<x:a y:password='swordfish'/>", "a:password = swordfish")]
    [InlineData("<param><password value=\"swordfish\"/></param>", "param:password = swordfish")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Xml, text));

    [Theory]
    [InlineData("<a><b>x</a><c>y</c>", "a:b = x", "c = y")]
    [InlineData("<a b=\"x>\n<c d=\"y\"/>", "a:b = x", "a:c:d = y")]
    [InlineData("<a b=x c='y' d/></b></b><e>z", "a:b = x", "a:c = y", "e = z")]
    [InlineData("<a><!-- <b>x</b>", "a:b = x")]
    [InlineData("<a>x</", "a = x")]
    public void Goes_on_after_what_is_broken(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Xml, text));
}
