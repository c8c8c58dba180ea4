using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>All that is known about vulnerable packages, where it comes from, and whether it is enough to call others clean.</summary>
/// <param name="Snapshot">What the package itself knows, and what the team gives to its builds.</param>
/// <param name="Sources">Who was to be asked.</param>
/// <param name="Answers">What they said, in the order of <paramref name="Sources"/>; empty where nobody needed to be asked.</param>
public sealed record AuditData(AdvisorySnapshot Snapshot, AuditSources Sources, IReadOnlyList<AdvisoryAnswer> Answers)
{
    /// <summary>The snapshot alone.</summary>
    public static AuditData Of(AdvisorySnapshot snapshot) => new(snapshot, AuditSources.None, []);

    /// <summary>The snapshot and what the sources say.</summary>
    public static AuditData Load(AdvisorySnapshot snapshot, AuditSources sources, AdvisoryInquiry inquiry, DependencyPolicy policy, Stage stage) =>
        IsRecent(snapshot, inquiry.Today, policy)
            ? new(snapshot, sources, [])
            : new(snapshot, sources, inquiry.Ask(sources.Sources, policy, stage));

    /// <summary>The advisories by package.</summary>
    public AdvisoryIndex Index() => new([Snapshot.Advisories, .. Answers.Select(answer => answer.Advisories)]);

    /// <summary>How many there are, from whom and of which day.</summary>
    public IReadOnlyList<string> Evidence =>
    [
        $"{Snapshot.Advisories.Count} advisories, complete until {Date(Snapshot.CompleteUntil)}",
        .. Sources.Sources.Zip(Answers).Where(one => one.Second.AnsweredOn is not null).Select(one =>
            $"{one.Second.Advisories.Count} advisories of '{one.First.Name}', as of {Date(one.Second.AnsweredOn!.Value)}"),
    ];

    /// <summary>OMNI7003: why packages that no advisory names are not proven clean.</summary>
    /// <param name="place">Full path of the repository or project.</param>
    public IEnumerable<Finding> Doubts(string place, DependencyPolicy policy, DateOnly today)
    {
        if (IsRecent(Snapshot, today, policy))
            yield break;

        var known = Sources.Sources.Zip(Answers).ToList();
        var stale = known.Where(one => !one.Second.IsFresh(today, policy.MaximumAgeDays)).ToList();
        var silent = stale.Where(one => one.Second.HasNoData).ToList();
        foreach (var (source, answer) in stale.Where(one => Sources.AreNamed || !one.Second.HasNoData))
            yield return Doubt(source.Name, $"'{source.Name}' {answer.Problem ?? "has not answered for too long"}", answer.AnsweredOn, WayOut(answer));

        if (Sources.Problem is { } problem)
            yield return Doubt("nuget.config", problem, answered: null, "mend it");
        else if (!Sources.AreNamed && silent.Count == known.Count)
        {
            var fact = known.Count == 0 ? "no package source is asked" : $"no package source offers vulnerability data ({Names(silent.Select(one => one.First.Name))})";
            yield return Doubt("advisories", fact, answered: null, "name one that does under auditSources in nuget.config");
        }

        Finding Doubt(string anchor, string fact, DateOnly? answered, string wayOut)
        {
            var until = answered > Snapshot.CompleteUntil ? answered.Value : Snapshot.CompleteUntil;
            return Finding.Of(
                DependencyRules.AuditDidNotHappen, new FilePosition(place), anchor,
                $"advisories published after {Date(until)} are not known here: {fact}",
                $"{wayOut}, or point OmniopsAdvisorySnapshot to data of the last {policy.MaximumAgeDays} days");
        }
    }

    private static string WayOut(AdvisoryAnswer answer) => answer.HasNoData ? "take it out of auditSources" : "make it answer";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsRecent(AdvisorySnapshot snapshot, DateOnly today, DependencyPolicy policy) =>
        today.DayNumber - snapshot.CompleteUntil.DayNumber <= policy.MaximumAgeDays;
}
