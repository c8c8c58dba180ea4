namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>How a quote is written inside quotes.</summary>
internal enum QuoteStyle
{
    /// <summary>Not at all: single quotes of sh, TOML literals.</summary>
    Verbatim,

    /// <summary>Twice: SQL, single quotes of YAML and PowerShell.</summary>
    Doubled,

    /// <summary>After a backslash, which also writes <c>\n</c> and <c>\u0041</c>: JSON, TOML, double quotes of YAML.</summary>
    Backslash,

    /// <summary>After a backslash that means itself before any other character: double quotes of sh.</summary>
    Shell,

    /// <summary>After a grave accent, or twice: double quotes of PowerShell.</summary>
    Accent,
}
