using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Headers;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Decides for each endpoint who may call it, as AuthorizationMiddleware does: whoever says anonymous wins, from near or far; else whoever asks
/// for a policy; else the fallback policy; else everybody may.
/// </summary>
internal sealed class AccessDecisions(PipelineFacts facts, AccessFilters filters, PolicyProviders providers, RequirementData requirements)
{
    private const string Middleware = "UseAuthorization";

    /// <summary>Who may call the endpoint.</summary>
    public AccessDecision Of(Endpoint endpoint)
    {
        if (IsBlind(endpoint) && ByFallback(endpoint) is { State: AccessState.Guarded or AccessState.Unknown } all)
            return all;

        var asked = endpoint.Said(ConventionKind.Authorize).ToList();
        var isAsked = asked.Exists(each => !each.IsByFilter);
        // A filter that lets everybody in speaks to other filters only: the middleware has turned strangers away by then.
        if (endpoint.Said(ConventionKind.Anonymous).FirstOrDefault(each => !each.IsByFilter
            || !isAsked && ByFallback(endpoint) is not { State: AccessState.Guarded }) is { } anonymous)
        {
            if (endpoint.Conventions.FirstOrDefault(each => each.Kind == ConventionKind.Filter && each.IsPossible
                && (RefusesAll(each) || filters.Of(each, endpoint.Kind) is { } guard && Exempted(endpoint, guard) is null)) is { Filter: { } own } refusing)
                return Unknown(refusing, $"the filter '{own.Name}' may turn callers away whom '{anonymous.Level}' lets in");

            return AskedNearer(endpoint, anonymous, asked) is not { } nearer
                ? new AccessDecision(AccessState.Anonymous, anonymous.Level, anonymous.Place)
                : new AccessDecision(AccessState.WithoutEffect, anonymous.Level, nearer.Place)
                {
                    Reason = nearer.Level == anonymous.Level
                        ? $"one {anonymous.Level} allows everybody, which wins over what another asks for"
                        : $"the {anonymous.Level} allows everybody, which wins over what the {nearer.Level} asks for",
                };
        }

        if (endpoint.Perhaps(ConventionKind.Anonymous).FirstOrDefault(each => !each.IsByFilter || !isAsked) is { } perhaps)
            return Unknown(perhaps, $"whether everybody may depends on {Condition(perhaps, endpoint)}");

        if (asked.Count > 0)
            return Asked(endpoint, asked);

        if (endpoint.Conventions.FirstOrDefault(each => each.Kind == ConventionKind.Unknown && each.IsPossible) is { } hidden)
            return Unknown(hidden, hidden.Reason ?? "what is said of it cannot be seen");

        if (endpoint.Perhaps(ConventionKind.Authorize).FirstOrDefault() is { } conditional)
            return Unknown(conditional, $"whether somebody is asked for depends on {Condition(conditional, endpoint)}");

        var fallback = ByFallback(endpoint);
        return (fallback is { IsOpen: false } ? fallback : ByGuard(endpoint) ?? fallback) ?? ByFilter(endpoint) ?? ByController(endpoint) ?? ByHandler(endpoint) ?? ByMiddleware(endpoint)
            ?? (endpoint.Kind == EndpointKind.Library
                ? new AccessDecision(AccessState.Unknown, "library", endpoint.Location) { Reason = endpoint.Doubt ?? "what maps it cannot be seen" }
                : new AccessDecision(AccessState.Undecided, "nobody", null));
    }

    /// <summary>What asks nearer to the endpoint than what lets everybody in, so that its author expects to be asked for; null where nothing does.</summary>
    private static EndpointConvention? AskedNearer(Endpoint endpoint, EndpointConvention anonymous, List<EndpointConvention> asked)
    {
        var order = endpoint.Conventions.ToList();
        return asked.FindAll(IsNearer).OrderBy(each => Rank(endpoint, each)).LastOrDefault();

        bool IsNearer(EndpointConvention each) => each.Level != anonymous.Level ? Rank(endpoint, each) > Rank(endpoint, anonymous)
            : each.Depth != anonymous.Depth ? each.Depth > anonymous.Depth
            // Filters of all controllers are a list without an order.
            : each.IsByFilter && anonymous.IsByFilter || order.IndexOf(each) > order.IndexOf(anonymous);
    }

