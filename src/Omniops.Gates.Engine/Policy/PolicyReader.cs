using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Policy;

/// <summary>Reads <c>omniops.gates.json</c>. What it does not understand is a problem with a place, never ignored.</summary>
public sealed class PolicyReader
{
    private const string Waivers = "waivers";
    private const string Secrets = "secrets";
    private const string Cors = "cors";
    private const string RateLimits = "rateLimits";
    private const string Access = "access";
    private const string Dependencies = "dependencies";
    private const string AllowedOrigins = "allowedOrigins";
    private const string Limits = "limits";
    private const string RouteExample = "write it from the application's root, such as \"/admin/**\"";

    private static readonly string[] s_secretKeys = ["skip", "aside", "production"];
    private static readonly string[] s_limitKeys = ["name", "permits", "window", "routes", "per"];
    private static readonly string[] s_routeKeys = ["rateLimits:required", "rateLimits:exempt", "access:sensitive", "access:public"];
    private static readonly string[] s_waiverKeys = ["rule", "path", "advisory", "reason", "owner", "expires"];

    private readonly List<Waiver> _waivers = [];
    private readonly Dictionary<string, List<PathPattern>> _paths = s_secretKeys.ToDictionary(key => key, _ => new List<PathPattern>());
    private readonly Dictionary<string, List<PathPattern>> _routes = s_routeKeys.ToDictionary(key => key, _ => new List<PathPattern>());
    private readonly List<DeclaredLimit> _limits = [];
    private readonly List<string> _origins = [];
    private DependencyPolicy _dependencies = DependencyPolicy.None;
    private readonly List<PolicyProblem> _problems = [];

    private PolicyReader()
    {
    }

    /// <summary>Reads the text of a policy file; never throws for its content. A file that breaks off waives nothing.</summary>
    public static GatePolicy Read(string text)
    {
        var settings = JsonSettings.Read(text);
        var reader = new PolicyReader();
        if (settings.Error is { } error)
        {
            var fact = $"'{GatePolicy.FileName}' is not valid JSON: {error.Reason}";
            return new GatePolicy([], [new PolicyProblem(GatePolicy.FileName, fact, "mend it, no waiver acts before", error.Start, 0)]);
        }

        reader.ReadAll(settings.Entries);
        return new GatePolicy(reader._waivers, reader._problems)
        {
            Secrets = new SecretPolicy { Skip = reader._paths["skip"], Aside = reader._paths["aside"], Production = reader._paths["production"] },
            Cors = new CorsPolicy { AllowedOrigins = reader._origins },
            RateLimits = new RateLimitPolicy
            {
                Limits = reader._limits,
                Required = reader._routes["rateLimits:required"],
                Exempt = reader._routes["rateLimits:exempt"],
            },
            Dependencies = reader._dependencies,
            Access = new RoutePolicy { Sensitive = reader._routes["access:sensitive"], Public = reader._routes["access:public"] },
        };
    }

    private void ReadAll(IReadOnlyList<JsonEntry> entries)
    {
        var waivers = new List<(JsonKey Key, List<JsonEntry> Entries)>();
        var limits = new List<(JsonKey Key, List<JsonEntry> Entries)>();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var keys = Path(entry.Key);
            if (keys is [""] or ["$schema"] || entry.Kind == JsonKind.Empty
                && keys is [Waivers] or [Secrets] or [Cors] or [Cors, AllowedOrigins] or [RateLimits] or [RateLimits, Limits] or [Access] or [Dependencies])
                continue;

            if (keys.Count > 1 && keys[0] == Secrets && s_secretKeys.Contains(keys[1]))
                ReadPath(keys, entry);
            else if (keys is [Dependencies, "minimumSeverity" or "maximumAgeDays" or "timeLimitSeconds" or "requireLockFiles"])
                ReadDependencies(keys[1], entry);
            else if (keys is [Cors, AllowedOrigins, ..])
                ReadOrigin(keys, entry);
            else if (keys.Count > 1 && _routes.TryGetValue($"{keys[0]}:{keys[1]}", out var routes))
                ReadRoute(routes, keys.Count == 3 && keys[2].All(char.IsDigit), keys[1], entry, isEmptyList: keys.Count == 2);
            else if (keys is [RateLimits, Limits, var at, ..] && at.All(char.IsDigit) && (keys.Count > 3 || entry.Kind == JsonKind.Empty))
                Of(limits, Element(entry.Key, keys.Count - 3)).Add(entry);
            else if (keys.Count == 2 && keys[0] == Waivers && entry.Kind != JsonKind.Empty)
                Problem(entry, $"'{entry.KeyPath}' is no waiver", "write an object with rule, path, reason, owner and expires");
            else if (keys[0] == Waivers && keys.Count is 2 or 3 && keys[1].All(char.IsDigit))
                Of(waivers, keys.Count == 2 ? entry.Key : entry.Key.Parent!).Add(entry);
            else if (unknown.Add(string.Join(":", keys.Take(keys[0] == Waivers ? 3 : keys[0] is Secrets or Cors or RateLimits or Access or Dependencies ? 2 : 1))))
                Unknown(entry, string.Join(":", keys));
        }

