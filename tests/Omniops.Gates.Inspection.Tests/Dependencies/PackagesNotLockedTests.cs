using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class PackagesNotLockedTests : IDisposable
{
    private const string Wanted = "\"restorePackagesWithLockFile\": \"true\"";
    private const string Locked = Wanted + ", \"restoreLockedMode\": true";

    private static readonly string[] s_packages = ["A/1.0.0 -> B", "B/2.0.0"];

    private readonly GitFolder _git = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _project;

    public PackagesNotLockedTests() => _project = _folder.Write("App.csproj", """
        <Project>
          <PackageReference Include="A" />
        </Project>
        """);

    public void Dispose()
    {
        _git.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData(Wanted)]
    [InlineData(Locked)]
    public void Allows_a_developer_to_renew_the_lock_file(string settings)
    {
        Assets(settings);
        Lock("packages.lock.json");
        Assert.Empty(Check());
    }

    [Fact]
    public void Allows_a_developer_to_have_none()
    {
        Assets("");
        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("packages.lock.json", Locked)]
    [InlineData("packages.App.lock.json", Locked)]
    [InlineData("locks/app.json", Locked + ", \"nuGetLockFilePath\": \"locks/app.json\"")]
    public void Allows_a_release_from_a_locked_restore(string file, string settings)
    {
        Assets(settings);
        Lock(file);
        Assert.Empty(Check(Stage.Release));
    }

    [Fact]
    public void Allows_a_project_without_packages()
    {
        AssetsFile.Write(_folder, []);
        Assert.Empty(Check(Stage.Release));
        Assert.Empty(Check(policy: new DependencyPolicy { RequiresLockFiles = true }));
    }

    [Theory]
    [InlineData(Stage.Release, false)]
    [InlineData(Stage.Build, true)]
    public void Reports_what_is_built_for_others_without_a_lock_file(Stage stage, bool isContinuousIntegration)
    {
        Assets("");
        Assert.Equal(
            "App.csproj(0,0) 'App.csproj' has no lock file, so another restore may bring other packages; "
                + "set RestorePackagesWithLockFile to true and commit the packages.lock.json that restore writes",
            Only(Check(stage, isContinuousIntegration)));
    }

    [Fact]
    public void Reports_a_release_whose_restore_was_not_locked()
    {
        Assets(Wanted);
        Lock("packages.lock.json");
        Assert.StartsWith(
            "packages.lock.json(0,0) 'packages.lock.json' was not held to: this restore would have rewritten it; set RestoreLockedMode",
            Only(Check(Stage.Release)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_lock_file_that_is_asked_for_and_not_there()
    {
        Assets(Locked);
        Assert.Equal(
            "App.csproj(0,0) 'App.csproj' asks for a lock file, and there is no 'packages.lock.json'; restore again and commit it", Only(Check()));
    }

    [Theory]
    [InlineData("A", "B", "2.0.1", "'B' 2.0.0")]
    [InlineData("X", "B", "2.0.0", "'A' 1.0.0")]
    [InlineData("X", "Y", "2.0.0", "'A' 1.0.0 and 1 more")]
    public void Reports_packages_that_the_lock_file_does_not_hold(string first, string second, string version, string named)
    {
        Assets(Locked);
        Lock("packages.lock.json", first, second, version);
        Assert.Equal(
            $"App.csproj(2,3) 'packages.lock.json' does not hold {named}, which this build uses; restore again and commit the lock file",
            Only(Check()));
    }

    [Fact]
    public void A_lock_file_beside_the_one_that_counts_proves_nothing()
    {
        Assets(Locked + ", \"nuGetLockFilePath\": \"locks/app.json\"");
        Lock("packages.lock.json");
        Assert.Contains("there is no 'app.json'", Only(Check()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "packages.lock.json")]
    [InlineData("locks/app.json", "locks/app.json")]
    public void Judges_the_lock_file_of_the_project_where_restore_was_given_a_copy(string path, string file)
    {
        Assets(Locked + ", \"nuGetLockFilePath\": \"obj/copy.json\"");
        Lock("obj/copy.json");
        Assert.Contains($"there is no '{Path.GetFileName(file)}'", Only(Check(lockFilePath: path)), StringComparison.Ordinal);
        Lock(file);
        Assert.Empty(Check(Stage.Release, lockFilePath: path));
        Lock(file, version: "2.0.1");
        Assert.Contains($"'{Path.GetFileName(file)}' does not hold 'B' 2.0.0", Only(Check(lockFilePath: path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "version": 1, "dependencies": { "net10.0": { "A": """)]
    public void A_lock_file_that_cannot_be_read_proves_nothing(string text)
    {
        Assets(Locked);
        _folder.Write("packages.lock.json", text);
        var finding = Assert.Single(Check());
        Assert.Equal(("OMNI7004", Outcome.NotProven), (finding.Rule.Id, finding.Outcome));
    }

    [Fact]
    public void A_policy_makes_it_fail_and_asks_developers_for_the_file()
    {
        var policy = new DependencyPolicy { RequiresLockFiles = true };
        Assets("");
        Assert.Equal(Outcome.Fails, Assert.Single(Check(policy: policy)).Outcome);

        Lock("packages.lock.json");
        Assert.Empty(Check(policy: policy));
        Assert.Equal(Outcome.Fails, Assert.Single(Check(Stage.Release, policy: policy)).Outcome);
    }

    [Fact]
    public void Reports_a_lock_file_that_is_not_committed()
    {
        var project = _git.Write("[app] x/App.csproj", "<Project />");
        Assets(Locked);
        var assets = _git.Write("obj/project.assets.json", File.ReadAllText(Path.Combine(_folder.Path, "obj/project.assets.json")));
        _git.Write("[app] x/packages.lock.json", LockText("A", "B", "2.0.0"));
        _git.Write(".gitignore", "packages.lock.json");
        var audit = new ProjectAudit(project, assets, StoreFile: Path.Combine(_git.Path, "obj/store.json"), AdditionalSnapshot: null) { Stage = Stage.Release };
        Assert.Contains("'packages.lock.json' is not committed", Assert.Single(audit.Check()).Message, StringComparison.Ordinal);

        _git.Commit();
        Assert.Empty(audit.Check());
    }

    private void Assets(string settings)
    {
        var file = AssetsFile.Write(_folder, ["A"], s_packages);
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "\"projectStyle\":", $"\"restoreLockProperties\": {{ {settings} }}, \"projectStyle\":", StringComparison.Ordinal));
    }

    private void Lock(string file, string first = "A", string second = "B", string version = "2.0.0") =>
        _folder.Write(file, LockText(first, second, version));

    private static string LockText(string first, string second, string version) => $$"""
        { "version": 1, "dependencies": { "net10.0": {
          "{{first}}": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0", "contentHash": "x", "dependencies": { "{{second}}": "1.0.0" } },
          "{{second}}": { "type": "Transitive", "resolved": "{{version}}", "contentHash": "x" } } } }
        """;

    private IReadOnlyList<Finding> Check(
        Stage stage = Stage.Build, bool isContinuousIntegration = false, DependencyPolicy? policy = null, string? lockFilePath = null) =>
        new ProjectAudit(_project, Path.Combine(_folder.Path, "obj/project.assets.json"), StoreFile: null, AdditionalSnapshot: null)
        {
            Stage = stage,
            IsContinuousIntegration = isContinuousIntegration,
            LockFilePath = lockFilePath,
            Policy = policy ?? DependencyPolicy.None,
        }.Check();

    private string Only(IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal(("OMNI7004", Outcome.Advised), (finding.Rule.Id, finding.Outcome));
        var (path, line, column) = (finding.Position.Path, finding.Position.Line, finding.Position.Column);
        return $"{Path.GetRelativePath(_folder.Path, path)}({line},{column}) {finding.Message}";
    }
}
