using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Which endpoints of a program want a token that they do not ask for.</summary>
internal sealed class TokenNeeds
{
    private readonly EndpointFacts _facts;
    private readonly AntiforgeryTokens _tokens;
    private readonly CrossSiteActions _actions;
    private readonly CrossSiteHandlers _handlers;
    private readonly BodyParameters _parameters;
    private readonly Lazy<bool> _isTold;

    public TokenNeeds(EndpointFacts facts)
    {
        _facts = facts;
        _tokens = new AntiforgeryTokens(facts.Bodies, facts.Sources.References);
        _actions = new CrossSiteActions(_tokens, facts.Bodies, facts.Sources.References);
        _parameters = new BodyParameters(new HashSet<string>(facts.Pipeline.Services.Select(call => call.Operation).OfType<IInvocationOperation>()
            .SelectMany(call => call.TargetMethod.TypeArguments).Select(type => type.Name), StringComparer.Ordinal));
        _isTold = new Lazy<bool>(() => _tokens.IsToldByMiddleware(call => facts.Sources.Reach.IsInProduction(call, facts.Cancellation), facts.Cancellation));
        _handlers = new CrossSiteHandlers(_tokens, facts.Bodies, _parameters);
    }

    /// <summary>Null where it wants none, or something asks for one.</summary>
    public TokenNeed? Of(Endpoint endpoint, EndpointDecision decision)
    {
        var isOff = decision.State == AntiforgeryDecisions.Off;
        if (_isTold.Value)
            return null;

        switch (endpoint.Kind)
        {
            case EndpointKind.Controller when endpoint is { Method: { } action, Type: { } controller } && _facts.Bodies.Has(action):
                return IsAsked(endpoint, controller, action, isOff) || MvcNames.IsApi(controller) && !AsksForUser(endpoint) ? null
                    : _actions.NeedOf(controller, action, isOff, _parameters, _facts.Cancellation);
            // Elsewhere a token is asked for unless somebody takes it away.
            case EndpointKind.Page when isOff:
                return endpoint.Type is { } page
                    && page.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Any(MvcNames.IsUnsafeHandler)
                    ? TokenNeed.Form : null;
            case EndpointKind.Component when isOff:
                return TokenNeed.Form;
            case EndpointKind.Minimal when isOff && AntiforgeryDecisions.BindsForm(endpoint.Method):
                return endpoint.ChangesState && !_handlers.Validates(endpoint, _facts.Cancellation) ? TokenNeed.Form : null;
            case EndpointKind.Minimal when !AntiforgeryDecisions.BindsForm(endpoint.Method) && AsksForUser(endpoint):
                return _handlers.NeedOf(endpoint, _facts.Cancellation);
            default:
                return null;
        }
    }

    private bool IsAsked(Endpoint endpoint, INamedTypeSymbol controller, IMethodSymbol action, bool isOff)
    {
        var cancellation = _facts.Cancellation;
        var said = MvcNames.Overridden(action).SelectMany(each => each.GetAttributes())
            .Concat(controller.WithBases().SelectMany(each => each.GetAttributes()));
        return !isOff && (said.Any(each => _tokens.Asks(each, cancellation)) || _tokens.IsAskedForAll(cancellation))
            || endpoint.Conventions.Any(each => each.Kind == ConventionKind.Filter && each.IsPossible && _tokens.Asks(each, cancellation));
    }

    /// <summary>Whether it acts for somebody: where everybody may come, nobody's name is used.</summary>
    private bool AsksForUser(Endpoint endpoint) => _facts.AccessOf(endpoint) is { State: AccessState.Guarded } access
        && (access.By == "fallback policy" || endpoint.Said(ConventionKind.Authorize).Any());
}
