using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>OMNI7003 over the advisory data itself: whether it is recent enough to call the packages clean.</summary>
public static class AdvisoryAge
{
    /// <summary>Days after which advisory data proves nothing any more.</summary>
    public const int MaxDays = 30;

    /// <summary>A finding when the data is too old to prove a package clean, else null.</summary>
    public static Finding? Check(string root, AdvisorySnapshot advisories, DateOnly today) =>
        today.DayNumber - advisories.CompleteUntil.DayNumber <= MaxDays
            ? null
            : Finding.Of(
                DependencyRules.AuditDidNotHappen,
                new FilePosition(root),
                "advisories",
                $"advisories published after {advisories.CompleteUntil:yyyy-MM-dd} are not known here",
                $"run 'dotnet list package --vulnerable --include-transitive', or point OmniopsAdvisorySnapshot to data of the last {MaxDays} days");
}
