using System.Text.Json;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Inspection.Seen;

/// <summary>Reads what <see cref="SeenWriter"/> wrote. A log can be cut off, old, or made by somebody else.</summary>
public static class SeenReader
{
    /// <exception cref="InvalidDataException">It is no listing, or one of another form.</exception>
    public static SeenProgram Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() is not SeenProgram.Schema and var schema)
                throw new InvalidDataException($"it has the form {schema}, and this tool reads form {SeenProgram.Schema}");

            return new SeenProgram
            {
                Unknown = List(root, "unknown", gap => new SeenGap(Text(gap, "reason"), Place(gap))),
                Unseen = List(root, "unseen", Call),
                Environment = Optional(root, "environment"),
                Applications = List(root, "applications", Call),
                Services = List(root, "services", Call),
                Middleware = List(root, "middleware", Call),
                Headers = List(root, "headers", header => new SeenHeader(
                    Text(header, "name"), Optional(header, "value"), Writer(header), Place(header), When(header))
                { Library = Optional(header, "library") }),
                Options = List(root, "options", option => new SeenOption(
                    Text(option, "name"), Optional(option, "value"), Place(option), When(option))
                { Library = Optional(option, "library") }),
                Endpoints = List(root, "endpoints", Call),
                // A log of an earlier version has none.
                Routes = root.TryGetProperty("routes", out _) ? List(root, "routes", Endpoint) : [],
                CorsPolicies = List(root, "corsPolicies", Policy),
                CorsUses = List(root, "corsUses", Call),
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("it is cut off or was not written by the gate", error);
        }
    }

    private static SeenCall Call(JsonElement call) => new(Text(call, "name"), Optional(call, "argument"), Place(call), When(call))
    {
        Application = call.TryGetProperty("application", out var application) ? application.GetInt32() : null,
        IsTerminal = Flag(call, "terminal"),
        IsDeclared = Flag(call, "declared"),
        Library = Optional(call, "library"),
    };

    private static SeenEndpoint Endpoint(JsonElement endpoint) => new(
        Text(endpoint, "kind"), Text(endpoint, "route"), endpoint.TryGetProperty("verbs", out _) ? Texts(endpoint, "verbs") : null,
        Optional(endpoint, "handler"), Place(endpoint), When(endpoint))
    {
        Access = Decision(endpoint.GetProperty("access")),
        RateLimit = Decision(endpoint.GetProperty("rateLimit")),
        Cors = Decision(endpoint.GetProperty("cors")),
        Antiforgery = Decision(endpoint.GetProperty("antiforgery")),
        RequestSize = Decision(endpoint.GetProperty("requestSize")),
    };

    private static SeenDecision Decision(JsonElement decision) => new(Text(decision, "state"), Text(decision, "by"))
    {
        Detail = Optional(decision, "detail"),
        Reason = Optional(decision, "reason"),
        Place = decision.TryGetProperty("file", out _) ? Place(decision) : null,
    };

    private static SeenPolicy Policy(JsonElement policy) => new(Optional(policy, "name"), Place(policy))
    {
        IsInline = Flag(policy, "inline"),
        IsInProduction = Flag(policy, "production"),
        AllowsAny = Flag(policy, "anyOrigin"),
        Origins = Texts(policy, "origins"),
        Keys = Texts(policy, "keys"),
        Predicates = Texts(policy, "predicates"),
        AllowsCredentials = Flag(policy, "credentials"),
        Unknown = Texts(policy, "unknown"),
    };

    private static SeenWhen When(JsonElement element) =>
        new(Texts(element, "environments"), OptionalTexts(element, "conditions"), OptionalTexts(element, "branches"));

    private static HeaderWriter Writer(JsonElement header) =>
        Enum.TryParse<HeaderWriter>(Text(header, "writer"), out var writer) && Enum.IsDefined(writer)
            ? writer
            : throw new JsonException("a writer that is not known");

    private static SeenPlace Place(JsonElement element) => Text(element, "file") is { Length: > 0 } file && !file.Contains('\0')
        ? new SeenPlace(file, element.GetProperty("line").GetInt32())
        : throw new JsonException("a file without a name");

    private static List<T> List<T>(JsonElement element, string name, Func<JsonElement, T> read) =>
        [.. element.GetProperty(name).EnumerateArray().Select(read)];

    private static List<string> Texts(JsonElement element, string name) => List(element, name, Text);

    private static List<string> OptionalTexts(JsonElement element, string name) =>
        element.TryGetProperty(name, out _) ? Texts(element, name) : [];

    private static string Text(JsonElement element, string name) => Text(element.GetProperty(name));

    private static string Text(JsonElement element) => element.GetString() ?? throw new JsonException("null where a text belongs");

    private static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Text(value) : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
