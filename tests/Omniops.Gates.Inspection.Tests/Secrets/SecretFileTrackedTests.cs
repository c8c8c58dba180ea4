using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>OMNI1011: files that are there to hold secrets.</summary>
public sealed class SecretFileTrackedTests
{
    private const string Key = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";

    public static TheoryData<string, string> Holding => new()
    {
        { ".env", "DB_PASSWORD=high:x\n" },
        { "web/.env.production", "DB_PASSWORD=medium:x\n" },
        { ".env.local", "export DB_PASSWORD=low:x\n" },
        { ".envrc", "export DB_PASSWORD=high:x\n" },
        { "server.pfx", "0" },
        { "server.p12", "0" },
        { "release.keystore", "0" },
        { "team.kdbx", "0" },
        { "tls/server.key", Key },
        { "tls/server.pem", "certificate first\n" + Key },
        { "deploy/id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\nAA==\n" },
        { "deploy/key.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n" },
        { "keys/key-0123abcd-0123-4567-89ab-0123456789ab.xml", "<key><descriptor deserializerType=\"x\"/></key>" },
        { "src/secrets.json", "{ \"A\": \"=high:x\" }" },
        { "src/appsettings.Anna.local.json", "{ \"A\": \"=high:x\" }" },
        { "src/shop.secrets.json", "{ \"A\": \"=high:x\" }" },
        { ".npmrc", "//registry.example/:_authToken=npm_x1\n" },
        { "nuget.config", "<add key=\"ClearTextPassword\" value=\"hunter2\" />" },
        { ".netrc", "machine x.example login me password hunter2\n" },
        { ".pgpass", "db.example:5432:shop:shop:hunter2\n" },
        { ".git-credentials", "https://me:hunter2@git.example\n" },
        { "kubeconfig", "users:\n- user:\n    token: abc\n" },
        { "infra/terraform.tfstate", "{ \"resources\": [ {} ] }" },
        { "shop.publishsettings", "<publishProfile userPWD=\"hunter2\" />" },
    };

    public static TheoryData<string, string> Harmless => new()
    {
        { ".env", "" },
        { ".env", "# nothing here yet\nDB_PASSWORD=\nAPI_KEY=<your-key>\nPORT=3000\nDEBUG=true\n" },
        { ".env.example", "DB_PASSWORD=...\n" },
        { ".env.sample", "DB_PASSWORD=...\n" },
        { ".env.production.template", "DB_PASSWORD=...\n" },
        { ".env.defaults", "NAME=shop\n" },
        { "tls/ca.pem", "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n" },
        { "tls/server.key", "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n" },
        { "id_rsa.pub", "ssh-rsa AAAA\n" },
        { "empty.pfx", "" },
        { "secrets.json", "{}" },
        { ".npmrc", "save-exact=true\n//registry.example/:_authToken=${NPM_TOKEN}\n" },
        { "nuget.config", "<add key=\"ClearTextPassword\" value=\"%FEED_PASSWORD%\" /><add key=\"source\" value=\"https://x\" />" },
        { ".netrc", "# machine login password\n" },
        { "environment.ts", "export const name = 1;\n" },
        { "src/Env.cs", "class Env { }\n" },
        { "keys/key-of-the-week.xml", "<descriptor/>" },
        { "node_modules/x/.env", "DB_PASSWORD=high:x\n" },
    };

    [Theory]
    [MemberData(nameof(Holding))]
    public void Reports(string path, string content)
    {
        using var folder = new GitFolder();
        folder.Write(path, content);
        var untracked = Assert.Single(Of(folder));
        Assert.Equal("Fails", untracked.Outcome.ToString());
        Assert.Contains("is not ignored by git", untracked.Message, StringComparison.Ordinal);

        folder.Commit();
        var tracked = Assert.Single(Of(folder));
        Assert.StartsWith($"'{path}' is tracked by git; ", tracked.Message, StringComparison.Ordinal);
        folder.Write(".gitignore", Path.GetFileName(path) + "\n");
        Assert.Single(Of(folder));
        folder.Git("rm", "--cached", "-q", path);
        Assert.Empty(Of(folder));
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Allows(string path, string content)
    {
        using var folder = new GitFolder();
        folder.Write(path, content);
        folder.Commit();
        Assert.Empty(Of(folder));
    }

    [Theory]
    [InlineData("tests/server.pfx", "0")]
    [InlineData("src/Shop.Tests/key.pem", Key)]
    [InlineData("src/.env", "NAME=shop\n")]
    public void Advises(string path, string content)
    {
        using var folder = new GitFolder();
        folder.Write(path, content);
        Assert.Equal("Advised", Assert.Single(Of(folder)).Outcome.ToString());
    }

    [Fact]
    public void Says_what_to_type()
    {
        using var folder = new GitFolder();
        folder.Write("web/.env", "DB_PASSWORD=high:x\n");
        Assert.Equal(
            "'web/.env' is not ignored by git and goes in with the next 'git add'; add the line '.env' to .gitignore", Assert.Single(Of(folder)).Message);
        folder.Commit();
        Assert.Equal(
            "'web/.env' is tracked by git; change what is in it, type 'git rm --cached \"web/.env\"' and add the line '.env' to .gitignore",
            Assert.Single(Of(folder)).Message);
    }

    [Fact]
    public void A_key_file_is_one_finding_and_not_two()
    {
        using var folder = new GitFolder();
        folder.Write("server.pem", "x=key:1\n" + Key);
        Assert.Equal(["OMNI1011 Fails server.pem(1,1)"], Scanned.Findings(folder.Path));
    }

    [Fact]
    public void Cannot_tell_without_git()
    {
        using var folder = new GitFolder();
        folder.Write(".gitignore", ".env\n");
        folder.Write(".env", "DB_PASSWORD=high:x\n");
        folder.Write("server.pfx", "0");
        var report = Scanned.ReportWithoutGit(folder.Path);
        Assert.Equal(["OMNI1011 NotProven .env(0,0)", "OMNI1011 NotProven server.pfx(1,1)"], Scanned.Lines(folder.Path, report));
        Assert.Equal(
            "whether files that hold secrets are ignored cannot be told: 'server.pfx' holds secrets, and there is no git", report.Findings[1].Message);
    }

    [Fact]
    public void Says_so_of_a_tracked_file_that_is_not_there()
    {
        using var folder = new GitFolder();
        var file = folder.Write(".env", "DB_PASSWORD=high:x\n");
        folder.Write("a.txt", "x");
        folder.Commit();
        File.Delete(file);
        File.Delete(Path.Combine(folder.Path, "a.txt"));
        var report = Scanned.Report(folder.Path);
        Assert.Equal(["OMNI1011 NotProven .env(0,0)"], Scanned.Lines(folder.Path, report));
        Assert.Equal("left out: 2 tracked but absent", report.Evidence[1]);
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new GitFolder();
        folder.Write(".env", "DB_PASSWORD=high:x\n");
        folder.Write(".gitignore", RulePage.Read("OMNI1011").Fails);
        Assert.Single(Of(folder));
        folder.Write(".gitignore", RulePage.Read("OMNI1011").Passes);
        Assert.Empty(Of(folder));
    }

    private static List<Engine.Findings.Finding> Of(GitFolder folder) =>
        [.. Scanned.Report(folder.Path).Findings.Where(finding => finding.Rule.Id == "OMNI1011")];
}
