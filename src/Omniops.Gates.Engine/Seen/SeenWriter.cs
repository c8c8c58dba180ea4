using System.Globalization;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Seen;

/// <summary>Writes a program as JSON: equal text for equal programs.</summary>
public static class SeenWriter
{
    /// <param name="path">How a file is named.</param>
    public static string Write(SeenProgram program, Func<string, string> path)
    {
        return JsonText.Object(
            ("schema", Number(SeenProgram.Schema)),
            ("unknown", List(program.Unknown, gap => With(gap.Place, null, ("reason", Text(gap.Reason))))),
            ("unseen", List(program.Unseen, Call)),
            ("environment", Text(program.Environment)),
            ("applications", List(program.Applications, Call)),
            ("services", List(program.Services, Call)),
            ("middleware", List(program.Middleware, Call)),
            ("headers", List(program.Headers, header => With(
                header.Place, header.When, ("name", Text(header.Name)), ("value", Text(header.Value)),
                ("writer", Text(header.Writer.ToString())), ("library", Text(header.Library))))),
            ("options", List(program.Options, option => With(
                option.Place, option.When, ("name", Text(option.Name)), ("value", Text(option.Value)), ("library", Text(option.Library))))),
            ("endpoints", List(program.Endpoints, Call)),
            ("routes", List(program.Routes, Endpoint)),
            ("corsPolicies", List(program.CorsPolicies, Policy)),
            ("corsUses", List(program.CorsUses, Call)));

        string Call(SeenCall call) => With(
            call.Place, call.When, ("name", Text(call.Name)), ("argument", Text(call.Argument)),
            ("application", call.Application is { } application ? Number(application) : null),
            ("terminal", Flag(call.IsTerminal)), ("declared", Flag(call.IsDeclared)), ("library", Text(call.Library)));

        string Endpoint(SeenEndpoint endpoint) => With(
            endpoint.Place, endpoint.When, ("kind", Text(endpoint.Kind)), ("route", Text(endpoint.Route)),
            ("verbs", endpoint.Verbs is null ? null : Texts(endpoint.Verbs)), ("handler", Text(endpoint.Handler)),
            ("access", Decision(endpoint.Access)), ("rateLimit", Decision(endpoint.RateLimit)), ("cors", Decision(endpoint.Cors)),
            ("antiforgery", Decision(endpoint.Antiforgery)), ("requestSize", Decision(endpoint.RequestSize)));

        string Decision(SeenDecision decision) => JsonText.Object(
        [
            ("state", Text(decision.State)), ("detail", Text(decision.Detail)), ("by", Text(decision.By)), ("reason", Text(decision.Reason)),
            ("file", decision.Place is { } place ? Text(path(place.File)) : null), ("line", decision.Place is { } at ? Number(at.Line) : null),
        ]);

        string Policy(SeenPolicy policy) => With(
            policy.Place, null, ("name", Text(policy.Name)), ("inline", Flag(policy.IsInline)),
            ("production", policy.IsInProduction ? "true" : "false"), ("anyOrigin", policy.AllowsAny ? "true" : "false"),
            ("origins", Texts(policy.Origins)), ("keys", Texts(policy.Keys)), ("predicates", Texts(policy.Predicates)),
            ("credentials", policy.AllowsCredentials ? "true" : "false"), ("unknown", Texts(policy.Unknown)));

        string With(SeenPlace place, SeenWhen? when, params (string Name, string? Value)[] members) => JsonText.Object(
        [
            .. members, ("file", Text(path(place.File))), ("line", Number(place.Line)),
            ("environments", when is null ? null : Texts(when.Environments)),
            ("conditions", when is { Conditions.Count: > 0 } ? Texts(when.Conditions) : null),
            ("branches", when is { Branches.Count: > 0 } ? Texts(when.Branches) : null),
        ]);
    }

    private static string List<T>(IEnumerable<T> items, Func<T, string> write) => JsonText.Array(items.Select(write));

    private static string Texts(IEnumerable<string> texts) => JsonText.Array(texts.Select(JsonText.Quoted));

    private static string? Text(string? text) => text is null ? null : JsonText.Quoted(text);

    private static string? Flag(bool isSet) => isSet ? "true" : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
