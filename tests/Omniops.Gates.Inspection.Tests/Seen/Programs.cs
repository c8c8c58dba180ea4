using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Inspection.Tests.Seen;

/// <summary>Programs as analyzers tell of them.</summary>
internal static class Programs
{
    private static readonly SeenPlace s_place = new("/r/src/App/Program.cs", 3);

    /// <summary>A program with something in every list.</summary>
    public static SeenProgram Full { get; } = new()
    {
        Unknown = [new SeenGap("a reason that is not known", s_place)],
        Unseen = [Call("AddContoso", "Contoso.Web")],
        Environment = "code makes production 'Development'",
        Applications = [Call("UseStartup")],
        Services = [Call("AddHsts")],
        Middleware =
        [
            Call("UseHsts") with { When = new SeenWhen(["Staging"], ["'flag'"], ["Map(\"/admin\")"]), Application = 2 },
            Call("Run") with { IsTerminal = true },
            Call("UseHttpsRedirection") with { IsDeclared = true },
        ],
        Headers =
        [
            new SeenHeader("X-Frame-Options", "DENY", HeaderWriter.OnStarting, s_place, SeenWhen.Always),
            new SeenHeader("X-Other", null, HeaderWriter.Direct, s_place, SeenWhen.Always),
        ],
        Options = [new SeenOption("HstsOptions.MaxAge", "TimeSpan.FromDays(365)", s_place, SeenWhen.Always)],
        Endpoints = [Call("MapGet", "/orders")],
        Routes =
        [
            new SeenEndpoint("Minimal", "/orders/{id}", ["GET"], null, s_place, SeenWhen.Always)
            {
                Access = new SeenDecision("authorized", "group") { Detail = "admin", Place = s_place },
                RateLimit = new SeenDecision("none", "nobody"),
                Cors = new SeenDecision("policy", "middleware") { Detail = "shop|a", Place = s_place },
                Antiforgery = new SeenDecision("none", "default"),
                RequestSize = new SeenDecision("limited", "default") { Detail = "30000000" },
            },
            new SeenEndpoint("Library", "{…}", null, "MapContoso", s_place, new SeenWhen(["Staging"], [], []))
            {
                Access = new SeenDecision(SeenDecision.Unknown, "library") { Reason = "what maps it cannot be seen" },
            },
        ],
        CorsPolicies =
        [
            new SeenPolicy("shop", s_place)
            {
                Origins = ["https://a.example"], Keys = ["Cors:Origins"], Predicates = ["_ => true"], AllowsAny = true, AllowsCredentials = true,
                IsInProduction = false, Unknown = ["Ünïcode \u0001 \""],
            },
            new SeenPolicy(null, s_place) { IsInline = true },
        ],
        CorsUses = [Call("UseCors", "shop")],
    };

    private static SeenCall Call(string name, string? argument = null) => new(name, argument, s_place, SeenWhen.Always);
}
