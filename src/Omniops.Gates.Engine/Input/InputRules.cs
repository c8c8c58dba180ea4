using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Input;

/// <summary>OMNI201x: what comes in is looked at, and has an end.</summary>
public static class InputRules
{
    /// <summary>Rules that nobody asks, or no rules at all. Source: ModelStateInvalidFilter, AddValidation, FluentValidation; CWE-20.</summary>
    public static GateRule InputNotValidated { get; } = new(
        "OMNI2010", "InputNotValidated", Gate.Sql,
        "Input is not validated",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "That input is validated is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-20", "CWE-1287"],
        Asvs = ["v5.0.0-2.2.1", "v5.0.0-2.2.2"],
        ChecklistItems = ["sec8.input-validation"],
    };

    /// <summary>A file of anybody's choice, under a name of anybody's choice. Source: CWE-434, CWE-22; OWASP File Upload Cheat Sheet.</summary>
    public static GateRule UploadUnchecked { get; } = new(
        "OMNI2011", "UploadUnchecked", Gate.Sql,
        "Uploaded file is not checked",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "That an uploaded file is checked is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-434", "CWE-22", "CWE-646"],
        Asvs = ["v5.0.0-5.2.2", "v5.0.0-5.3.1", "v5.0.0-5.3.2"],
        ChecklistItems = ["sec8.uploads"],
    };

    /// <summary>A request without an end fills memory or disk. Source: KestrelServerLimits, FormOptions; CWE-770, CWE-400.</summary>
    public static GateRule RequestLimitRemoved { get; } = new(
        "OMNI2012", "RequestLimitRemoved", Gate.Sql,
        "Request size limit is removed",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "That requests have a largest size is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-770", "CWE-400"],
        Asvs = ["v5.0.0-5.2.1"],
        ChecklistItems = ["sec8.uploads"],
    };
}
