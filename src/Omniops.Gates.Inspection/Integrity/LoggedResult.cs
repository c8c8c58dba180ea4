using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Integrity;

/// <summary>A diagnostic as the compiler logged it.</summary>
/// <param name="Level">error, warning or note.</param>
/// <param name="Suppression">What silenced it in source; null where nothing did.</param>
/// <param name="Outcome">The outcome that our analyzers attach; null for other diagnostics.</param>
/// <param name="Anchor">What our analyzers say it is about; null for other diagnostics.</param>
public sealed record LoggedResult(
    string RuleId, string Level, string Message, FilePosition? Position, string? Suppression, string? Outcome, string? Anchor)
{
    /// <summary>The file it stands in, which a <c>#line</c> can give another name; null for other diagnostics.</summary>
    public string? File { get; init; }

    /// <summary>Whether the compilation took it for accepted by the policy.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Whether the compilation took its file for a test, sample or document because the policy says so.</summary>
    public bool IsAside { get; init; }

    /// <summary>How the rules understood the program, where the diagnostic carries that instead of a finding.</summary>
    public string? Seen { get; init; }
}
