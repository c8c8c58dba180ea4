using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Integrity;

/// <summary>OMNI99xx: the gate ran, on input it could read, with a configuration it understood.</summary>
public static class IntegrityRules
{
    /// <summary>A property, editorconfig option or policy file that the gate cannot read.</summary>
    public static GateRule ConfigurationInvalid { get; } = new(
        "OMNI9901", "ConfigurationInvalid", Gate.Integrity,
        "Gate configuration is invalid",
        "{0}; {1}")
    {
        Outcome = Outcome.Tampered,
        RunsOn = RunsOn.Live,
        IsWaivable = false,
    };

    /// <summary>A waiver whose last day is over: what it covers is no longer answered for.</summary>
    public static GateRule WaiverExpired { get; } = new(
        "OMNI9902", "WaiverExpired", Gate.Integrity,
        "Waiver has expired",
        "the waiver of {0} by {1} ended on {2}; mend what it covers and remove it, or have it reviewed and set a new date")
    {
        IsWaivable = false,
    };

    /// <summary>A waiver or baseline entry for something that is no longer there, and that would cover the next one unseen.</summary>
    public static GateRule AcceptanceUnused { get; } = new(
        "OMNI9905", "AcceptanceUnused", Gate.Integrity,
        "Waiver or baseline entry matches nothing",
        "{0} matches no finding; {1}")
    {
        Outcome = Outcome.NotProven,
        IsWaivable = false,
    };

    /// <summary>Rules that should have looked at a compilation or repository and did not.</summary>
    public static GateRule GateDidNotRun { get; } = new(
        "OMNI9910", "GateDidNotRun", Gate.Integrity,
        "Gate did not run",
        "{0}; {1}")
    {
        Outcome = Outcome.Tampered,
        IsWaivable = false,
    };

    /// <summary>A finding that was silenced, or a rule made harmless, where nobody reviews it. Source: CWE-693.</summary>
    public static GateRule RuleSuppressed { get; } = new(
        "OMNI9911", "RuleSuppressed", Gate.Integrity,
        "Gate rule is suppressed or lowered without a waiver",
        "{0}; {1}")
    {
        Outcome = Outcome.Tampered,
        IsWaivable = false,
    };

    /// <summary>A file that a rule had to read and could not: too large, wrong encoding, broken syntax, locked, gone.</summary>
    public static GateRule InputNotRead { get; } = new(
        "OMNI9912", "InputNotRead", Gate.Integrity,
        "Input could not be read",
        "{0}; {1}")
    {
        Outcome = Outcome.NotProven,
        RunsOn = RunsOn.Live,
    };
}
