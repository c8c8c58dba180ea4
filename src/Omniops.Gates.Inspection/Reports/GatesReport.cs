using System.Text.Json;
using System.Text.Json.Nodes;
using NuGet.Configuration;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>A check as <c>gates.json</c>: the verdict of each gate with its evidence, what was seen and what was not.</summary>
public static class GatesReport
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report as text.</summary>
    /// <param name="version">The gate's own version.</param>
    public static string Write(CheckReport report, string version)
    {
        var fingerprints = Fingerprints.Of(report.Findings, report.Relative)
            .ToDictionary<(Finding Finding, string Fingerprint), object, string>(item => item.Finding, item => item.Fingerprint, ReferenceEqualityComparer.Instance);
        return new JsonObject
        {
            ["format"] = 1,
            ["version"] = version,
            ["target"] = report.Target,
            ["stage"] = report.Stage.ToString().ToLowerInvariant(),
            ["strict"] = report.IsStrict,
            ["date"] = $"{report.Today:yyyy-MM-dd}",
            ["exitCode"] = report.ExitCode,
            ["advisories"] = report.Advisories is { } advisories ? Advisories(report, advisories) : null,
            ["waivers"] = report.Policy.Policy.Waivers.Count,
            ["baseline"] = report.Policy.Baseline.Entries.Count,
            ["gates"] = new JsonArray([.. report.Gates.Select(gate => Gate(report, gate, fingerprints))]),
            ["notLookedAt"] = Texts(report.NotLookedAt.Select(gate => gate.ToString())),
            ["seen"] = new JsonArray([.. report.Seen.Select(seen => Seen(report, seen))]),
            ["projectsFound"] = report.FoundProjects,
            ["projectsJudged"] = report.JudgedProjects,
            ["projectsListed"] = report.ListedProjects,
            ["projects"] = new JsonArray([.. report.Projects.Select(project => Project(report, project))]),
        }.ToJsonString(s_format).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode Advisories(CheckReport report, AdvisorySnapshot advisories) => new JsonObject
    {
        ["count"] = advisories.Advisories.Count,
        ["completeUntil"] = $"{advisories.CompleteUntil:yyyy-MM-dd}",
        ["lastEntry"] = $"{advisories.LastEntry:yyyy-MM-dd}",
        ["sources"] = new JsonArray([.. report.AdvisorySources.Select(one => Source(report, one.Source, one.Answer))]),
    };

    private static JsonNode Source(CheckReport report, PackageSource source, AdvisoryAnswer answer) => new JsonObject
    {
        ["name"] = source.Name,
        ["count"] = answer.Advisories.Count,
        ["answered"] = answer.AnsweredOn is { } day ? $"{day:yyyy-MM-dd}" : null,
        ["days"] = answer.AnsweredOn is { } then ? report.Today.DayNumber - then.DayNumber : null,
        ["proves"] = answer.IsFresh(report.Today, report.Policy.Policy.Dependencies.MaximumAgeDays),
        ["problem"] = answer.Problem,
    };

    private static JsonNode Gate(CheckReport report, GateVerdict gate, Dictionary<object, string> fingerprints) => new JsonObject
    {
        ["gate"] = gate.Gate.ToString(),
        ["verdict"] = gate.Word,
        ["evidence"] = Texts(gate.Evidence),
        ["unjudged"] = Texts(gate.Unjudged),
        ["findings"] = new JsonArray([.. report.Findings.Where(finding => finding.Rule.Gate == gate.Gate)
            .Select(finding => Finding(report, finding, fingerprints[finding]))]),
    };

    private static JsonNode Finding(CheckReport report, Finding finding, string fingerprint) => new JsonObject
    {
        ["rule"] = finding.Rule.Id,
        ["outcome"] = finding.Outcome.ToString(),
        ["path"] = report.Relative(finding.Position.Path),
        ["line"] = finding.Position.Line,
        ["column"] = finding.Position.Column,
        ["message"] = finding.Message,
        ["fingerprint"] = fingerprint,
        ["accepted"] = finding.Acceptance?.Justification,
    };

    private static JsonNode Project(CheckReport report, ProjectVerdict project) => new JsonObject
    {
        ["path"] = report.Relative(project.Path),
        ["framework"] = project.Framework,
        ["judged"] = project.Reason is null,
        ["reason"] = project.Reason,
    };

    private static JsonNode Seen(CheckReport report, ProjectSeen seen) => new JsonObject
    {
        ["project"] = report.Relative(seen.Project),
        ["frameworks"] = Texts(seen.Frameworks),
        ["problem"] = seen.Problem,
        ["program"] = seen.Program is { } program ? JsonNode.Parse(SeenWriter.Write(program, report.Relative)) : null,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
