using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Seen;
using Spectre.Console;

namespace Omniops.Gates.Tool.Check;

/// <summary>
/// Shows how the rules understood each program, so that a reader can disagree: what is not known first. The rest of it is in
/// <c>gates.json</c>.
/// </summary>
internal static class SeenPrinter
{
    /// <summary>A name that is longer pushes its own place to the right, not that of all others.</summary>
    private const int MaxWidth = 60;

    public static void Print(CheckReport report, IAnsiConsole console)
    {
        foreach (var seen in report.Seen)
        {
            console.WriteLine();
            var frameworks = report.Seen.Count(other => other.Project == seen.Project) > 1 ? $" for {string.Join(", ", seen.Frameworks)}" : "";
            Line($"SEEN        {report.Relative(seen.Project)}{frameworks}, as the rules understood it; if something is wrong here, so may be the verdicts above");
            foreach (var line in seen.Program is { } program ? Lines(program, place => Place(report, seen.Project, place)) : [$"  unknown: {seen.Problem}"])
                Line(line);
        }

        // What the source holds must not move the cursor of a terminal.
        void Line(string line) => console.WriteLine(string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));
    }

    private static IEnumerable<string> Lines(SeenProgram program, Func<SeenPlace, string> place)
    {
        var isOne = program.Applications.Count < 2;
        return
        [
            .. Section("unknown", program.Unknown.Select(gap => (place(gap.Place), gap.Reason)).Concat(
                program.CorsPolicies.SelectMany(policy => policy.Unknown.Select(unknown => (place(policy.Place), $"CORS {Label(policy)}: {unknown}"))))),
            .. Listed("may do more than is known", program.Unseen.Select(call => $"{call.Name} of {call.Argument}")),
            .. Listed("environment", program.Environment is { } environment ? [environment] : []),
            .. Section(isOne ? "application" : "applications", program.Applications.Select(call => (call.Label, With(call, call.When.Describe())))),
            .. Section("middleware, in this order", program.Middleware.Select(call => (
                call.Label, With(call, call.When.Describe(), call.IsTerminal ? "answers all that reaches it" : "", call.IsDeclared ? "says .editorconfig" : "")))),
            .. Section("response headers", program.Headers.Where(header => header.Value is not null || header.Writer == HeaderWriter.Removed).Select(header => (
                header.Writer == HeaderWriter.Removed ? $"{header.Name} is taken away" : $"{header.Name}: {header.Value}",
                Joined(place(header.Place), Words(header.Writer), header.When.Describe())))),
            .. Listed("response headers whose value is not shown or not known", program.Headers.Where(header => header.Value is null && header.Writer != HeaderWriter.Removed)
                .Select(header => $"{header.Name} ({place(header.Place)})").Distinct()),
            .. Section("options", program.Options.Select(option => (
                option.Value is { } value ? $"{option.Name} = {value}" : option.Name, Joined(place(option.Place), option.When.Describe())))),
            .. Section("CORS", program.CorsPolicies.Select(policy => (Label(policy), Joined(place(policy.Place), Described(policy))))
                .Concat(program.CorsUses.Select(call => (call.Argument is "" ? $"{call.Name}()" : call.Label, With(call, call.When.Describe()))))),
            .. Listed("services", program.Services.Select(call => call.Name).Distinct()),
            .. Listed("endpoints", program.Endpoints.GroupBy(call => call.Name).Select(same => same.Count() == 1 ? same.Key : $"{same.Count()} {same.Key}")),
        ];

        string With(SeenCall call, params string[] parts) =>
            Joined([place(call.Place), isOne || program.Applications.Contains(call) || call.Application is not { } number ? "" : $"application {number}", .. parts]);
    }

    private static string Label(SeenPolicy policy) => policy switch
    {
        { IsInline: true } => "policy without a name",
        { Name: null } => "policy whose name is known at run time only",
        { Name: "" } => "default policy",
        _ => $"policy '{policy.Name}'",
    };

    private static string Described(SeenPolicy policy)
    {
        var origins = policy.AllowsAny ? "any origin"
            : Joined([.. policy.Origins, .. policy.Keys.Select(key => $"from '{key}'"), .. policy.Predicates.Select(text => $"those of {text}")]);
        return Joined(
            policy.IsInProduction ? "" : "not in Production",
            origins.Length > 0 ? origins : policy.Unknown.Count > 0 ? "origins not known" : "no origin",
            policy.AllowsCredentials ? "with credentials" : "");
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

    /// <summary>Below the project, whose folder stands above the list.</summary>
    private static string Place(CheckReport report, string project, SeenPlace place)
    {
        var folder = Path.GetDirectoryName(report.Relative(project))!.Replace('\\', '/');
        var file = report.Relative(place.File);
        return $"{(folder.Length > 0 && file.StartsWith(folder + "/", StringComparison.Ordinal) ? file[(folder.Length + 1)..] : file)}:{place.Line}";
    }
}
