using System.Text;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>The endpoints of each program as <c>endpoints.md</c>: a table that a reviewer reads and can disagree with.</summary>
public static class EndpointsReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "endpoints.md";

    /// <summary>The report as Markdown; null where no program was seen to serve anything.</summary>
    public static string? Write(CheckReport report)
    {
        var programs = report.Seen.Where(seen => seen.Program is { Routes.Count: > 0 } or { Applications.Count: > 0 }).ToList();
        if (programs.Count == 0)
            return null;

        var text = new StringBuilder("# Endpoints\n");
        foreach (var seen in programs)
            Write(text, report, seen);
        return text.ToString();
    }

    private static void Write(StringBuilder text, CheckReport report, ProjectSeen seen)
    {
        text.Append("\n## ").Append(report.Relative(seen.Project)).Append('\n');
        foreach (var gap in seen.Program!.Unknown)
            text.Append("\nNot known: ").Append(Cell(gap.Reason)).Append(" (").Append(Place(report, gap.Place)).Append(").\n");

        if (seen.Program.Routes.Count == 0)
        {
            text.Append("\nNone that can be seen.\n");
            return;
        }

        text.Append("\n| Verb | Route | Served by | When | Access | Rate limit | CORS | Antiforgery | Body |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var endpoint in seen.Program.Routes)
        {
            string[] cells =
            [
                endpoint.Methods, $"`{endpoint.Route.Replace("`", "", StringComparison.Ordinal)}`",
                $"{endpoint.Kind}{(endpoint.Handler is { } handler ? $" {handler}" : "")}, {Place(report, endpoint.Place)}", endpoint.When.Describe(),
                Decision(report, endpoint.Access), Decision(report, endpoint.RateLimit), Decision(report, endpoint.Cors),
                Decision(report, endpoint.Antiforgery), Decision(report, endpoint.RequestSize),
            ];
            text.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
        }
    }

    private static string Decision(CheckReport report, SeenDecision decision)
    {
        var what = decision.Detail is { } detail ? $"{decision.State} {detail}" : decision.State;
        var by = decision.Place is { } place ? $"{decision.By}, {Place(report, place)}" : decision.By;
        return decision.Reason is { } reason ? $"{what}: {reason} ({by})" : by.Length == 0 ? what : $"{what} ({by})";
    }

    private static string Place(CheckReport report, SeenPlace place) => $"{report.Relative(place.File)}:{place.Line}";

    /// <summary>What the source holds must not end a cell or a row.</summary>
    private static string Cell(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
