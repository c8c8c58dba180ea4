using System.Text.Json;
using System.Text.Json.Nodes;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>A check as SARIF 2.1.0 (OASIS standard): one run, relative paths, sorted, without times.</summary>
public static class SarifReport
{
    private const string Root = "SRCROOT";

    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The log as text.</summary>
    /// <param name="version">The gate's own version.</param>
    /// <param name="page">The page of a rule in Markdown, which code scanning shows beside a finding.</param>
    public static string Write(CheckReport report, string version, Func<GateRule, string> page)
    {
        var rules = RuleCatalogue.All.ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "omniops-gates",
                        ["version"] = version,
                        ["informationUri"] = "https://github.com/omniops/Omniops.Gates",
                        ["rules"] = new JsonArray([.. rules.Select(rule => Rule(rule, page(rule)))]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject { [Root] = new JsonObject { ["description"] = Text("The root of the repository.") } },
                ["results"] = new JsonArray([.. Results(report, rules)]),
            }),
        }.ToJsonString(s_format).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode Rule(GateRule rule, string page) => new JsonObject
    {
        ["id"] = rule.Id,
        ["name"] = rule.Name,
        ["shortDescription"] = Text(rule.Title),
        ["fullDescription"] = Text(rule.Title + "."),
        ["help"] = new JsonObject { ["text"] = $"{rule.Title}. See {rule.HelpLink}", ["markdown"] = page },
        ["helpUri"] = rule.HelpLink,
        ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Outcome == Outcome.NotProven ? "warning" : "error" },
        ["properties"] = new JsonObject
        {
            ["precision"] = "high",
            ["problem.severity"] = rule.Outcome == Outcome.NotProven ? "warning" : "error",
            ["tags"] = new JsonArray([.. Tags(rule).Select(tag => (JsonNode)tag)]),
        },
    };

    /// <summary>As code scanning reads them. Source: GitHub's documentation of SARIF support.</summary>
    private static IEnumerable<string> Tags(GateRule rule) =>
        rule.Cwe.Select(cwe => $"external/cwe/{cwe.ToLowerInvariant()}").Prepend(rule.Gate.ToString()).Prepend("security");

    private static IEnumerable<JsonNode> Results(CheckReport report, List<GateRule> rules)
    {
        var fingerprints = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach (var (finding, fingerprint) in Fingerprints.Of(report.Findings, report.Relative))
            fingerprints[finding] = fingerprint;
        return FoldedFinding.Of(report.Findings)
            .Select(item => Result(report, item, fingerprints[item.First], rules.IndexOf(item.First.Rule)));
    }

    private static JsonNode Result(CheckReport report, FoldedFinding folded, string fingerprint, int ruleIndex)
    {
        var result = Result(report, folded.First, folded.Message, fingerprint, ruleIndex);
        if (folded.Others.Count > 0)
            result["relatedLocations"] = new JsonArray([.. folded.Others.Select(other => (JsonNode)Location(report, other.Position))]);
        return result;
    }

    private static JsonObject Result(CheckReport report, Finding finding, string message, string fingerprint, int ruleIndex) => new()
    {
        ["ruleId"] = finding.Rule.Id,
        ["ruleIndex"] = ruleIndex,
        ["level"] = finding.IsError(report.Stage) ? "error" : finding.Outcome == Outcome.Noted ? "note" : "warning",
        ["message"] = Text(message),
        ["locations"] = new JsonArray(Location(report, finding.Position)),
        ["partialFingerprints"] = new JsonObject { ["omniopsGates/v1"] = fingerprint },
        ["baselineState"] = finding.Acceptance is { IsBaseline: true } ? "unchanged" : "new",
        ["suppressions"] = new JsonArray([.. finding.Acceptance is { } acceptance ? [Suppression(acceptance)] : Array.Empty<JsonNode>()]),
        ["properties"] = new JsonObject { ["outcome"] = finding.Outcome.ToString() },
    };

    private static JsonNode Suppression(Acceptance acceptance) => new JsonObject
    {
        ["kind"] = "external",
        ["status"] = "accepted",
        ["justification"] = acceptance.Justification,
    };

    private static JsonObject Location(CheckReport report, FilePosition position)
    {
        var physical = new JsonObject
        {
            ["artifactLocation"] = new JsonObject
            {
                ["uri"] = string.Join('/', report.Relative(position.Path).Split('/').Select(Uri.EscapeDataString)),
                ["uriBaseId"] = Root,
            },
        };
        if (position.Line > 0)
        {
            physical["region"] = new JsonObject { ["startLine"] = position.Line, ["startColumn"] = position.Column };
            if (position.EndLine > 0)
            {
                physical["region"]!["endLine"] = position.EndLine;
                physical["region"]!["endColumn"] = position.EndColumn;
            }
        }

        return new JsonObject { ["physicalLocation"] = physical };
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
