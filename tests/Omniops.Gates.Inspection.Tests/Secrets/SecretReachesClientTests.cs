using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>OMNI1016: what is delivered to browsers holds no secret.</summary>
public sealed class SecretReachesClientTests
{
    [Theory]
    [InlineData("src/Shop/wwwroot/js/config.js", "apiSecret")]
    [InlineData("src/Shop.Client/wwwroot/appsettings.json", "Payment:Secret")]
    [InlineData("wwwroot/index.html", "password")]
    [InlineData("src/Shop/ClientApp/src/environments/environment.prod.ts", "apiSecret")]
    [InlineData("web/.env.production", "NEXT_PUBLIC_STRIPE_SECRET_KEY")]
    [InlineData("web/config.sh", "VITE_SUPABASE_SERVICE_ROLE_KEY")]
    [InlineData("web/config.sh", "REACT_APP_PRIVATE_KEY")]
    public void Reports(string path, string name)
    {
        using var folder = new GitFolder();
        folder.Write(path, $"{name}=high:x\n");
        Assert.Equal("OMNI1016 Fails", Assert.Single(Of(folder)));
    }

    [Theory]
    [InlineData("src/Shop/wwwroot.txt", "apiSecret")]
    [InlineData("src/Shop/ClientApp/server/environment.ts", "apiSecret")]
    [InlineData("src/Shop/ClientApp/src/main.ts", "apiSecret")]
    [InlineData("web/config.sh", "NEXT_PUBLIC_API_KEY")]
    [InlineData("web/config.sh", "MY_VITE_SECRET")]
    [InlineData("web/config.sh", "STRIPE_SECRET_KEY")]
    public void Leaves_the_rest_to_OMNI1010(string path, string name)
    {
        using var folder = new GitFolder();
        folder.Write(path, $"{name}=high:x\n");
        Assert.Equal("OMNI1010 Fails", Assert.Single(Of(folder)));
    }

    [Theory]
    [InlineData("src/Shop/wwwroot/js/config.js", "none")]
    [InlineData("src/Shop/wwwroot/js/config.js", "low")]
    [InlineData("src/Shop/wwwroot/lib/x/config.js", "high")]
    public void Allows(string path, string confidence)
    {
        using var folder = new GitFolder();
        folder.Write(path, $"secret={confidence}:x\n");
        Assert.Empty(Of(folder));
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new GitFolder();
        folder.Write("Shop/wwwroot/config.js", RulePage.Read("OMNI1016").Fails);
        Assert.Equal("OMNI1016 Fails", Assert.Single(Scan()));
        folder.Write("Shop/wwwroot/config.js", RulePage.Read("OMNI1016").Passes);
        Assert.Empty(Scan());

        IEnumerable<string> Scan() => SecretScan.Run(folder.Path, RepositoryListing.Of(folder.Path), new SecretScanOptions()).Findings
            .Select(finding => $"{finding.Rule.Id} {finding.Outcome}");
    }

    private static IEnumerable<string> Of(GitFolder folder) => Scanned.Report(folder.Path).Findings
        .Where(finding => finding.Rule.Id != "OMNI1011").Select(finding => $"{finding.Rule.Id} {finding.Outcome}");
}
