using System.Globalization;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Engine.Policy;

/// <summary>A finding that somebody answers for, until a date. It acts whatever the date; that it is over is a finding of its own.</summary>
/// <param name="Rule">ID of the rule.</param>
/// <param name="Path">Where; null for anywhere.</param>
/// <param name="Advisory">Which advisory; null for any finding of the rule.</param>
/// <param name="Expires">The last day.</param>
/// <param name="Start">Offset in the policy file.</param>
/// <param name="Length">Length in the policy file.</param>
public sealed record Waiver(
    string Rule, PathPattern? Path, string? Advisory, string Reason, string Owner, DateTime Expires, int Start, int Length)
{
    /// <summary>The format of a date in the policy file.</summary>
    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>How a report says why the finding does not count.</summary>
    public string Justification => string.Format(
        CultureInfo.InvariantCulture, "waived until {0} by {1}: {2}", Expires.ToString(DateFormat, CultureInfo.InvariantCulture), Owner, Reason);

    /// <summary>Whether it speaks of a finding.</summary>
    /// <param name="relative">The finding's path, relative to the root, with slashes.</param>
    public bool Covers(Finding finding, string relative) => Covers(finding.Rule.Id, relative, finding.Advisory);

    /// <summary>Whether it speaks of a finding of this rule at this place.</summary>
    public bool Covers(string rule, string relative, string? advisory) => Rule == rule
        && (Path is null || Path.Matches(relative))
        && (Advisory is null || Advisory.Equals(advisory, StringComparison.OrdinalIgnoreCase));
}
