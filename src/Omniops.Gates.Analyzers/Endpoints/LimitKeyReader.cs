using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads who shares a bucket. What the request itself says, such as <c>X-Forwarded-For</c> or <c>Host</c>, lets a client choose a new bucket for
/// every request. Source: CWE-799; an API key is compared with known ones elsewhere and counts as a name.
/// </summary>
internal sealed class LimitKeyReader(SourceBodies bodies, Func<IOperation, IOperation> origin, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    private static readonly string[] s_chosen = ["Cookies", "Headers", "Host", "Query", "QueryString", "RouteValues"];

    private static readonly string[] s_users = ["Claims", "FindFirst", "FindFirstValue", "Identity", "User"];

    private readonly HashSet<IOperation> _read = [];
    private bool _isAddress;
    private bool _isUser;
    private bool _isOther;
    private IOperation? _chosen;
    private IOperation? _credential;
    private IOperation? _fresh;

    public (LimitKey Key, string? Chosen) Read(IOperation key)
    {
        Read(key, 0);
        var kind = _fresh is not null ? LimitKey.Fresh
            : _chosen is not null ? LimitKey.ClientChosen
            : _credential is not null ? LimitKey.Credential
            : _isUser ? LimitKey.User
            : _isAddress ? LimitKey.Address
            : _isOther ? LimitKey.Other
            : LimitKey.Shared;
        return (kind, (_fresh ?? _chosen ?? _credential)?.Syntax.OneLine());
    }

    private void Read(IOperation value, int depth)
    {
        var source = origin(value.Unwrapped()).Unwrapped();
        if (depth > MaxDepth || !_read.Add(source))
            return;

        foreach (var operation in source.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property: { ContainingType.Name: "HttpRequest", Name: var name } } part when Array.IndexOf(s_chosen, name) >= 0:
                    if (IsApiKey(part))
                        _isOther = true;
                    else if (IsAuthorization(part))
                        _credential ??= Whole(part);
                    else
                        _chosen ??= Whole(part);
                    break;
                case IPropertyReferenceOperation { Property: { Name: "TraceIdentifier", ContainingType.Name: "HttpContext" } or { Name: "Id", ContainingType.Name: "ConnectionInfo" } }:
                case IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType.Name: "Guid" } }:
                    _fresh ??= operation;
                    break;
                // Who sends no cookie gets a session of its own.
                case IPropertyReferenceOperation { Property: { Name: "Id", ContainingType.Name: "ISession" } }:
                    _chosen ??= operation;
                    break;
                case IPropertyReferenceOperation { Property.Name: "RemoteIpAddress" }:
                    _isAddress = true;
                    break;
                case IMemberReferenceOperation { Member.Name: var member } when Array.IndexOf(s_users, member) >= 0:
                case IInvocationOperation { TargetMethod.Name: var method } when Array.IndexOf(s_users, method) >= 0:
                    _isUser = true;
                    break;
                case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                    if (bodies.Find(OnlyImplementation.Of(called, bodies) ?? called, cancellation) is { } body)
                        Read(body, depth + 1);
                    else
                        _isOther = true;
                    break;
                case IInvocationOperation { TargetMethod.ContainingAssembly: var assembly } when !KnownMiddleware.IsFramework(assembly):
                    _isOther = true;
                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation when operation == source:
                    _isOther |= operation.Type?.Name is not "HttpContext" and not "HttpRequest";
                    break;
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when operation != source:
                    Read(operation, depth + 1);
                    break;
                case IPropertyReferenceOperation { Property: { ContainingType.Name: "HttpRequest" or "HttpContext", Name: "Path" or "PathBase" or "Session" or "Items" } }:
                    _isOther = true;
                    break;
            }
        }
    }

    /// <summary>Headers["X-Api-Key"], which names whoever may call at all.</summary>
    private static bool IsApiKey(IOperation headers) =>
        Whole(headers).Syntax.ToString() is var text
        && text.IndexOf("key", StringComparison.OrdinalIgnoreCase) >= 0 && text.IndexOf("api", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsAuthorization(IOperation headers) => Whole(headers).Syntax.ToString().IndexOf("Authorization", StringComparison.Ordinal) >= 0;

    /// <summary>The expression that a header is read with.</summary>
    private static IOperation Whole(IOperation part)
    {
        while (part.Parent is IPropertyReferenceOperation or IInvocationOperation or IArgumentOperation or IConversionOperation
            && part.Parent.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax)
        {
            part = part.Parent;
        }

        return part.Parent is IPropertyReferenceOperation or IInvocationOperation ? part.Parent : part;
    }
}
