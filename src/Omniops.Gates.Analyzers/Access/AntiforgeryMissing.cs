using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6003: where browsers sign users in by themselves, what changes state tells requests of other sites apart.</summary>
internal sealed class AntiforgeryMissing : IEndpointRule
{
    private const string KeepToken = "take that away, and send the token with the form";

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        if (CookieSignIn.Of(facts.Pipeline, facts.Bodies, out var reason) is not { } isAutomatic)
            isAutomatic = reason is not null;
        var session = isAutomatic ? null : SessionSignIn.Of(facts);
        if (!isAutomatic && session is null)
            return;

        var needs = new TokenNeeds(facts);
        var schemes = new SignInSchemes(facts.Pipeline);
        var found = new List<(string? Origin, GateDiagnostic Finding)>();
        var doubts = new EndpointDoubts(AccessRules.AntiforgeryMissing);
        foreach (var endpoint in facts.Live)
        {
            var decision = facts.AntiforgeryOf(endpoint);
            if (decision.State == AntiforgeryDecisions.Validated || needs.Of(endpoint, decision) is not { } need || schemes.AreTokens(endpoint))
                continue;

            var unknown = reason;
            if (session is not null)
            {
                if (need.Outcome != Outcome.Fails || session.AskedBy(endpoint) is not { } asking)
                    continue;
                unknown = $"whether the session, which '{asking}' asks, signs users in cannot be seen";
            }

            var isOff = decision.State == AntiforgeryDecisions.Off && need.IsOfFramework;
            var place = isOff && decision.Place is { } off ? off : endpoint.Location;
            if (!isOff && endpoint is { Kind: EndpointKind.Controller, Type: { } type, Method: { } method }
                && CrossSiteActions.RefusesForms(type, method))
            {
                reporter.NotProven(
                    report, AccessRules.AntiforgeryMissing, place, endpoint.Name, $"'{endpoint.Shown}': {CrossSiteActions.WithoutType}");
                continue;
            }

            if ((decision.State == EndpointDecision.Unknown ? decision.Reason : unknown) is { } doubt)
            {
                doubts.Add(endpoint, $"{doubt}; {need.WayOut}");
                continue;
            }

            found.Add((endpoint.Origin, new GateDiagnostic(
                AccessRules.AntiforgeryMissing, need.Outcome, place, endpoint.Name, endpoint.Shown,
                isOff ? $"takes requests of other sites: the {decision.By} switches the token off" : need.Problem, isOff ? KeepToken : need.WayOut)));
        }

        // What is said of several is found once, and is as bad as the worst of them.
        foreach (var same in found.GroupBy(each => (each.Finding.Location, each.Origin)))
            reporter.Report(report, same.Select(each => each.Finding).OrderBy(finding => finding.Outcome).First());

        foreach (var call in session is null ? PagesWithoutToken.In(facts) : [])
        {
            reporter.Finding(
                report, AccessRules.AntiforgeryMissing, call.NameLocation(), call.TargetMethod.Name, call.TargetMethod.Name,
                "switches the token of pages off, which tells requests of other sites apart", KeepToken);
        }

        foreach (var (registration, type) in AuthorizationHandlers.Registered(facts.Pipeline.Services, "IAntiforgery").Reverse().Take(1))
        {
            if (registration.Operation is { } call && AntiforgeryTokens.AcceptsAll(facts.Bodies, type, facts.Cancellation))
            {
                reporter.Finding(
                    report, AccessRules.AntiforgeryMissing, call.NameLocation(), type.Name, type.Name,
                    "takes the framework's place and accepts every request, with or without a token", "take it out; AddAntiforgery() registers the framework's own");
            }
        }

        doubts.Report(reporter, report);
    }
}
