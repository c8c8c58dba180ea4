using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6003: where browsers sign users in by themselves, what changes state tells requests of other sites apart.</summary>
internal sealed class AntiforgeryMissing : IEndpointRule
{
    private const string KeepToken = "take that away, and send the token with the form";

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        if (CookieSignIn.Of(facts.Pipeline, out var reason) is not { } isAutomatic)
            isAutomatic = reason is not null;
        if (!isAutomatic)
            return;

        var tokens = new AntiforgeryTokens(facts.Bodies, new SourceReferences(facts.Bodies));
        var actions = new CrossSiteActions(tokens, facts.Bodies);
        var seen = new HashSet<(Location, string?)>();
        var doubts = new EndpointDoubts(AccessRules.AntiforgeryMissing);
        foreach (var endpoint in facts.Live)
        {
            var decision = facts.AntiforgeryOf(endpoint);
            if (decision.State == AntiforgeryDecisions.Validated
                || NeedsToken(facts, endpoint, decision, actions, tokens) is not { } outcome)
            {
                continue;
            }

            var isOff = decision.State == AntiforgeryDecisions.Off;
            var place = isOff && decision.Place is { } off ? off : endpoint.Location;
            if (!seen.Add((place, endpoint.Origin)))
                continue;

            if (!isOff && endpoint is { Kind: EndpointKind.Controller, Type: { } type, Method: { } method }
                && CrossSiteActions.RefusesForms(type, method))
            {
                reporter.NotProven(
                    report, AccessRules.AntiforgeryMissing, place, endpoint.Name, $"'{endpoint.Shown}': {CrossSiteActions.WithoutType}");
                continue;
            }

            if ((decision.State == EndpointDecision.Unknown ? decision.Reason : reason) is { } doubt)
            {
                doubts.Add(endpoint, $"{doubt}; {CrossSiteActions.WriteToken}");
                continue;
            }

            object[] arguments = isOff ? [endpoint.Shown, $"takes requests of other sites: the {decision.By} switches the token off", KeepToken]
                : outcome == Outcome.Advised ? [endpoint.Shown, CrossSiteActions.AnyVerb, CrossSiteActions.WriteVerb]
                : [endpoint.Shown, CrossSiteActions.Missing, CrossSiteActions.WriteToken];
            reporter.Report(report, new GateDiagnostic(AccessRules.AntiforgeryMissing, outcome, place, endpoint.Name, arguments));
        }

        doubts.Report(reporter, report);
    }

    private static Outcome? NeedsToken(
        EndpointFacts facts, Endpoint endpoint, EndpointDecision decision, CrossSiteActions actions, AntiforgeryTokens tokens)
    {
        var cancellation = facts.Cancellation;
        switch (endpoint.Kind)
        {
            case EndpointKind.Controller when endpoint is { Method: { } action, Type: { } controller } && facts.Bodies.Has(action):
                var said = MvcNames.Overridden(action).SelectMany(each => each.GetAttributes())
                    .Concat(MvcNames.Chain(controller).SelectMany(each => each.GetAttributes()));
                if (decision.State != AntiforgeryDecisions.Off
                        && (said.Any(each => tokens.Asks(each, cancellation)) || tokens.IsAskedForAll(cancellation))
                    || endpoint.Conventions.Any(each =>
                        each.Kind == ConventionKind.Filter && each.IsPossible && tokens.Asks(each.Filter, cancellation)))
                {
                    return null;
                }

                return actions.NeedsToken(controller, action, cancellation) switch
                {
                    true => Outcome.Fails,
                    null when decision.State == AntiforgeryDecisions.None => Outcome.Advised,
                    _ => null,
                };
            // Elsewhere a token is asked for unless somebody takes it away.
            case EndpointKind.Page when decision.State == AntiforgeryDecisions.Off:
                return endpoint.Type is { } page
                    && MvcNames.Chain(page).SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Any(MvcNames.IsUnsafeHandler)
                    ? Outcome.Fails : null;
            case EndpointKind.Component when decision.State == AntiforgeryDecisions.Off:
                return Outcome.Fails;
            case EndpointKind.Minimal when decision.State == AntiforgeryDecisions.Off:
                return endpoint.ChangesState && AntiforgeryDecisions.BindsForm(endpoint.Method) ? Outcome.Fails : null;
            default:
                return null;
        }
    }
}