    private static int Rank(Endpoint endpoint, EndpointConvention said) => said.Level switch
    {
        "action" or "method" => 4,
        // MapControllers() and its like map them all: what is said of that call is said of the whole.
        "endpoint" => endpoint.Kind is EndpointKind.Controller or EndpointKind.Page or EndpointKind.Component ? 1 : 3,
        "controller" or "page" or "hub" or "service" or "component" => 2,
        _ => 1,
    };

    /// <summary>Each that is asked for must be met; together they are open only if each of them is.</summary>
    private AccessDecision Asked(Endpoint endpoint, List<EndpointConvention> asked)
    {
        var strengths = asked.ConvertAll(each => StrengthOf(each, endpoint));
        if (strengths.Contains(PolicyStrength.Guards))
            return Guarded(asked.FindAll(each => StrengthOf(each, endpoint) == PolicyStrength.Guards));

        var at = strengths.FindIndex(strength => strength == PolicyStrength.Unknown);
        if (at >= 0)
            return Unknown(asked[at], $"what the policy {Named(asked[at])} asks for cannot be seen");

        // Beside a requirement of an attribute the fallback policy is asked for, as beside nothing. Source: AuthorizationMiddleware.
        if (asked.TrueForAll(each => each.Requirement is not null) && ByFallback(endpoint) is { IsOpen: false } fallback)
            return fallback;

        return new AccessDecision(AccessState.WithoutEffect, asked[0].Level, asked[0].Place)
        {
            Policy = asked[0].Policy,
            Reason = asked[0].Requirement is { } requirement ? $"everybody meets what '{requirement.Name}' asks for" : $"the policy {Named(asked[0])} lets everybody in",
        };
    }

    private static string Named(EndpointConvention asked) => asked.Policy is { } name ? $"'{name}'" : "it asks for";

    /// <summary>Whoever calls must have all that is asked for; whoever has signed in has what the others ask for beside a name.</summary>
    private static AccessDecision Guarded(List<EndpointConvention> asked)
    {
        var strongest = asked.Find(each => Names(each).Any()) ?? asked.Find(each => each.Access is not null) ?? asked[0];
        return Guarded(strongest) with { Policy = asked.SelectMany(Names).Distinct().ToList() is { Count: > 0 } names ? string.Join(" and ", names) : null };
    }

    private static AccessDecision Guarded(EndpointConvention asked) =>
        new(AccessState.Guarded, asked.Level, asked.Place) { Policy = asked.Policy ?? asked.Roles };

    private static IEnumerable<string> Names(EndpointConvention asked) => new[] { asked.Policy, asked.Roles }.OfType<string>();

    private PolicyStrength StrengthOf(EndpointConvention asked, Endpoint endpoint)
    {
        if (asked.Requirement is { } requirement && requirements.IsMetByAll(requirement))
            return PolicyStrength.Open;
        if (asked.Access is { } inline)
        {
            // [Staff], which names a policy out of sight.
            return inline.Strength == PolicyStrength.Guards && asked is { IsPolicyUnknown: true, Requirement: null, Roles: null }
                && facts.AccessPolicies.Exists(policy => policy is { Strength: PolicyStrength.Open, Name: not AccessPolicy.Fallback } && policy.IsPossible(endpoint.Scope))
                ? PolicyStrength.Unknown : inline.Strength;
        }

        if (asked.Roles is not null)
            return PolicyStrength.Guards;

        var name = asked.Policy ?? AccessPolicy.Default;
        var open = facts.AccessPolicies.FindAll(policy => policy.Strength == PolicyStrength.Open
            && (asked.IsPolicyUnknown || policy.Name == name) && policy.IsPossible(endpoint.Scope));
        if (!asked.IsPolicyUnknown && providers.OpenFor(name) is { } provided)
            open = [provided];
        // One that nobody registers makes the request fail; one that is registered out of sight asks for something. A switch in the settings
        // can put an open one in the place of another.
        return open.Count == 0 ? PolicyStrength.Guards
            : !asked.IsPolicyUnknown && open.Exists(policy => policy.IsCertain(endpoint.Scope)) ? PolicyStrength.Open
            : PolicyStrength.Unknown;
    }

