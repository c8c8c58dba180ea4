using Omniops.Gates.Engine.Dependencies;

namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository says about the packages it is built from.</summary>
public sealed record DependencyPolicy
{
    /// <summary>The policy of a repository that says nothing.</summary>
    public static DependencyPolicy None { get; } = new();

    /// <summary>The highest age that still says something.</summary>
    public const int MostDays = 90;

    /// <summary>The longest that a build may be made to wait.</summary>
    public const int MostSeconds = 300;

    /// <summary>The mildest vulnerability that fails; what is milder is advised.</summary>
    public AdvisorySeverity MinimumSeverity { get; init; } = AdvisorySeverity.Low;

    /// <summary>Whether a project without a lock file fails, in every build, and one whose lock file does not hold.</summary>
    public bool RequiresLockFiles { get; init; }

    /// <summary>Days after which what a source has said proves nothing any more.</summary>
    public int MaximumAgeDays { get; init; } = 30;

    /// <summary>Seconds that all sources together may take, once per machine.</summary>
    public int TimeLimitSeconds { get; init; } = 10;
}