        foreach (var (key, fields) in waivers)
            ReadWaiver(key.ToString(), fields);
        foreach (var (key, fields) in limits)
            ReadLimit(key.ToString(), fields);
    }

    private void ReadDependencies(string name, JsonEntry entry)
    {
        var isNumber = int.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && entry.Kind != JsonKind.String;
        switch (name)
        {
            case "minimumSeverity" when Severity(entry) is { } severity:
                _dependencies = _dependencies with { MinimumSeverity = severity };
                break;
            case "maximumAgeDays" when isNumber && number <= DependencyPolicy.MostDays:
                _dependencies = _dependencies with { MaximumAgeDays = number };
                break;
            case "timeLimitSeconds" when isNumber && number is > 0 and <= DependencyPolicy.MostSeconds:
                _dependencies = _dependencies with { TimeLimitSeconds = number };
                break;
            case "requireLockFiles" when entry is { Kind: JsonKind.Literal, Value: "true" or "false" }:
                _dependencies = _dependencies with { RequiresLockFiles = entry.Value == "true" };
                break;
            default:
                Problem(entry, $"'{entry.Value}' is no value of '{entry.KeyPath}'", name switch
                {
                    "requireLockFiles" => "write true or false",
                    "minimumSeverity" => "write low, moderate, high or critical",
                    "maximumAgeDays" => $"write a number of days up to {DependencyPolicy.MostDays}",
                    _ => $"write a number of seconds from 1 to {DependencyPolicy.MostSeconds}",
                });
                break;
        }

        static AdvisorySeverity? Severity(JsonEntry entry) => entry.Kind != JsonKind.String ? null : entry.Value switch
        {
            "low" => AdvisorySeverity.Low,
            "moderate" => AdvisorySeverity.Moderate,
            "high" => AdvisorySeverity.High,
            "critical" => AdvisorySeverity.Critical,
            _ => null,
        };
    }

    private static JsonKey Element(JsonKey key, int depth)
    {
        for (; depth > 0; depth--)
            key = key.Parent!;
        return key;
    }

    private void ReadRoute(List<PathPattern> routes, bool isElement, string name, JsonEntry entry, bool isEmptyList)
    {
        if (entry.Kind == JsonKind.Empty && isEmptyList)
            return;

        string? problem = null;
        if (!isElement || entry.Kind != JsonKind.String)
            Problem(entry, $"'{entry.KeyPath}' is no route in a list", $"write \"{name}\": [\"/admin/**\"]");
        else if (PathPattern.Parse(entry.Value.TrimStart('/'), out problem) is { } pattern)
            routes.Add(pattern);
        if (problem is not null)
            Problem(entry, $"the route '{entry.Value}' {problem}", RouteExample);
    }

    private void ReadLimit(string key, List<JsonEntry> fields)
    {
        var before = _problems.Count;
        var first = fields[0];
        var routes = new List<PathPattern>();
        foreach (var field in fields)
        {
            var name = field.KeyPath == key ? "" : field.Key.Name;
            if (name.Length > 0 && name.All(char.IsDigit) && field.Key.Parent?.Name == "routes")
                ReadRoute(routes, isElement: true, "routes", field, isEmptyList: false);
            else if (name == "routes")
                ReadRoute(routes, isElement: false, name, field, isEmptyList: true);
            else if (name.Length > 0 && !s_limitKeys.Contains(name))
                Unknown(field, field.KeyPath);
        }

        var (named, permits, window, per) = (Of("name"), Of("permits"), Of("window"), Of("per"));
        if (named is not { Kind: JsonKind.String } || named.Value.Trim().Length == 0)
            Problem(named ?? first, $"'{key}' has no name", "add \"name\", that of the policy in code: \"chat\"");
        var count = 0;
        if (permits is null || !int.TryParse(permits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0)
        {
            Problem(
                permits ?? first, permits is null ? $"'{key}' has no number of permits" : $"'{permits.Value}' is no number of permits, which is one or more",
                permits is null ? "add \"permits\": 100" : "write \"permits\": 100");
        }

        if (window is not { Kind: JsonKind.String } || LimitWindow.Parse(window.Value) is not { } seconds)
        {
            Problem(
                window ?? first, window is null ? $"'{key}' has no window" : $"'{window.Value}' is no window",
                $"{(window is null ? "add" : "write")} \"window\": \"15m\", a number with s, m, h or d");
            seconds = 0;
        }

        if (per is not null && per.Value is not "client" and not "all")
            Problem(per, $"'{per.Value}' is not whom a limit is for", "write \"per\": \"client\" or \"all\"");
        if (_problems.Count == before)
            _limits.Add(new DeclaredLimit(named!.Value.Trim(), count, seconds, routes, per is not { Value: "all" }));

        JsonEntry? Of(string name) => fields.Find(field => field.KeyPath != key && field.Key.Name == name);
    }

    private void ReadPath(List<string> keys, JsonEntry entry)
    {
        if (entry.Kind == JsonKind.Empty && keys.Count == 2)
            return;

        string? problem = null;
        if (keys.Count != 3 || !keys[2].All(char.IsDigit) || entry.Kind != JsonKind.String)
            Problem(entry, $"'{entry.KeyPath}' is no path in a list", $"write \"{keys[1]}\": [\"src/Legacy/**\"]");
        else if (PathPattern.Parse(entry.Value, out problem) is { } pattern)
            _paths[keys[1]].Add(pattern);
        if (problem is not null)
            Problem(entry, $"the path '{entry.Value}' {problem}", "write it relative to the root with slashes, such as \"src/Legacy/**\"");
    }

    private void ReadOrigin(List<string> keys, JsonEntry entry)
    {
        if (keys.Count != 3 || !keys[2].All(char.IsDigit) || entry.Kind != JsonKind.String || !entry.Value.Contains("://"))
            Problem(entry, $"'{entry.KeyPath}' is no origin in a list", "write \"allowedOrigins\": [\"https://shop.example\"]");
        else
            _origins.Add(entry.Value);
    }

    private static List<JsonEntry> Of(List<(JsonKey Key, List<JsonEntry> Entries)> waivers, JsonKey key)
    {
        if (waivers.Count == 0 || waivers[waivers.Count - 1].Key != key)
            waivers.Add((key, []));
        return waivers[waivers.Count - 1].Entries;
    }

    private void ReadWaiver(string key, List<JsonEntry> fields)
    {
        var before = _problems.Count;
        var first = fields[0];
        foreach (var field in fields)
        {
            var name = field.Key.Name;
            if (field.Kind == JsonKind.Empty && fields.Count == 1 && field.KeyPath == key)
                continue;
            if (!s_waiverKeys.Contains(name))
                Unknown(field, field.KeyPath);
            else if (field.Kind != JsonKind.String)
                Problem(field, $"'{field.KeyPath}' is no text", "write it in quotes");
            else if (fields.Exists(other => other != field && other.Key.Name == name && other.Start < field.Start))
                Problem(field, $"'{field.KeyPath}' comes twice", "remove one");
        }

        var (rule, path, advisory) = (Text("rule"), Text("path"), Text("advisory"));
        var (reason, owner, expires) = (Required("reason"), Required("owner"), Date());
        if (rule is null)
            Problem(first, $"'{key}' names no rule", "add \"rule\", such as \"OMNI4001\"");
        else if (RuleCatalogue.Find(rule.Value) is not { } known || known.Id != rule.Value)
            Problem(rule, $"'{rule.Value}' is no rule of this version", "write an ID that 'omniops-gates rules' lists");
        else if (!known.IsWaivable)
            Problem(rule, $"'{rule.Value}' cannot be waived", "mend what it says: it guards the gate itself");

        if (path is null && advisory is null)
            Problem(rule ?? first, $"'{key}' says neither where nor which advisory", "add \"path\", such as \"src/Legacy/**\", or \"advisory\"");
        string? wrong = null;
        var pattern = path is null ? null : PathPattern.Parse(path.Value, out wrong);
        if (wrong is not null)
            Problem(path!, $"the path '{path!.Value}' {wrong}", "write it relative to the root with slashes, such as \"src/Legacy/**\"");

        if (_problems.Count == before)
        {
            _waivers.Add(new Waiver(
                rule!.Value, pattern, advisory?.Value, reason!.Value.Trim(), owner!.Value.Trim(), expires, rule.Start, rule.Length));
        }

        JsonEntry? Text(string name) => fields.Find(field => field.Key.Name == name && field.Kind == JsonKind.String);

        JsonEntry? Required(string name)
        {
            var field = Text(name);
            if (field is null || field.Value.Trim().Length == 0)
                Problem(field ?? rule ?? first, $"'{key}' has no {name}", $"add \"{name}\"");
            return field;
        }

        DateTime Date()
        {
            var date = default(DateTime);
            if (Required("expires") is { } field && field.Value.Trim().Length > 0 && !IsDate(field.Value, out date))
                Problem(field, $"'{field.Value}' is no date", "write the last day as 2027-03-31");
            return date;
        }
    }

    private static bool IsDate(string text, out DateTime date) =>
        DateTime.TryParseExact(text, Waiver.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private void Unknown(JsonEntry entry, string key) => Problem(entry, $"'{key}' is not a key of this version", "remove it, it would have no effect");

    private void Problem(JsonEntry entry, string fact, string wayOut) =>
        _problems.Add(new PolicyProblem(entry.KeyPath, fact, wayOut, entry.Start, entry.Length));

    private static List<string> Path(JsonKey key)
    {
        var names = new List<string>();
        for (JsonKey? current = key; current is not null; current = current.Parent)
            names.Insert(0, current.Name);
        return names;
    }
}
