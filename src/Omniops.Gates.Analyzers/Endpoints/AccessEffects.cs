using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What takes the effect of a decision that stands there: a registered service that lets everybody in, and <c>AllowAnonymous</c> behind
/// <c>RequireAuthorization</c> on the same endpoint. Source: AuthorizationMiddleware, tried on a running server.
/// </summary>
internal sealed class AccessEffects(AuthorizationHandlers handlers)
{
    private const string OfEndpoint = "endpoint";

    public AccessDecision Of(Endpoint endpoint, AccessDecision decision) => decision.State switch
    {
        AccessState.Guarded when IsByPolicy(endpoint, decision)
            && handlers.OpenAll.FirstOrDefault(each => !each.IsOfMiddleware || !endpoint.Said(ConventionKind.Authorize).Any(said => said.IsByFilter)) is { } opening =>
            Opened(endpoint, decision, opening),
        AccessState.Anonymous when AskedInVain(endpoint) is { } asked => new AccessDecision(AccessState.WithoutEffect, decision.By, asked.Place)
        {
            Reason = "'AllowAnonymous' behind it wins over what it asks for",
        },
        _ => decision,
    };

    /// <summary>Filters of the team's own ask by themselves.</summary>
    private static bool IsByPolicy(Endpoint endpoint, AccessDecision decision) =>
        decision.By == "fallback policy" || endpoint.Said(ConventionKind.Authorize).Any();

    private static AccessDecision Opened(Endpoint endpoint, AccessDecision decision, AccessOpening opening) => opening.IsCertain
        ? decision with { State = AccessState.WithoutEffect, Reason = $"'{opening.Name}' lets everybody in, whatever is asked for" }
        : decision with
        {
            State = AccessState.Unknown,
            Reason = $"whether '{opening.Name}' lets everybody in depends on {(opening.IsPartial ? "its own code" : opening.Registration.Scope.FirstBeyond(endpoint.Scope)?.Text ?? "a condition")}",
        };

    /// <summary>.RequireAuthorization("payers").AllowAnonymous(), which is one sentence that says two things. Attributes are another's.</summary>
    private static EndpointConvention? AskedInVain(Endpoint endpoint)
    {
        var anonymous = endpoint.Said(ConventionKind.Anonymous).Where(each => each.Level == OfEndpoint).Select(each => CallAt(each.Place)).FirstOrDefault(call => call is not null);
        return anonymous is null ? null : endpoint.Said(ConventionKind.Authorize).FirstOrDefault(each =>
            each.Level == OfEndpoint && CallAt(each.Place) is { } asked && asked.SyntaxTree == anonymous.SyntaxTree && anonymous.Expression.Span.Contains(asked.Span));
    }

    private static InvocationExpressionSyntax? CallAt(Location name) => name.SourceTree?.GetRoot().FindNode(name.SourceSpan) is SimpleNameSyntax
    {
        Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access,
    } named && access.Name == named ? call : null;
}