    /// <summary>What holds where nothing is said, if the middleware runs that looks at it.</summary>
    private AccessDecision? ByFallback(Endpoint endpoint)
    {
        var fallbacks = facts.AccessPolicies.FindAll(policy => policy.Name == AccessPolicy.Fallback
            && policy.IsPossible(endpoint.Scope));
        if (fallbacks.Count == 0 || endpoint.Said(ConventionKind.ShortCircuit).Any() && !IsBlind(endpoint))
            return null;

        var fallback = fallbacks[fallbacks.Count - 1];
        var host = endpoint.Mapping?.Host ?? facts.Hosts.FirstOrDefault();
        var runs = host is null ? null : Runs(host, endpoint);
        return (fallback.Strength, fallback.IsCertain(endpoint.Scope), runs) switch
        {
            (PolicyStrength.None, true, _) => null,
            (PolicyStrength.Open, true, _) => new AccessDecision(AccessState.WithoutEffect, "fallback policy", fallback.Place)
            {
                Reason = "the fallback policy lets everybody in",
            },
            (_, _, false) => new AccessDecision(AccessState.WithoutEffect, "fallback policy", fallback.Place)
            {
                Reason = "there is a fallback policy, and UseAuthorization, which looks at it, is not called where it would",
            },
            (PolicyStrength.Guards, true, true) => new AccessDecision(AccessState.Guarded, "fallback policy", fallback.Place),
            _ => new AccessDecision(AccessState.Unknown, "fallback policy", fallback.Place)
            {
                Reason = fallback.Scope.Conditions.FirstOrDefault(each => !each.IsCertain && each.Environments.Includes(EnvironmentSet.Production) && !endpoint.Scope.Conditions.Any(each.IsSame)) is { } condition
                    ? $"whether the fallback policy holds depends on {condition.Text}" : "whether the fallback policy holds cannot be told",
            },
        };
    }

    /// <summary>Whether the middleware runs for the endpoint; null where that cannot be told.</summary>
    private bool? Runs(PipelineCall host, Endpoint endpoint)
    {
        if (EarlyAnswers.ImplicitAuthorization(facts, host) is not null)
            return true;

        var calls = facts.Middleware.FindAll(call =>
            call.Name == Middleware && call.Concerns(host) && call.IsInProduction && !endpoint.IsPassedBy(call));
        var certain = calls.FindAll(call => endpoint.IsServedBehind(call, host));
        if (certain.Exists(call => endpoint.AnswersAt(facts, host) is not { } end || call.Order < end))
            return true;

        return calls.Count > certain.Count || facts.Gaps.Exists(gap => gap.Concerns(host)) ? null : false;
    }

    /// <summary>
    /// Whether the middleware runs before the endpoint is known. Then it looks at nothing but the fallback policy, for every request.
    /// </summary>
    private bool IsBlind(Endpoint endpoint)
    {
        if (endpoint.IsInBranch || (endpoint.Mapping?.Host ?? facts.Hosts.FirstOrDefault()) is not { } host)
            return false;

        var routing = facts.Middleware.Find(call => call.Name == "UseRouting" && call.Concerns(host) && call.IsInProduction
            && call.Scope.FirstBeyond(host.Scope) is null);
        if (routing is null)
            return false;

        // WebApplication puts it in front of everything that the program calls.
        if (EarlyAnswers.ImplicitAuthorization(facts, host) is not null)
            return true;

        var calls = facts.Middleware.FindAll(call =>
            call.Name == Middleware && call.Concerns(host) && call.IsInProduction && !endpoint.IsPassedBy(call));
        return calls.Count > 0 && calls.TrueForAll(call => call.Order < routing.Order);
    }

    /// <summary>A filter of the team's own that lets no stranger pass, unless an attribute that it looks for exempts the endpoint.</summary>
    private AccessDecision? ByGuard(Endpoint endpoint)
    {
        foreach (var said in endpoint.Said(ConventionKind.Filter))
        {
            if (said.IsGuard)
                return Guarded(said);
            if (filters.Of(said, endpoint.Kind) is { } filter)
                return Exempted(endpoint, filter) ?? Guarded(said) with { Policy = said.Filter?.Name };
        }

        return endpoint is { Kind: EndpointKind.Controller or EndpointKind.Page, Type: { } type } && filters.OfClass(type, endpoint.Kind) is { } own
            ? Exempted(endpoint, own) ?? new AccessDecision(AccessState.Guarded, LevelOf(endpoint), endpoint.Location) { Policy = type.Name }
            : null;
    }

