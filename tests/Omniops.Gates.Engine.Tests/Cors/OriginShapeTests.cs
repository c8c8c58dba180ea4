using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Engine.Tests.Cors;

public sealed class OriginShapeTests
{
    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("https://shop.example:8443")]
    [InlineData("https://[2001:db8::1]")]
    [InlineData("capacitor://localhost")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("#{Origin}#")]
    public void Allows(string origin) => Assert.Null(OriginShape.Judge(origin, hasSubdomains: false, []));

    [Theory]
    [InlineData("null", Outcome.Fails, "remove it, or serve the page from an origin")]
    [InlineData("https://shop.example/", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("https://shop.example:8443/a?b", Outcome.Advised, "write \"https://shop.example:8443\"")]
    [InlineData("https://shop.example:443", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("http://shop.example:80", Outcome.Advised, "write \"http://shop.example\"")]
    [InlineData("https://me@shop.example", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("shop.example", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("*.shop.example", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("https://a.example,https://b.example", Outcome.Advised, "give each a text of its own")]
    [InlineData("https://shop.example:", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("https://shop.example:99999", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("https://", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("file://", Outcome.Advised, "serve the page from an origin")]
    [InlineData("http://localhost:*", Outcome.Advised, "name the whole origin")]
    [InlineData("http://shop.example", Outcome.Advised, "write \"https://shop.example\"")]
    [InlineData("http://app.localhost", Outcome.Advised, "allow it only if the environment is Development")]
    [InlineData("https://*.shop.com", Outcome.Advised, "call SetIsOriginAllowedToAllowWildcardSubdomains(), or name the subdomains")]
    public void Reports(string origin, Outcome outcome, string wayOut)
    {
        var problem = OriginShape.Judge(origin, hasSubdomains: false, []);
        Assert.Equal((outcome, wayOut), (problem?.Outcome, problem?.WayOut));
    }

    [Theory]
    [InlineData("https://shop.example", null)]
    [InlineData("null", null)]
    [InlineData("*", null)]
    [InlineData("*.shop.example", null)]
    [InlineData("shop", null)]
    [InlineData("https://a.example,https://b.example", null)]
    [InlineData("https://*.shop.com", null)]
    [InlineData("https://localhost:3000", null)]
    [InlineData(" http://me@shop.example:80/a?b ", "https://shop.example")]
    [InlineData("shop.example/", "https://shop.example")]
    [InlineData("https://*.shop.com/", "https://*.shop.com")]
    public void Mends_what_can_only_mean_one(string origin, string? mended) => Assert.Equal(mended, OriginShape.Mend(origin));

    [Theory]
    [InlineData("https://*.shop.com", true)]
    [InlineData("https://*.com", false)]
    [InlineData("https://*.co.uk", false)]
    [InlineData("https://*.github.io", false)]
    [InlineData("https://*.corp", true)]
    [InlineData("https://*.a.*.com", false)]
    public void Judges_subdomains(string origin, bool isFine) =>
        Assert.Equal(isFine, OriginShape.Judge(origin, hasSubdomains: true, []) is null);

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://a.b.shop.example", true)]
    [InlineData("http://a.shop.example", false)]
    [InlineData("https://evilshop.example", false)]
    [InlineData("http://intranet", true)]
    [InlineData("https://*.shop.example", true)]
    public void Holds_it_against_a_list(string origin, bool isFine) => Assert.Equal(
        isFine, OriginShape.Judge(origin, hasSubdomains: true, ["https://shop.example", "https://*.shop.example", "http://intranet"]) is null);
}
