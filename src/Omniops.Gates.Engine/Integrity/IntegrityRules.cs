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
    };

    /// <summary>Rules that should have looked at a compilation or repository and did not.</summary>
    public static GateRule GateDidNotRun { get; } = new(
        "OMNI9910", "GateDidNotRun", Gate.Integrity,
        "Gate did not run",
        "{0}; {1}")
    {
        Outcome = Outcome.Tampered,
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
