using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>OMNI1013: templates of env files show names and no values.</summary>
public sealed class RealValueInTemplateTests
{
    [Theory]
    [InlineData(".env.example", "high", "OMNI1013 Fails")]
    [InlineData("web/.env.sample", "medium", "OMNI1013 NotProven")]
    [InlineData(".env.production.dist", "token", "OMNI1013 Fails")]
    [InlineData("example.env", "high", "OMNI1013 Fails")]
    [InlineData(".env-template", "high", "OMNI1013 Fails")]
    [InlineData("tests/.env.example", "high", "OMNI1013 Advised")]
    [InlineData("values.example", "high", "OMNI1010 Fails")]
    [InlineData("shop.env", "high", "OMNI1010 Fails")]
    public void Reports(string path, string confidence, string expected)
    {
        using var folder = new GitFolder();
        folder.Write(path, $"SMTP_PASSWORD={confidence}:x\n");
        Assert.Equal([$"{expected} {path}(1,15)"], Scanned.Findings(folder.Path));
    }

    [Theory]
    [InlineData(".env.example", "low")]
    [InlineData(".env.example", "none")]
    [InlineData(".env.example", "<your-password>")]
    public void Allows(string path, string value)
    {
        using var folder = new GitFolder();
        folder.Write(path, $"SMTP_PASSWORD={value}\n");
        Assert.Empty(Scanned.Findings(folder.Path));
    }

    [Fact]
    public void Says_what_to_type()
    {
        using var folder = new GitFolder();
        folder.Write(".env.example", "SMTP_PASSWORD=high:x\n");
        Assert.Equal(
            "'SMTP_PASSWORD' holds a secret (it is High); write a placeholder such as SMTP_PASSWORD=<smtp-password>",
            Assert.Single(Scanned.Report(folder.Path).Findings).Message);
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new GitFolder();
        folder.Write(".env.example", RulePage.Read("OMNI1013").Fails);
        Assert.Equal("OMNI1013 Fails", Assert.Single(Scan()));
        folder.Write(".env.example", RulePage.Read("OMNI1013").Passes);
        Assert.Empty(Scan());

        IEnumerable<string> Scan() => SecretScan.Run(folder.Path, RepositoryListing.Of(folder.Path), new SecretScanOptions()).Findings
            .Select(finding => $"{finding.Rule.Id} {finding.Outcome}");
    }
}
