using System.Text.Json;

namespace Omniops.Gates.Inspection.Tests.Reports;

/// <summary>
/// The objects of SARIF 2.1.0 that the report is made of: which members they may have, which they must have, and of what kind each is.
/// Source: the OASIS schema sarif-schema-2.1.0.json.
/// </summary>
internal static class SarifObjects
{
    private static readonly Dictionary<string, string[]> s_objects = new()
    {
        // name! is required; the kind after the colon is another object, a value or [] of either.
        ["log"] = ["$schema:uri", "version!:version", "runs!:[]run"],
        ["run"] = ["tool!:tool", "results:[]result", "columnKind:columnKind", "originalUriBaseIds:bases"],
        ["tool"] = ["driver!:component"],
        ["component"] = ["name!:string", "version:string", "informationUri:uri", "rules:[]descriptor"],
        ["descriptor"] =
        [
            "id!:string", "name:string", "shortDescription:text", "fullDescription:text", "help:text", "helpUri:uri",
            "defaultConfiguration:configuration", "properties:bag",
        ],
        ["configuration"] = ["level:level"],
        ["text"] = ["text!:string", "markdown:string"],
        ["message"] = ["text!:string"],
        ["result"] =
        [
            "ruleId:string", "ruleIndex:index", "level:level", "message!:message", "locations:[]location", "partialFingerprints:bag",
            "baselineState:baselineState", "suppressions:[]suppression", "properties:bag",
        ],
        ["location"] = ["physicalLocation:physicalLocation"],
        ["physicalLocation"] = ["artifactLocation!:artifactLocation", "region:region"],
        ["artifactLocation"] = ["uri:relativeUri", "uriBaseId:string"],
        ["region"] = ["startLine:position", "startColumn:position", "endLine:position", "endColumn:position"],
        ["suppression"] = ["kind!:suppressionKind", "status:suppressionStatus", "justification:string"],
        ["base"] = ["description:message"],
    };

    private static readonly Dictionary<string, string[]> s_words = new()
    {
        ["version"] = ["2.1.0"],
        ["columnKind"] = ["utf16CodeUnits", "unicodeCodePoints"],
        ["level"] = ["none", "note", "warning", "error"],
        ["baselineState"] = ["new", "unchanged", "updated", "absent"],
        ["suppressionKind"] = ["inSource", "external"],
        ["suppressionStatus"] = ["accepted", "underReview", "rejected"],
    };

    /// <summary>What in a log is not as the schema wants it, each with its place.</summary>
    public static IEnumerable<string> Problems(JsonElement log) => Problems("log", "log", log);

    private static IEnumerable<string> Problems(string place, string kind, JsonElement element)
    {
        if (kind.StartsWith("[]", StringComparison.Ordinal))
            return element.EnumerateArray().SelectMany((item, i) => Problems($"{place}[{i}]", kind[2..], item));
        if (kind == "bases")
            return element.EnumerateObject().SelectMany(item => Problems($"{place}.{item.Name}", "base", item.Value));
        if (!s_objects.TryGetValue(kind, out var members))
            return IsValue(kind, element) ? [] : [$"{place} is no {kind}: {element}"];

        var declared = members.Select(member => member.Split(':')).ToDictionary(member => member[0].TrimEnd('!'), member => member[1]);
        return
        [
            .. members.Where(member => member.Contains('!') && !element.TryGetProperty(member.Split('!')[0], out _)).Select(member => $"{place} lacks {member}"),
            .. element.EnumerateObject().SelectMany(member => declared.TryGetValue(member.Name, out var inner)
                ? Problems($"{place}.{member.Name}", inner, member.Value)
                : [$"{place} may not have {member.Name}"]),
        ];
    }

    private static bool IsValue(string kind, JsonElement element) => kind switch
    {
        "string" => element.ValueKind == JsonValueKind.String && element.GetString()!.Length > 0,
        "uri" => Uri.TryCreate(element.GetString(), UriKind.Absolute, out _),
        "relativeUri" => Uri.TryCreate(element.GetString(), UriKind.Relative, out _) && Uri.IsWellFormedUriString(element.GetString(), UriKind.Relative),
        "index" => element.GetInt32() >= 0,
        "position" => element.GetInt32() >= 1,
        "bag" => element.ValueKind == JsonValueKind.Object,
        _ => s_words[kind].Contains(element.GetString()),
    };
}
