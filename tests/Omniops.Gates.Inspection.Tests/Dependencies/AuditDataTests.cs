using NuGet.Configuration;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class AuditDataTests
{
    private static readonly DateOnly s_today = new(2026, 11, 1);
    private static readonly AdvisoryAnswer s_fresh = Answered(0);

    [Fact]
    public void A_pass_needs_an_answer() => Assert.Equal(
        ["advisories published after 2026-01-01 are not known here: no package source is asked; name one that does under auditSources in "
            + "nuget.config, or point OmniopsAdvisorySnapshot to data of the last 30 days"],
        Doubts(areNamed: false));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_package_source_without_data_is_no_doubt_beside_one_with_data_and_an_audit_source_is(bool areNamed, int doubts) =>
        Assert.Equal(doubts, Doubts(areNamed, s_fresh, AdvisoryAnswer.NoData(default, "offers no vulnerability data")).Count);

    [Fact]
    public void Sources_that_have_no_data_are_named_together() => Assert.Contains(
        "no package source offers vulnerability data ('s0', 's1')",
        Assert.Single(Doubts(areNamed: false, AdvisoryAnswer.NoData(default, "x"), AdvisoryAnswer.NoData(default, "y"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_source_that_failed_is_a_doubt_whatever_another_says(bool areNamed) => Assert.Contains(
        "'s1' answered with status 500; make it answer",
        Assert.Single(Doubts(areNamed, s_fresh, AdvisoryAnswer.Failed(default, "answered with status 500"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(-1, 0)]
    [InlineData(-2, 1)]
    public void An_answer_has_an_age(int days, int doubts) => Assert.Equal(doubts, Doubts(areNamed: false, Answered(days)).Count);

    [Fact]
    public void Settings_that_cannot_be_read_are_a_doubt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("nuget.config", "<configuration><packageSources>");
        var sources = AuditSources.Of(folder.Path);
        Assert.Contains("nuget.config cannot be read", Assert.Single(
            new AuditData(Snapshots.Of(), sources, []).Doubts("/r", DependencyPolicy.None, s_today)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_audit_sources_before_package_sources_and_leaves_out_what_is_disabled()
    {
        using var folder = new TemporaryFolder();
        const string sources = """
            <packageSources><clear /><add key="a" value="https://a.example/index.json" /><add key="b" value="https://b.example/index.json" /></packageSources>
            <disabledPackageSources><add key="b" value="true" /></disabledPackageSources>
            """;
        folder.Write("nuget.config", $"<configuration>{sources}</configuration>");
        Assert.Equal(["a"], AuditSources.Of(folder.Path).Sources.Select(source => source.Name));

        folder.Write("nuget.config", $"""
            <configuration>{sources}<auditSources><clear /><add key="c" value="https://c.example/index.json" /></auditSources></configuration>
            """);
        var named = AuditSources.Of(folder.Path);
        Assert.Equal((true, "c"), (named.AreNamed, Assert.Single(named.Sources).Name));
    }

    [Theory]
    [InlineData("https://reader:secret@feed.example/v3/index.json?sig=secret#secret", "https://feed.example/v3/index.json")]
    [InlineData("/packages", "/packages")]
    public void A_source_that_only_the_project_names_is_shown_without_its_password(string address, string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("nuget.config", "<configuration><packageSources><clear /></packageSources><auditSources><clear /></auditSources></configuration>");
        var sources = AuditSources.Of(folder.Path, new PackageGraph([]) { Sources = [address] });
        Assert.Equal((name, address), (Assert.Single(sources.Sources).Name, sources.Sources[0].Source));
    }

    [Fact]
    public void Nobody_is_asked_when_the_team_has_given_recent_data()
    {
        using var folder = new TemporaryFolder();
        using var feed = new PackageFeed();
        folder.Write("nuget.config", feed.Config(folder.Path));
        var inquiry = new AdvisoryInquiry(Path.Combine(folder.Path, "cache"), new FakeClock(new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero)));
        var data = AuditData.Load(Snapshots.Of(), AuditSources.Of(folder.Path), inquiry, DependencyPolicy.None, Stage.Release);
        Assert.Empty(data.Doubts("/r", DependencyPolicy.None, inquiry.Today));
        Assert.Empty(feed.Asked);
    }

    [Fact]
    public void Says_where_the_data_comes_from_and_how_old_it_is()
    {
        var data = new AuditData(Snapshots.Of(), Sources(1, areNamed: false), [Answered(3)]);
        Assert.Equal(["0 advisories, complete until 2026-01-01", "1 advisories of 's0', as of 2026-10-29"], data.Evidence);
    }

    private static AdvisoryAnswer Answered(int days)
    {
        var day = new DateTimeOffset(s_today.AddDays(-days).ToDateTime(new TimeOnly(23, 0)), TimeSpan.Zero);
        return new AdvisoryAnswer(day, day, Problem: null, HasNoData: false, [new Advisory("a", "GHSA-1", null, "low", ["(, 1.0.0)"], [])]);
    }

    private static List<string> Doubts(bool areNamed, params AdvisoryAnswer[] answers) =>
    [
        .. new AuditData(Snapshots.Of(), Sources(answers.Length, areNamed), answers)
            .Doubts("/repository", DependencyPolicy.None, s_today).Select(finding => finding.Message),
    ];

    private static AuditSources Sources(int count, bool areNamed) => new(
        [.. Enumerable.Range(0, count).Select(at => new PackageSource($"https://{at}.example/index.json", $"s{at}"))], areNamed, Problem: null);
}
