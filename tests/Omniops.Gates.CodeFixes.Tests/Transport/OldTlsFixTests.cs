using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.CodeFixes.Transport;

namespace Omniops.Gates.CodeFixes.Tests.Transport;

public sealed class OldTlsFixTests
{
    [Theory]
    [InlineData("Use({|OMNI3007:SslProtocols.Tls|});", "Use(SslProtocols.None);")]
    [InlineData("Use({|OMNI3007:SslProtocols.Tls|} | SslProtocols.Tls11 | SslProtocols.Tls12);", "Use(SslProtocols.None);")]
    [InlineData("Use({|OMNI3007:(SslProtocols)768|}); // old", "Use(SslProtocols.None); // old")]
    [InlineData(
        "ServicePointManager.SecurityProtocol = {|OMNI3007:SecurityProtocolType.Tls|};",
        "ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    [InlineData(
        "Use({|OMNI3007:SslProtocols.Tls|}); Use({|OMNI3007:SslProtocols.Ssl3|} | SslProtocols.Tls13);",
        "Use(SslProtocols.None); Use(SslProtocols.None);")]
    public Task Leaves_it_to_the_system(string before, string after) => Fix<OldTls, OldTlsFix>.Check(Program(before), Program(after));

    [Theory]
    [InlineData("ServicePointManager.SecurityProtocol |= {|OMNI3007:SecurityProtocolType.Tls|};")]
    [InlineData("""{|OMNI3007:AppContext.SetSwitch("Switch.System.Net.DontEnableSchUseStrongCrypto", true)|};""")]
    [InlineData("""var text = {|OMNI3007:"Server=db.shop.com;Database=shop;Encrypt=False"|};""")]
    public Task Is_not_offered_elsewhere(string statement) => Fix<OldTls, OldTlsFix>.CheckNotOffered(Program(statement));

    private static string Program(string statements) => $$"""
        using System.Net;
        using System.Security.Authentication;
        class Program
        {
            static SslProtocols used;
            static void Use(SslProtocols protocols) => used = protocols;
            static void Main()
            {
                {{statements}}
            }
        }
        """;
}
