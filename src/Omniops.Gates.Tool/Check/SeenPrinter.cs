using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Seen;
using Spectre.Console;

namespace Omniops.Gates.Tool.Check;

/// <summary>
/// Shows how the rules understood each program, so that a reader can disagree: what is not known first. All of it is in <c>gates.json</c>.
/// </summary>
internal static class SeenPrinter
{
    /// <summary>A name that is longer pushes its own place to the right, not that of all others.</summary>
    private const int MaxWidth = 60;

    public static void Print(CheckReport report, IAnsiConsole console)
    {
        foreach (var seen in report.Seen)
        {
            var project = report.Relative(seen.Project);
            var isOneOfMany = report.Seen.Count(other => other.Project == seen.Project) > 1;
            var frameworks = isOneOfMany ? $" for {string.Join(", ", seen.Frameworks)}" : "";
            console.WriteLine();
            Line($"SEEN        {project}{frameworks}: how the rules understood it; where this is wrong, so may be the verdicts above");
            var folder = project[..(project.LastIndexOf('/') + 1)];
            foreach (var line in seen.Program is { } program ? Lines(program, Place(folder)) : [$"  unknown: {seen.Problem}"])
                Line(line);
        }

        // What the source holds must not move the cursor of a terminal.
        void Line(string line) => console.WriteLine(string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));

        // Below the project, whose folder stands above the list.
        Func<SeenPlace, string> Place(string folder) => place =>
        {
            var file = report.Relative(place.File);
            return $"{(file.StartsWith(folder, StringComparison.Ordinal) ? file[folder.Length..] : file)}:{place.Line}";
        };
    }

    private static IEnumerable<string> Lines(SeenProgram program, Func<SeenPlace, string> place)
    {
        var isOne = program.Applications.Count < 2;
        return
        [
            .. Unknown(program, place),
            .. Listed("may do more than is known", program.Unseen.Select(call => $"{call.Name} of {call.Argument}")),
            .. Listed("environment", program.Environment is { } environment ? [environment] : []),
            .. Listed(
                isOne ? "application" : "applications",
                program.Applications.Select(call => Joined($"{call.Name} at {place(call.Place)}", call.When.Describe()))),
            .. Section("middleware, in this order", program.Middleware.Select(call => Row(
                call, place, call.IsTerminal ? "answers all that reaches it" : "",
                isOne || call.Application is not { } number ? "" : $"application {number}"))),
            .. Headers(program.Headers, place),
            .. Section("options", program.Options.Select(option => (
                option.Value is { } value ? $"{option.Name} = {value}" : option.Name,
                Joined(place(option.Place), In(option.Library), option.When.Describe())))),
            .. Cors(program, place),
            .. Listed("services", program.Services.Select(call => call.Name).Distinct()),
            .. Endpoints(program, place),
        ];
    }

    private static IEnumerable<string> Unknown(SeenProgram program, Func<SeenPlace, string> place)
    {
        var gaps = program.Unknown.Select(gap => (place(gap.Place), gap.Reason)).Concat(program.CorsPolicies.SelectMany(
            policy => policy.Unknown.Select(unknown => (place(policy.Place), $"CORS {Label(policy)}: {unknown}")))).ToList();
        return gaps.Count == 0 ? ["  unknown: nothing"] : Section("unknown", gaps);
    }

    /// <summary>What is not known first; how often and by whom each may be called. The whole table is in endpoints.md.</summary>
    private static IEnumerable<string> Endpoints(SeenProgram program, Func<SeenPlace, string> place) => Section("endpoints", program.Routes
        .OrderBy(endpoint => endpoint.Access.State != SeenDecision.Unknown)
        .Select(endpoint => (
            $"{endpoint.Methods} {endpoint.Route}",
            Joined(
                place(endpoint.Place), endpoint.When.Describe(), Described(endpoint.Access),
                endpoint.RateLimit.State == "none" ? "no rate limit" : Described(endpoint.RateLimit)))));

    private static string Described(SeenDecision decision)
    {
        var what = decision.Detail is { } detail ? $"{decision.State} {detail}" : decision.State;
        var by = decision.By is "" or "nobody" ? what : $"{what} by {decision.By}";
        return decision.State == SeenDecision.Unknown && decision.Reason is { } reason ? $"unknown: {reason}" : by;
    }

    private static IEnumerable<string> Headers(IReadOnlyList<SeenHeader> headers, Func<SeenPlace, string> place)
    {
        var byName = headers.Where(header => header.Value is null && header.Writer != HeaderWriter.Removed).ToList();
        return
        [
            .. Section("response headers", headers.Except(byName).Select(header => (
                header.Writer == HeaderWriter.Removed ? $"{header.Name} is taken away" : $"{header.Name}: {header.Value}",
                Joined(place(header.Place), In(header.Library), Words(header.Writer), header.When.Describe())))),
            .. Listed(
                "response headers whose value is not known or not shown",
                byName.Select(header => $"{header.Name} ({Joined(place(header.Place), Words(header.Writer))})").Distinct()),
        ];
    }

    private static IEnumerable<string> Cors(SeenProgram program, Func<SeenPlace, string> place)
    {
        var policies = program.CorsPolicies.Select(policy => (Label(policy), Joined(place(policy.Place), Described(policy))));
        // A policy that is written where it is applied is listed as such.
        var uses = program.CorsUses.Where(use =>
            use.Argument is not null || !program.CorsPolicies.Any(policy => policy.IsInline && policy.Place == use.Place));
        return Section("CORS", policies.Concat(uses
            .Select(use => Row(use.Argument is "" ? use with { Argument = "default policy" } : use, place))));
    }

    private static (string Name, string About) Row(SeenCall call, Func<SeenPlace, string> place, params string[] more) =>
        (call.Label, Joined([place(call.Place), In(call.Library), call.When.Describe(), call.IsDeclared ? "says .editorconfig" : "", .. more]));

    private static string In(string? library) => library is null ? "" : $"in {library}";

    private static string Label(SeenPolicy policy) => policy switch
    {
        { IsInline: true } => "policy without a name",
        { Name: null } => "policy whose name is known at run time only",
        { Name: "" } => "default policy",
        _ => $"policy '{policy.Name}'",
    };

    private static string Described(SeenPolicy policy)
    {
        string[] named =
        [
            .. policy.Origins.Select(origin => $"'{origin}'"), .. policy.Keys.Select(key => $"from '{key}'"),
            .. policy.Predicates.Select(text => $"those of {text}"),
        ];
        var origins = policy.AllowsAny ? "any origin"
            : named.Length > 0 ? Joined(named)
            : policy.Unknown.Count > 0 ? "origins not known" : "no origin";
        return Joined(policy.IsInProduction ? "" : "not in Production", origins, policy.AllowsCredentials ? "with credentials" : "");
    }

    private static string Words(HeaderWriter writer) => writer switch
    {
        HeaderWriter.OnStarting => "as the response starts",
        HeaderWriter.Package => "by a package",
        HeaderWriter.Declared => "says .editorconfig",
        _ => "",
    };

    private static IEnumerable<string> Section(string title, IEnumerable<(string Name, string About)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return [];

        var width = all.Select(row => row.Name.Length).Where(length => length <= MaxWidth).DefaultIfEmpty(0).Max();
        return all.Select(row => $"    {row.Name.PadRight(width)}  {row.About}").Prepend($"  {title}:");
    }

    private static IEnumerable<string> Listed(string title, IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } all ? [$"  {title}: {all}"] : [];

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