    private static AccessDecision? Exempted(Endpoint endpoint, AccessFilter filter)
    {
        if (filter.Exemptions.Count == 0)
            return null;

        foreach (var (symbol, level) in ((ISymbol?, string)[])[(endpoint.Method, "action"), .. endpoint.Type.WithBases().Select(type => ((ISymbol?)type, "controller"))])
        {
            if (symbol?.GetAttributes().FirstOrDefault(each => each.AttributeClass is { } type && IsOneOf(type, filter.Exemptions)) is { } attribute)
            {
                var place = attribute.ApplicationSyntaxReference is { } written ? Location.Create(written.SyntaxTree, written.Span) : endpoint.Location;
                return new AccessDecision(AccessState.Anonymous, level, place);
            }
        }

        return null;
    }

    private static bool IsOneOf(INamedTypeSymbol type, IReadOnlyList<string> names) =>
        type.WithBases().Concat(type.AllInterfaces).Any(each => names.Contains(each.ToDisplayString()));

    /// <summary>A filter of the team's own may turn callers away; one that can be seen not to does not count.</summary>
    private AccessDecision? ByFilter(Endpoint endpoint) =>
        endpoint.Conventions.FirstOrDefault(each => each.Kind == ConventionKind.Filter && each.IsPossible && (MayRefuse(each) || filters.MayRefuse(each)) && !filters.PassAll(each, endpoint.Kind)) is { } filter
            ? new AccessDecision(AccessState.Unknown, filter.Level, filter.Place)
            {
                Reason = filter.Filter is { } type ? $"the filter '{type.Name}' may turn callers away" : "a filter may turn callers away",
            }
            : null;

    /// <summary>What a controller or page does in front of its actions may turn callers away.</summary>
    private AccessDecision? ByController(Endpoint endpoint) => endpoint is { Kind: EndpointKind.Controller or EndpointKind.Page, Type: { } type }
        && filters.Overrides(type, endpoint.Kind).Any(SpeaksOfCaller)
            ? new AccessDecision(AccessState.Unknown, LevelOf(endpoint), endpoint.Location) { Reason = $"what '{type.Name}' does first may turn callers away" }
            : null;

    private static string LevelOf(Endpoint endpoint) => endpoint.Kind == EndpointKind.Page ? "page" : "controller";

    /// <summary>[ApiKey, AllowAnonymous]: a filter that asks by itself, and does not look whether everybody is let in.</summary>
    private static bool RefusesAll(EndpointConvention said) => said.Filter is { DeclaringSyntaxReferences.Length: > 0 } filter
        && filter.AllInterfaces.Any(contract => contract.Name is "IAuthorizationFilter" or "IAsyncAuthorizationFilter")
        && filter.DeclaringSyntaxReferences.Any(part => SpeaksOfRefusal(part.GetSyntax()))
        && !filter.DeclaringSyntaxReferences.Any(part => part.GetSyntax().ToString().IndexOf("AllowAnonymous", StringComparison.Ordinal) >= 0);

    /// <summary>By what its code speaks of, by its contract or by its name; what it does is for the team to say.</summary>
    public static bool MayRefuse(EndpointConvention said) => said.Code is { } code && SpeaksOfRefusal(code) || said.Filter is { } filter && MayRefuse(filter);

    /// <summary>Whether code turns callers away, or answers in place of an action once it has asked who they are.</summary>
    private static bool SpeaksOfCaller(SyntaxNode code) => SpeaksOfRefusal(code) || code.ToString() is var text
        && Array.Exists(s_answers, word => text.IndexOf(word, StringComparison.Ordinal) >= 0)
        && s_callers.Concat(s_sessions).Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    /// <summary>Whether code turns callers away, by the words that it uses.</summary>
    public static bool SpeaksOfRefusal(SyntaxNode code) =>
        NamesRefusal(code) && (DiscardedRefusals.Without(code) is not { } rest || NamesRefusal(rest));

