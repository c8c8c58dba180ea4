using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// A provider of the team's own that answers to every name, or to none, with a policy that lets everybody in: it decides in place of what is
/// registered. What it answers to some only is not looked at. Source: IAuthorizationPolicyProvider, AuthorizationPolicy.CombineAsync.
/// </summary>
internal sealed class PolicyProviders
{
    private const string Contract = "IAuthorizationPolicyProvider";
    private const int MaxDepth = 4;

    private readonly SourceBodies _bodies;
    private readonly IReadOnlyList<PipelineCall> _services;
    private readonly ValueSource _values;
    private readonly AccessPolicyReader _policies;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<AccessPolicy?> _named;
    private readonly Lazy<AccessPolicy?> _default;

    public PolicyProviders(SourceBodies bodies, IReadOnlyList<PipelineCall> services, AuthorizationHandlers handlers, CancellationToken cancellation)
    {
        _bodies = bodies;
        _services = services;
        _values = new ValueSource(bodies);
        _policies = new AccessPolicyReader(bodies, value => _values.Origin(value, cancellation), handlers, cancellation);
        _cancellation = cancellation;
        _named = new(() => Open(null, "GetPolicyAsync"));
        _default = new(() => Open(AccessPolicy.Default, "GetDefaultPolicyAsync"));
    }

    /// <summary>The open policy that a provider answers with to a name, whichever it is; null where it may answer with another.</summary>
    public AccessPolicy? OpenFor(string name) => name == AccessPolicy.Default ? _default.Value : _named.Value;

    private AccessPolicy? Open(string? name, string method)
    {
        var registered = AuthorizationHandlers.Registered(_services, Contract).ToList();
        if (registered.Count == 0)
            return null;

        var (registration, type) = registered[registered.Count - 1];
        for (INamedTypeSymbol? current = type; current is not null && _bodies.Has(current); current = current.BaseType)
        {
            if (current.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(each => each.Name == method || each.Name.EndsWith("." + method, StringComparison.Ordinal)) is { } found)
                return IsOpen(found, 0) ? new AccessPolicy(name, PolicyStrength.Open, found.Locations[0], registration.Scope) : null;
        }

        return null;
    }

    private bool IsOpen(IMethodSymbol method, int depth)
    {
        if (depth > MaxDepth || _bodies.Find(method, _cancellation) is not { } body)
            return false;

        var returned = Returned(body).ToList();
        return returned.Count > 0 && returned.TrueForAll(each => each is not null && IsOpen(each, body, depth));
    }

    private bool IsOpen(IOperation value, IOperation body, int depth) => depth <= MaxDepth && _values.Origin(value, _cancellation) switch
    {
        IAwaitOperation awaited => IsOpen(awaited.Operation, body, depth + 1),
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => IsOpen(result, body, depth + 1),
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: var result }] } => IsOpen(result, body, depth + 1),
        ICoalesceOperation either => IsOpen(either.Value, body, depth + 1) && IsOpen(either.WhenNull, body, depth + 1),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsOpen(choice.WhenTrue, body, depth + 1) && IsOpen(otherwise, body, depth + 1),
        IInvocationOperation { TargetMethod: var own } when _bodies.Has(own) => IsOpen(own, depth + 1),
        // A builder in a variable is filled by other statements of the same body.
        var made => _policies.Read(null, made.Descendants().Any(each => each is ILocalReferenceOperation) ? body : made, Location.None, PipelineScope.Entry).Strength
            == PolicyStrength.Open,
    };

    /// <summary>What a body answers; what a lambda in it does is another's.</summary>
    private static IEnumerable<IOperation?> Returned(IOperation body) => body.ChildOperations.SelectMany(each => each switch
    {
        IAnonymousFunctionOperation or ILocalFunctionOperation => [],
        IReturnOperation returned => [returned.ReturnedValue],
        _ => Returned(each),
    });
}
