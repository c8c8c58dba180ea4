using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which minimal APIs a form of another site can be sent to: the framework asks for a token where a form is a parameter, and nowhere else.
/// Source: RequestDelegateFactory, AntiforgeryMiddleware; tried on a running server.
/// </summary>
internal sealed class CrossSiteHandlers(AntiforgeryTokens tokens, SourceBodies bodies, BodyParameters parameters)
{
    private const string Post = "POST";
    private const string Request = "HttpRequest";
    private const int MaxDepth = 3;

    private static readonly string[] s_showing = ["File", "Stream", "Bytes", "PhysicalFile"];

    /// <summary>Whether a person would want a token here, and why; null where not.</summary>
    public TokenNeed? NeedOf(Endpoint endpoint, CancellationToken cancellation)
    {
        if (endpoint is not { Method: { } handler, Code: { } code, Verbs: { } verbs } || verbs.Count > 0 && !verbs.Contains(Post) || Validates(endpoint, cancellation))
            return null;

        if (code.Descendants().Any(ReadsForm))
            return TokenNeed.FormByHand;

        return verbs.Contains(Post) && !parameters.MayBeJson(handler) && !MayReadBody(code, 0, cancellation) && !Reads(endpoint, code) ? TokenNeed.Api : null;
    }

    /// <summary>Whether its own code, a filter or a middleware validates a token.</summary>
    public bool Validates(Endpoint endpoint, CancellationToken cancellation) => endpoint.Code is { } code && tokens.Validates(code, cancellation)
        || tokens.IsAskedByMiddleware(cancellation)
        || endpoint.Conventions.Any(each => each.Kind == ConventionKind.Filter && each.IsPossible && tokens.Asks(each, cancellation));

    private static bool ReadsForm(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "ReadFormAsync" }
        or IPropertyReferenceOperation { Property: { Name: "Form", ContainingType.Name: Request } };

    /// <summary>By itself, or by what it hands the request to.</summary>
    private bool MayReadBody(IOperation code, int depth, CancellationToken cancellation) => code.DescendantsAndSelf().Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Body" or "BodyReader", ContainingType.Name: Request } } => true,
        IInvocationOperation { TargetMethod: var called } call when call.Arguments.Any(argument => argument.Value.Unwrapped().Type is { Name: "HttpContext" or Request }) =>
            KnownMiddleware.IsFramework(called.ContainingAssembly) ? called.Name.StartsWith("Read", StringComparison.Ordinal)
                : depth >= MaxDepth || !bodies.Has(called) || bodies.Find(called, cancellation) is not { } body || MayReadBody(body, depth + 1, cancellation),
        _ => false,
    });

    /// <summary>What is sent for to be shown: by the last word of its route, or as it answers with a file.</summary>
    private static bool Reads(Endpoint endpoint, IOperation code) =>
        Routes.Segments(endpoint.Route).LastOrDefault(segment => segment.IndexOf('{') < 0) is { Length: > 0 } last
            && CrossSiteActions.IsReading(char.ToUpperInvariant(last[0]) + last.Substring(1).Replace('-', ' '))
        || code.Descendants().OfType<IInvocationOperation>().Any(call => Array.IndexOf(s_showing, call.TargetMethod.Name) >= 0
            && call.TargetMethod.ContainingType.Name is "Results" or "TypedResults");
}
