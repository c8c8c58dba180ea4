using System.Globalization;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Findings;

/// <summary>One thing a rule has to say, ready to be shown. Never contains a secret.</summary>
/// <param name="Anchor">What the finding is about, independent of lines: a key path, a symbol, a package. Feeds the fingerprint.</param>
public sealed record Finding(GateRule Rule, Outcome Outcome, string Message, FilePosition Position, string Anchor)
{
    /// <summary>The advisory it is about, such as <c>GHSA-5crp-9r3c-p9vr</c>; null for anything but a vulnerable package.</summary>
    public string? Advisory { get; init; }

    /// <summary>Full path of the file it stands in, where a <c>#line</c> can give its position another; null where nothing can.</summary>
    public string? File { get; init; }

    /// <summary>Full path of the file that the policy knows it by.</summary>
    public string PolicyPath => File ?? Position.Path;

    /// <summary>What hides it from the compiler's output, such as a pragma; null where nothing does.</summary>
    public string? Silencer { get; init; }

    /// <summary>Why the finding does not count any more: a waiver or the baseline; null where it counts.</summary>
    public Acceptance? Acceptance { get; init; }

    /// <summary>A plain finding of <paramref name="rule"/>.</summary>
    public static Finding Of(GateRule rule, FilePosition position, string anchor, params object[] arguments) =>
        new(rule, rule.Outcome, string.Format(CultureInfo.InvariantCulture, rule.Message, arguments), position, anchor);

    /// <summary>The rule could not judge, for <paramref name="reason"/>.</summary>
    /// <exception cref="InvalidOperationException">The rule has no message for that: it can always judge.</exception>
    public static Finding NotProven(GateRule rule, FilePosition position, string anchor, string reason)
    {
        var format = rule.NotProvenMessage ?? throw new InvalidOperationException($"{rule.Id} can always judge");
        return new(rule, Outcome.NotProven, string.Format(CultureInfo.InvariantCulture, format, reason), position, anchor);
    }

    /// <summary>Whether this finding stops a build of the given stage.</summary>
    public bool IsError(Stage stage) => IsError(Outcome, stage);

    /// <summary>Whether a finding with this outcome stops a build of the given stage.</summary>
    public static bool IsError(Outcome outcome, Stage stage) => outcome switch
    {
        Outcome.Fails or Outcome.Tampered => true,
        Outcome.NotProven => stage == Stage.Release,
        _ => false,
    };
}
