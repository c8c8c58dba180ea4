using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Sql;

/// <summary>OMNI2xxx: what comes in does not become code of another language.</summary>
public static class SqlRules
{
    /// <summary>Data in the text of a statement. Source: CWE-89; OWASP ASVS 5.0, 1.2.4.</summary>
    public static GateRule SqlTextBuiltFromData { get; } = new(
        "OMNI2001", "SqlTextBuiltFromData", Gate.Sql,
        "SQL text built from data",
        "{0} reaches {1}; pass it as a parameter: \"... WHERE Name = @name\"")
    {
        NotProvenMessage = "That the SQL text holds no data is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-89"],
        Asvs = ["v5.0.0-1.2.4"],
        ChecklistItems = ["sec8.input-validation"],
    };

    /// <summary>Data as the name of a table or column, which no parameter can be. Source: CWE-89; OWASP SQL injection prevention, option 3.</summary>
    public static GateRule SqlIdentifierBuiltFromData { get; } = new(
        "OMNI2002", "SqlIdentifierBuiltFromData", Gate.Sql,
        "SQL identifier built from data",
        "{0} is a name in the text that reaches {1}; choose it from a list: sort switch {{ \"name\" => \"Name\", _ => \"Id\" }}")
    {
        NotProvenMessage = "That the names in the SQL text are from a list is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-89"],
        Asvs = ["v5.0.0-1.2.4"],
        ChecklistItems = ["sec8.input-validation"],
    };

    /// <summary>Data that a browser reads as HTML. Source: CWE-79; OWASP ASVS 5.0, 1.2.1.</summary>
    public static GateRule RawHtmlOutput { get; } = new(
        "OMNI2006", "RawHtmlOutput", Gate.Sql,
        "Raw HTML built from data",
        "{0} reaches {1} as HTML; encode it: HtmlEncoder.Default.Encode(name), or @name in Razor")
    {
        NotProvenMessage = "That the HTML holds no data is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-79"],
        Asvs = ["v5.0.0-1.2.1"],
        ChecklistItems = ["sec8.input-validation"],
    };
}
