using System.Diagnostics;
using NuGet.Configuration;
using NuGet.Versioning;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class AdvisoryInquiryTests : IDisposable
{
    private static readonly DependencyPolicy s_quick = new() { TimeLimitSeconds = 2 };

    // NuGet's client asks three times before it gives up.
    private static readonly DependencyPolicy s_patient = new() { TimeLimitSeconds = 30 };

    private readonly TemporaryFolder _folder = new();
    private readonly PackageFeed _feed = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public AdvisoryInquiryTests()
    {
        _feed.Base.Add(("a", "GHSA-base", 3, "(, 2.0.0)"));
        _feed.Update.Add(("a", "GHSA-update", 0, "[1.0.0]"));
    }

    private AdvisoryInquiry Inquiry => new(Path.Combine(_folder.Path, "cache"), _clock);

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reads_both_pages_of_a_healthy_source()
    {
        var answer = Ask();
        Assert.Null(answer.Problem);
        Assert.True(answer.IsFresh(Inquiry.Today, maximumDays: 0));
        Assert.Equal(
            ["GHSA-base critical", "GHSA-update low"],
            new AdvisoryIndex(answer.Advisories).Of("A", NuGetVersion.Parse("1.0.0")).Select(advisory => $"{advisory.Id} {advisory.Severity}"));
    }

    [Theory]
    [InlineData(FeedMood.WithoutResource, "offers no vulnerability data")]
    [InlineData(FeedMood.Empty, "sent an empty list of vulnerabilities")]
    [InlineData(FeedMood.WithoutPages, "sent an empty list of vulnerabilities")]
    [InlineData(FeedMood.IndexFails, "answered with status 500")]
    [InlineData(FeedMood.BrokenIndex, "sent vulnerability data that is not as it should be")]
    [InlineData(FeedMood.PageFails, "answered with status 500")]
    [InlineData(FeedMood.BrokenPage, "sent vulnerability data that is not as it should be")]
    [InlineData(FeedMood.BadRange, "sent vulnerability data that is not as it should be")]
    [InlineData(FeedMood.Slow, "did not answer within the time limit")]
    public void Proves_nothing_where_a_source_did_not_give_all_its_data(FeedMood mood, string problem)
    {
        _feed.Mood = mood;
        var answer = Ask(mood == FeedMood.Slow ? s_quick : null);
        Assert.Null(answer.Answered);
        Assert.StartsWith(problem, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(["OMNI7003"], Doubts(answer));
    }

    [Fact]
    public void Ends_an_answer_that_never_ends()
    {
        _feed.Mood = FeedMood.Endless;
        var answer = Ask();
        Assert.Equal("sent more than 32 MB", answer.Problem);
    }

    [Fact]
    public void Says_so_when_a_source_is_down()
    {
        var source = Source();
        _feed.Dispose();
        Assert.Equal("cannot be reached (ConnectionRefused)", Assert.Single(Inquiry.Ask([source], s_patient, Stage.Build)).Problem);
    }

    [Fact]
    public void A_page_that_fails_takes_nothing_from_what_was_known()
    {
        Ask();
        _feed.Mood = FeedMood.PageFails;
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(2, Ask().Advisories.Count);
    }

    [Fact]
    public void Asks_a_slow_source_once_for_all_builds_and_at_the_price_of_one_time_limit()
    {
        _feed.Mood = FeedMood.Slow;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, 6, _ => Ask(s_quick));
        Ask(s_quick);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(7), watch.Elapsed.ToString());
        // On a machine that is busy beside it the limit can be over before the first has asked.
        Assert.InRange(_feed.Inquiries, 0, 1);

        _feed.Mood = FeedMood.Healthy;
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(Ask().Problem);
    }

    [Theory]
    [InlineData(600, "did not answer within the time limit")]
    [InlineData(1500, "was not asked: other builds were asking")]
    public void Waiting_for_others_and_asking_share_the_time_limit(int wait, string problem)
    {
        _feed.Mood = FeedMood.Slow;
        var cache = Directory.CreateDirectory(Path.Combine(_folder.Path, "cache")).FullName;
        var others = new FileStream(Path.Combine(cache, "turn.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        _ = Task.Delay(wait, TestContext.Current.CancellationToken).ContinueWith(_ => others.Dispose(), TaskScheduler.Default);
        var watch = Stopwatch.StartNew();
        Assert.Equal(problem, Ask(s_quick).Problem);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), watch.Elapsed.ToString());
    }

    [Fact]
    public void Asks_again_when_an_answer_is_older_than_the_policy_allows_and_for_a_release_once_a_day()
    {
        Ask();
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(2, Ask().Advisories.Count);
        Assert.Equal(1, _feed.Inquiries);

        // Meanwhile an advisory appears. The packages have not changed.
        _feed.Update.Add(("a", "GHSA-new", 2, "[1.0.0]"));
        Assert.Equal(3, Ask(stage: Stage.Release).Advisories.Count);
        Assert.Equal(3, Ask(stage: Stage.Release).Advisories.Count);
        Assert.Equal(2, _feed.Inquiries);

        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(3, Ask().Advisories.Count);
        Assert.Equal(3, _feed.Inquiries);
    }

    [Fact]
    public void A_source_that_fails_later_has_not_taken_back_what_it_said()
    {
        Ask();
        _feed.Mood = FeedMood.IndexFails;
        _clock.Advance(TimeSpan.FromDays(20));
        var answer = Ask(stage: Stage.Release);
        Assert.Equal(2, answer.Advisories.Count);
        Assert.Empty(Doubts(answer));

        _clock.Advance(TimeSpan.FromDays(11));
        answer = Ask();
        Assert.Equal(2, answer.Advisories.Count);
        Assert.Equal(["OMNI7003"], Doubts(answer));
    }

    [Fact]
    public void A_damaged_or_foreign_answer_is_asked_for_again()
    {
        Ask();
        var file = Assert.Single(Inquiry.Files);
        var content = File.ReadAllBytes(file);
        byte[][] damaged = [[], "{"u8.ToArray(), content[..40], content[..^1], [.. content[..^3], 32, .. content[^2..]], [.. content, 32]];
        for (var at = 0; at < damaged.Length; at++)
        {
            File.WriteAllBytes(file, damaged[at]);
            Assert.Equal(2, Ask().Advisories.Count);
            Assert.Equal(2 + at, _feed.Inquiries);
        }
    }

    [Fact]
    public void An_answer_from_the_future_proves_nothing()
    {
        Ask();
        _clock.Advance(TimeSpan.FromDays(-3));
        _feed.Mood = FeedMood.IndexFails;
        Assert.Equal(["OMNI7003"], Doubts(Ask()));
    }

    [Fact]
    public void Does_not_ask_where_answers_cannot_be_kept()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "cache"), "a file");
        Assert.StartsWith("was not asked, as '", Ask().Problem, StringComparison.Ordinal);
        Assert.Empty(_feed.Asked);
    }

    [Fact]
    public void Gives_the_credentials_of_the_settings_and_asks_nobody_for_others()
    {
        _feed.Credentials = ("reader", "correct");
        Assert.Equal(2, Configured("reader", "correct").Advisories.Count);
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("answered with status 401, as it wants other credentials", Configured("reader", "wrong").Problem);

        AdvisoryAnswer Configured(string user, string password)
        {
            _folder.Write("nuget.config", _feed.Config(_folder.Path, $"""
                <packageSourceCredentials><feed><add key="Username" value="{user}" /><add key="ClearTextPassword" value="{password}" /></feed></packageSourceCredentials>
                """));
            return Assert.Single(Inquiry.Ask(AuditSources.Of(_folder.Path).Sources, s_patient, Stage.Build));
        }
    }

    [Fact]
    public void Gives_an_audit_source_its_own_credentials()
    {
        _feed.Credentials = ("reader", "correct");
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /></packageSources>
              <auditSources><clear /><add key="advisories" value="{_feed.Url}" allowInsecureConnections="true" /></auditSources>
              <packageSourceCredentials>
                <advisories><add key="Username" value="reader" /><add key="ClearTextPassword" value="correct" /></advisories>
              </packageSourceCredentials>
            </configuration>
            """);
        Assert.Equal(2, Assert.Single(Inquiry.Ask(AuditSources.Of(_folder.Path).Sources, s_patient, Stage.Build)).Advisories.Count);
    }

    [Fact]
    public void Gives_the_credentials_of_the_environment()
    {
        _feed.Credentials = ("reader", "correct");
        _folder.Write("nuget.config", _feed.Config(_folder.Path).Replace("\"feed\"", "\"our inquiry feed\"", StringComparison.Ordinal));
        const string name = "NuGetPackageSourceCredentials_our inquiry feed";
        Environment.SetEnvironmentVariable(name, "Username=reader;Password=correct");
        try
        {
            Assert.Equal(2, Assert.Single(Inquiry.Ask(AuditSources.Of(_folder.Path).Sources, s_patient, Stage.Build)).Advisories.Count);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void Credentials_that_this_machine_cannot_read_prove_nothing_and_are_not_shown()
    {
        _feed.Credentials = ("reader", "correct");
        _folder.Write("nuget.config", _feed.Config(_folder.Path, """
            <packageSourceCredentials><feed><add key="Username" value="reader" /><add key="Password" value="c2VjcmV0" /></feed></packageSourceCredentials>
            """));
        var sources = AuditSources.Of(_folder.Path);
        var answers = Inquiry.Ask(sources.Sources, s_patient, Stage.Build);
        var doubt = Assert.Single(new AuditData(Snapshots.Of(), sources, answers).Doubts("/r", DependencyPolicy.None, Inquiry.Today));
        Assert.Contains("'feed' has credentials that cannot be read on this machine", doubt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_no_password_of_an_address()
    {
        var source = new PackageSource(_feed.Url.Replace("://", "://reader:secret@", StringComparison.Ordinal), "feed") { AllowInsecureConnections = true };
        Assert.Equal(2, Assert.Single(Inquiry.Ask([source], s_patient, Stage.Build)).Advisories.Count);
        Assert.DoesNotContain("secret", File.ReadAllText(Assert.Single(Inquiry.Files)), StringComparison.Ordinal);
        Inquiry.Ask([source], s_patient, Stage.Build);
        Assert.Equal(1, _feed.Inquiries);
    }

    [Fact]
    public void Knows_everybody_that_was_asked()
    {
        var inquiry = Inquiry;
        Assert.Empty(inquiry.Asked);
        inquiry.Ask([Source(), new PackageSource("/folder", "folder")], s_patient, Stage.Build);
        inquiry.Ask([Source()], s_patient, Stage.Build);
        Assert.Equal(
            [("feed", 2, null), ("folder", 0, "is a folder, which holds no vulnerability data")],
            inquiry.Asked.Select(one => (one.Source.Name, one.Answer.Advisories.Count, one.Answer.Problem)));
    }

    [Fact]
    public void A_source_without_encryption_has_to_be_allowed()
    {
        var answer = Assert.Single(Inquiry.Ask([new PackageSource(_feed.Url, "feed")], s_quick, Stage.Build));
        Assert.StartsWith("is reached without encryption", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(_feed.Asked);
    }

    private List<string> Doubts(params AdvisoryAnswer[] answers) =>
    [
        .. new AuditData(
            Snapshots.Of(),
            new AuditSources([.. answers.Select((_, at) => new PackageSource($"https://{at}.example/index.json", $"s{at}"))], AreNamed: false, Problem: null),
            answers).Doubts("/repository", DependencyPolicy.None, Inquiry.Today).Select(finding => finding.Rule.Id),
    ];

    private PackageSource Source() => new(_feed.Url, "feed") { AllowInsecureConnections = true };

    private AdvisoryAnswer Ask(DependencyPolicy? policy = null, Stage stage = Stage.Build) =>
        Assert.Single(Inquiry.Ask([Source()], policy ?? s_patient, stage));
}
