using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads whom an authorization policy lets in, from the builder's calls or from the policy object. Source: AuthorizationPolicyBuilder; an
/// assertion of nothing but <c>true</c> lets everybody in, as do scopes without a requirement.
/// </summary>
internal sealed class AccessPolicyReader(SourceBodies bodies, Func<IOperation, IOperation> origin, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    private static readonly string[] s_guards =
        ["AddRequirements", "RequireAuthenticatedUser", "RequireClaim", "RequireRole", "RequireUserName", "RequireScope", "RequireScopeOrAppPermission"];

    /// <summary>What a delegate that fills a builder, or an expression that is a policy, amounts to.</summary>
    public PolicyStrength Read(IOperation? policy) => policy is null ? PolicyStrength.Unknown : Read(policy, 0);

    private PolicyStrength Read(IOperation policy, int depth)
    {
        var source = origin(policy.Unwrapped()).Unwrapped();
        if (source.IsNull())
            return PolicyStrength.None;

        switch (source)
        {
            case IDelegateCreationOperation { Target: var target }:
                return Read(target, depth);
            case IMethodReferenceOperation { Method: var method }:
                return ReadBody(method, depth);
            case IAnonymousFunctionOperation lambda:
                return ReadCalls(lambda.Body, depth);
            // options.FallbackPolicy = options.DefaultPolicy, which asks for an authenticated user.
            case IPropertyReferenceOperation { Property: { Name: "DefaultPolicy", ContainingType.Name: "AuthorizationOptions" } }:
                return PolicyStrength.Guards;
            case IObjectCreationOperation { Type.Name: "AuthorizationPolicy", Arguments: var arguments }:
                return arguments.Any(argument => argument.Value.Descendants().Any(each => each is IObjectCreationOperation))
                    ? PolicyStrength.Guards : PolicyStrength.Unknown;
            case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                return ReadBody(called, depth);
            default:
                return ReadCalls(source, depth);
        }
    }

    private PolicyStrength ReadBody(IMethodSymbol method, int depth) =>
        depth < MaxDepth && bodies.Find(method, cancellation) is { } body ? ReadCalls(body, depth + 1) : PolicyStrength.Unknown;

    private PolicyStrength ReadCalls(IOperation code, int depth)
    {
        var (asserts, isUnknown) = (false, false);
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when call.TargetMethod.Name == "RequireAssertion" && IsBuilder(call):
                    if (!IsAlwaysTrue(call.Arguments[call.Arguments.Length - 1].Value))
                        return PolicyStrength.Guards;
                    asserts = true;
                    break;
                case IInvocationOperation call when IsBuilder(call):
                    if (Array.IndexOf(s_guards, call.TargetMethod.Name) >= 0)
                        return PolicyStrength.Guards;
                    if (call.TargetMethod.Name == "Combine")
                        isUnknown = true;
                    else if (bodies.Has(call.TargetMethod) && ReadBody(call.TargetMethod, depth) is PolicyStrength.Guards)
                        return PolicyStrength.Guards;
                    else if (!KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly) && !bodies.Has(call.TargetMethod))
                        isUnknown = true;
                    break;
                // policy.Requirements.Add(new AgeRequirement(18))
                case IPropertyReferenceOperation { Property: { Name: "Requirements", ContainingType.Name: "AuthorizationPolicyBuilder" } }:
                    return PolicyStrength.Guards;
                case IInvocationOperation call when bodies.Has(call.TargetMethod) && call.TargetMethod.Parameters.Any(parameter =>
                    parameter.Type.Name == "AuthorizationPolicyBuilder"):
                    if (ReadBody(call.TargetMethod, depth) == PolicyStrength.Guards)
                        return PolicyStrength.Guards;
                    isUnknown = true;
                    break;
            }
        }

        return asserts && !isUnknown ? PolicyStrength.Open : PolicyStrength.Unknown;
    }

    private static bool IsBuilder(IInvocationOperation call) =>
        (call.Instance?.Type ?? call.Arguments.FirstOrDefault()?.Value.Unwrapped().Type)?.Name == "AuthorizationPolicyBuilder";

    /// <summary>A delegate of which every way ends with true.</summary>
    private bool IsAlwaysTrue(IOperation handler)
    {
        var body = origin(handler.Unwrapped()).Unwrapped() switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body,
            IAnonymousFunctionOperation lambda => lambda.Body,
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } => bodies.Find(method, cancellation),
            IMethodReferenceOperation { Method: var method } => bodies.Find(method, cancellation),
            _ => null,
        };
        var returns = body?.DescendantsAndSelf().OfType<IReturnOperation>().ToList();
        return returns is { Count: > 0 } && returns.TrueForAll(each => each.ReturnedValue is { } value && IsTrue(value));
    }

    private static bool IsTrue(IOperation value) => value.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: true } } => true,
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => IsTrue(result),
        _ => false,
    };
}
