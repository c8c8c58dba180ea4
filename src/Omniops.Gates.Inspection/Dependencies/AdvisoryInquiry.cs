using System.Collections.Concurrent;
using System.Diagnostics;
using NuGet.Common;
using NuGet.Configuration;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Storage;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// Asks sources for vulnerabilities: not as long as what they said is recent enough, then once for all builds of a machine, all at once and
/// within a time limit. What a build asks for in vain is not asked for again at once.
/// </summary>
/// <param name="folder">Where answers are kept.</param>
/// <param name="clock">The time that ages are measured against.</param>
public sealed class AdvisoryInquiry(string folder, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_patienceWithoutData = TimeSpan.FromHours(12);

    /// <summary>For what ends by itself at the limit.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(250);

    private readonly AnswerStore _store = new(folder);
    private readonly ConcurrentDictionary<string, (PackageSource Source, AdvisoryAnswer Answer)> _asked = new(StringComparer.Ordinal);

    /// <summary>With the answers that this user's builds share.</summary>
    public static AdvisoryInquiry OfUser() => new(
        Path.Combine(CacheFolder.OfUser ?? NuGetEnvironment.GetFolderPath(NuGetFolderPath.HttpCacheDirectory), "advisories"), TimeProvider.System);

    /// <summary>The day, as answers are dated.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The files that hold answers.</summary>
    public IEnumerable<string> Files => _store.Files;

    /// <summary>Every source that somebody wanted an answer of, with the last one, by name.</summary>
    public IReadOnlyList<(PackageSource Source, AdvisoryAnswer Answer)> Asked =>
        [.. _asked.Values.OrderBy(one => one.Source.Name, StringComparer.Ordinal).ThenBy(one => one.Source.Source, StringComparer.Ordinal)];

    /// <summary>One answer for each source, in their order.</summary>
    public IReadOnlyList<AdvisoryAnswer> Ask(IReadOnlyList<PackageSource> sources, DependencyPolicy policy, Stage stage)
    {
        var answers = Answers(sources, policy, stage);
        foreach (var (source, answer) in sources.Zip(answers))
            _asked[source.Source] = (source, answer);
        return answers;
    }

    private List<AdvisoryAnswer> Answers(IReadOnlyList<PackageSource> sources, DependencyPolicy policy, Stage stage)
    {
        // A release is worth a question a day; an ordinary build asks when it has to.
        var days = stage == Stage.Release ? 0 : policy.MaximumAgeDays;
        var limit = TimeSpan.FromSeconds(policy.TimeLimitSeconds);
        var answers = sources.Select(Known).ToList();
        if (!answers.Exists(answer => IsDue(answer, days)))
            return answers;

        try
        {
            var start = Stopwatch.GetTimestamp();
            using var turn = _store.TakeTurn(limit);
            // Who has waited for others has less time left to ask; too little would make a source look bad.
            var left = limit - Stopwatch.GetElapsedTime(start);
            answers = [.. sources.Select(Known)];
            var due = Enumerable.Range(0, sources.Count).Where(at => IsDue(answers[at], days)).ToList();
            if (turn is null || left < limit / 2)
            {
                var busy = AdvisoryAnswer.Failed(clock.GetUtcNow(), "was not asked: other builds were asking");
                due.ForEach(at => answers[at] = busy.After(answers[at]));
                return answers;
            }

            foreach (var (at, answer) in AskAll(due, at => sources[at], left))
            {
                answers[at] = answer.After(answers[at]);
                _store.Save(sources[at].Source, answers[at]);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Asked anew by each project, a dead source would cost its time limit each time.
            var problem = $"was not asked, as '{folder}', where answers are kept, cannot be written";
            for (var at = 0; at < answers.Count; at++)
            {
                if (IsDue(answers[at], days))
                    answers[at] = AdvisoryAnswer.Failed(clock.GetUtcNow(), problem).After(answers[at]);
            }
        }

        return answers;
    }

    /// <summary>
    /// What sources say about the versions of packages: from what is kept, and asked for where that is older than the policy allows. Helps to
    /// say what to do, and proves nothing; a source that does not answer in time is left out.
    /// </summary>
    public PackageCatalog Look(AuditSources sources, IReadOnlyCollection<string> ids, DependencyPolicy policy)
    {
        var found = new Dictionary<string, IReadOnlyList<PublishedVersion>>(StringComparer.OrdinalIgnoreCase);
        var usable = sources.Packages.Where(source => source.IsHttp && (source.IsHttps || source.AllowInsecureConnections)).ToList();
        try
        {
            using var turn = usable.Exists(source => Unknown(source).Count > 0)
                ? _store.TakeTurn(TimeSpan.FromSeconds(policy.TimeLimitSeconds)) : null;
            if (turn is not null)
            {
                Refresh([.. usable.Where(source => !IsSilent(source)).Select(source => (source, Unknown(source)))
                    .Where(one => one.Item2.Count > 0)], policy);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is not known is not suggested.
        }

        foreach (var (source, id) in usable.SelectMany(source => ids.Where(id => sources.IsAskedFor(source, id)).Select(id => (source, id))))
        {
            if (_store.LoadVersions(source.Source, id) is { Versions.Count: > 0 } known)
                found[id] = found.TryGetValue(id, out var others) ? Together(others.Concat(known.Versions)) : known.Versions;
        }

        return new PackageCatalog(found);

        List<string> Unknown(PackageSource source) => [.. ids.Where(id => sources.IsAskedFor(source, id)).Where(id =>
            _store.LoadVersions(source.Source, id) is not { } known
            || Math.Abs((clock.GetUtcNow() - known.Asked).TotalDays) > policy.MaximumAgeDays + 1)];
    }

    /// <summary>A copy of a package elsewhere need not have the mark of its author.</summary>
    private static List<PublishedVersion> Together(IEnumerable<PublishedVersion> versions) =>
    [
        .. versions.GroupBy(version => version.Version).Select(same =>
            same.First() with { Deprecation = same.FirstOrDefault(version => version.Deprecation is not null)?.Deprecation }),
    ];

    /// <summary>Whether a source was asked in vain a short while ago, for advisories or for versions.</summary>
    private bool IsSilent(PackageSource source) => new[] { source.Source, VersionsOf(source) }.Select(_store.Load)
        .Any(answer => answer is { Problem: not null, HasNoData: false, Asked: { } asked } && (clock.GetUtcNow() - asked).Duration() < s_patience);

    private static string VersionsOf(PackageSource source) => $"{source.Source} versions";

    private void Refresh(List<(PackageSource Source, List<string> Ids)> questions, DependencyPolicy policy)
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(policy.TimeLimitSeconds));
        var tasks = questions.Select(question =>
            Task.Run(() => AdvisoryFeed.VersionsAsync(question.Source, question.Ids, cancellation.Token))).ToList();
        Task.WhenAny(Task.WhenAll(tasks), Task.Delay(TimeSpan.FromSeconds(policy.TimeLimitSeconds) + s_slack)).GetAwaiter().GetResult();
        foreach (var (question, task) in questions.Zip(tasks))
        {
            var answers = task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : [];
            foreach (var (id, versions) in answers)
                _store.SaveVersions(question.Source.Source, id, new StoredVersions(clock.GetUtcNow(), versions));
            if (answers.Count < question.Ids.Count)
                _store.Save(VersionsOf(question.Source), AdvisoryAnswer.Failed(clock.GetUtcNow(), "did not say which versions there are"));
        }
    }

    private AdvisoryAnswer Known(PackageSource source) => source.IsHttp
        ? _store.Load(source.Source)
        : AdvisoryAnswer.NoData(clock.GetUtcNow(), "is a folder, which holds no vulnerability data");

    private bool IsDue(AdvisoryAnswer answer, int days)
    {
        if (answer.IsFresh(Today, days))
            return false;

        var passed = answer.Asked is { } asked ? clock.GetUtcNow() - asked : TimeSpan.MaxValue;
        return answer.Problem is null || passed < TimeSpan.Zero || passed > (answer.HasNoData ? s_patienceWithoutData : s_patience);
    }

    private List<(int At, AdvisoryAnswer Answer)> AskAll(List<int> due, Func<int, PackageSource> source, TimeSpan limit)
    {
        var now = clock.GetUtcNow();
        using var cancellation = new CancellationTokenSource(limit);
        var end = Task.Delay(limit + s_slack);
        var questions = due.Select(at => (At: at, Answer: Task.Run(() => AdvisoryFeed.AskAsync(source(at), now, cancellation.Token)))).ToList();
        var all = Task.WhenAll(questions.Select(question => question.Answer));
        // Not every wait inside a client ends when it is told to.
        Task.WhenAny(all, end).GetAwaiter().GetResult();
        return
        [
            .. questions.Select(question => (question.At, question.Answer.IsCompletedSuccessfully
                ? question.Answer.GetAwaiter().GetResult()
                : AdvisoryAnswer.Failed(now, AdvisoryFeed.Late))),
        ];
    }
}