    private static bool NamesRefusal(SyntaxNode code) =>
        code.ToString() is var text && Array.Exists(s_refusals, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    /// <summary>Whether a filter turns callers away, by its contract, its name or what its code speaks of.</summary>
    public static bool MayRefuse(INamedTypeSymbol filter) => !IsOfTokens(filter) && (
        filter.AllInterfaces.Any(contract => contract.Name is "IAuthorizationFilter" or "IAsyncAuthorizationFilter")
        || filter.Name is "ServiceFilterAttribute" or "TypeFilterAttribute"
        || s_words.Any(word => filter.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        || filter.DeclaringSyntaxReferences.Any(part => SpeaksOfCaller(part.GetSyntax())));

    /// <summary>A filter that asks for antiforgery tokens turns away requests of other sites, whoever calls. Source: IAntiforgeryPolicy.</summary>
    private static bool IsOfTokens(INamedTypeSymbol filter) =>
        (filter.AllInterfaces.Any(contract => contract.Name == "IAntiforgeryPolicy")
            || filter.Name.IndexOf("antiforgery", StringComparison.OrdinalIgnoreCase) >= 0 && filter.AllInterfaces.Any(contract => contract.Name == "IFilterFactory"))
        && !filter.DeclaringSyntaxReferences.Any(part => SpeaksOfCaller(part.GetSyntax()));

    private static readonly string[] s_refusals = ["401", "403", "Challenge", "Forbid", "Unauthorized"];

    /// <summary>What code asks that knows the caller.</summary>
    private static readonly string[] s_callers = ["AuthenticateAsync(", "AuthorizeAsync(", "IsAuthenticated", "User.Find", "User.HasClaim", "User.IsInRole"];

    /// <summary>Where a team that signs users in by itself keeps who they are.</summary>
    private static readonly string[] s_sessions = ["HttpContext.Session", "Session.Get", "Session.Keys", "Session.TryGetValue"];

    private static readonly string[] s_answers = ["Redirect", "Result = "];

    private static readonly string[] s_words = ["access", "admin", "apikey", "auth", "permission", "role", "secret", "signature", "token"];

    /// <summary>c.User.Identity?.IsAuthenticated == true ? Results.Ok() : Results.Unauthorized()</summary>
    private static AccessDecision? ByHandler(Endpoint endpoint) =>
        HandlersOf(endpoint).Any(code => (SpeaksOfRefusal(code) || NamesRefusal(code) && DiscardedRefusals.AreOwn(endpoint.Method?.ContainingType ?? endpoint.Type))
            && code.ToString() is var text && Array.Exists(s_callers, word => text.IndexOf(word, StringComparison.Ordinal) >= 0))
            ? new AccessDecision(AccessState.Unknown, "handler", endpoint.Location) { Reason = "its code asks who the caller is, and may turn callers away" }
            : null;

    /// <summary>What runs for the endpoint itself: of a page each of its handlers.</summary>
    private static IEnumerable<SyntaxNode> HandlersOf(Endpoint endpoint)
    {
        if (endpoint.Code is { } code)
            return [code.Syntax];

        IEnumerable<IMethodSymbol> methods = endpoint.Method is { } action ? [action]
            : endpoint is { Kind: EndpointKind.Page, Type: { } model }
                ? model.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Where(method => method.DeclaredAccessibility == Accessibility.Public && method.Name.StartsWith("On", StringComparison.Ordinal))
            : [];
        return methods.Select(method => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()).OfType<SyntaxNode>();
    }

    private AccessDecision? ByMiddleware(Endpoint endpoint) =>
        facts.Refusals.Find(refusal => refusal.IsInProduction && refusal.Name == PipelineFacts.Refusal && !endpoint.IsPassedBy(refusal)
            && !PathConditions.Exclude(refusal.Scope, endpoint.Route) && (endpoint.Mapping?.Host is not { } host || refusal.Concerns(host))) is { } refusal
            ? new AccessDecision(AccessState.Unknown, "middleware", refusal.Operation?.NameLocation() ?? refusal.Location)
            {
                Reason = "a middleware of the application answers 401 or 403 itself",
            }
            : null;

    private static AccessDecision Unknown(EndpointConvention by, string reason) => new(AccessState.Unknown, by.Level, by.Place) { Policy = by.Policy, Reason = reason };

    /// <summary>That options are filled later than they are read is no reason.</summary>
    private static string Condition(EndpointConvention convention, Endpoint endpoint) =>
        (convention.Scope.Conditions.FirstOrDefault(condition => !condition.IsCertain && !endpoint.Scope.Conditions.Any(condition.IsSame))
            ?? convention.Scope.FirstBeyond(endpoint.Scope))?.Text ?? "the environment";
}
