using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omniops.Gates.Engine.Catalogue;
using Spectre.Console;

namespace Omniops.Gates.Tool.Commands;

/// <summary><c>omniops-gates rules</c>: the catalogue, for people or for programs.</summary>
internal sealed class RulesCommand : Command
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public RulesCommand(IAnsiConsole console)
        : base("rules", "Lists every rule that exists.")
    {
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Add(format);
        SetAction(result =>
        {
            if (result.GetValue(format) == "json")
                console.Profile.Out.Writer.WriteLine(Json());
            else
                Print(console);
            return 0;
        });
    }

    private static void Print(IAnsiConsole console)
    {
        foreach (var rule in RuleCatalogue.All)
            console.WriteLine($"{rule.Id}  {rule.Gate,-12}  {When(rule),-8}  {rule.Title}");
    }

    private static string Json() => new JsonObject
    {
        ["version"] = Payload.Version,
        ["rules"] = new JsonArray([.. RuleCatalogue.All.Select(rule => (JsonNode)new JsonObject
        {
            ["id"] = rule.Id,
            ["name"] = rule.Name,
            ["gate"] = rule.Gate.ToString(),
            ["title"] = rule.Title,
            ["outcome"] = rule.Outcome.ToString(),
            ["runs"] = When(rule),
            ["helpLink"] = rule.HelpLink,
            ["cwe"] = Texts(rule.Cwe),
            ["asvs"] = Texts(rule.Asvs),
            ["checklistItems"] = Texts(rule.ChecklistItems),
        })]),
    }.ToJsonString(s_format).ReplaceLineEndings("\n");

    private static string When(GateRule rule) => rule.RunsOn == RunsOn.Live ? "live" : "on build";

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
