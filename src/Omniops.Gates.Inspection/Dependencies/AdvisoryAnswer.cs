using System.Text.Json.Serialization;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What is known from a source, and what it last said when it was asked.</summary>
/// <param name="Asked">When it was asked last; null for never.</param>
/// <param name="Answered">When it last gave all its data; null for never. Only then do its advisories prove anything.</param>
/// <param name="Problem">What went wrong when it was asked last, as the end of a sentence; null where it answered.</param>
/// <param name="HasNoData">Whether it answered that it has no vulnerability data at all.</param>
/// <param name="Advisories">What it has said so far, also in an answer with gaps: that can fail a build.</param>
public sealed record AdvisoryAnswer(
    DateTimeOffset? Asked, DateTimeOffset? Answered, string? Problem, bool HasNoData, IReadOnlyList<Advisory> Advisories)
{
    /// <summary>Of a source that was never asked.</summary>
    public static AdvisoryAnswer None { get; } = new(Asked: null, Answered: null, "was not asked", HasNoData: false, []);

    /// <summary>The day of <see cref="Answered"/>.</summary>
    [JsonIgnore]
    public DateOnly? AnsweredOn => Answered is { } answered ? DateOnly.FromDateTime(answered.UtcDateTime) : null;

    /// <summary>Of a source without vulnerability data.</summary>
    public static AdvisoryAnswer NoData(DateTimeOffset asked, string problem) => new(asked, Answered: null, problem, HasNoData: true, []);

    /// <summary>Of a source that did not give its data.</summary>
    public static AdvisoryAnswer Failed(DateTimeOffset asked, string problem) => new(asked, Answered: null, problem, HasNoData: false, []);

    /// <summary>Whether it proves on a day that nothing else was known.</summary>
    /// <param name="maximumDays">Days that may have passed since.</param>
    public bool IsFresh(DateOnly today, int maximumDays)
    {
        if (AnsweredOn is not { } day)
            return false;

        // From a clock that was ahead, or from a hand-made file; a day is what time zones and small differences may do.
        var days = today.DayNumber - day.DayNumber;
        return days >= -1 && days <= maximumDays;
    }

    /// <summary>This answer after an earlier one: a source that fails now has not taken back what it said.</summary>
    public AdvisoryAnswer After(AdvisoryAnswer earlier) => Problem is null
        ? this
        : this with
        {
            Answered = earlier.Answered,
            Advisories = Advisories.Count == 0 ? earlier.Advisories : [.. Advisories.Concat(earlier.Advisories)
                .DistinctBy(advisory => (advisory.Package.ToLowerInvariant(), advisory.Id, string.Join('|', advisory.Ranges)))],
        };
}
