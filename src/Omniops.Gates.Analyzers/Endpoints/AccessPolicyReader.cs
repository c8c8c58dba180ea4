using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads whom an authorization policy lets in, from the builder's calls or from the policy object. Source: AuthorizationPolicyBuilder; an
/// assertion of nothing but <c>true</c> lets everybody in, as do scopes without a requirement and requirements that a handler always meets.
/// </summary>
internal sealed class AccessPolicyReader(
    SourceBodies bodies, Func<IOperation, IOperation> origin, AuthorizationHandlers handlers, CancellationToken cancellation)
{
    private const int MaxDepth = 4;
    private const string Builder = "AuthorizationPolicyBuilder";
    private const string Requirement = "IAuthorizationRequirement";

    private static readonly string[] s_guards =
        ["RequireAuthenticatedUser", "RequireClaim", "RequireRole", "RequireUserName", "RequireScope", "RequireScopeOrAppPermission"];

    /// <summary>What a delegate that fills a builder, or an expression that is a policy, amounts to.</summary>
    public AccessPolicy Read(string? name, IOperation policy, Location place, PipelineScope scope)
    {
        var parts = new PolicyParts();
        Read(policy, parts, 0);
        return new AccessPolicy(name, parts.Strength, place, scope)
        {
            Schemes = parts.HidesSchemes || parts.Strength == PolicyStrength.Unknown ? null : parts.Schemes,
            IsDefault = parts.IsDefault,
            IsMetByAll = parts.IsOfRequirements ? () => parts.Requirements.TrueForAll(handlers.AreMetByAll) : null,
        };
    }

    private void Read(IOperation policy, PolicyParts parts, int depth)
    {
        var source = origin(policy.Unwrapped()).Unwrapped();
        if (source.IsNull())
        {
            parts.IsNone = true;
            return;
        }

        switch (source)
        {
            case IDelegateCreationOperation { Target: var target }:
                Read(target, parts, depth);
                break;
            case IMethodReferenceOperation { Method: var method }:
                ReadBody(method, parts, depth);
                break;
            case IAnonymousFunctionOperation lambda:
                ReadCalls(lambda.Body, parts, depth);
                break;
            // options.FallbackPolicy = options.DefaultPolicy, which asks for an authenticated user.
            case IPropertyReferenceOperation { Property: { Name: "DefaultPolicy", ContainingType.Name: "AuthorizationOptions" } }:
                parts.IsGuarded = parts.IsDefault = true;
                break;
            case IObjectCreationOperation { Type.Name: "AuthorizationPolicy", Arguments: var arguments }:
                foreach (var requirement in arguments.Where(argument => argument.Parameter?.Name == "requirements").SelectMany(argument => Elements(argument.Value)))
                {
                    if (IsRequirement(origin(requirement.Unwrapped()).Unwrapped().Type))
                        AddRequirement(requirement, parts);
                    else
                        parts.IsUnknown = true;
                }

                if (arguments.FirstOrDefault(argument => argument.Parameter?.Name == "authenticationSchemes") is { } schemes)
                    AddSchemes(schemes.Value, parts);
                break;
            case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                ReadBody(called, parts, depth);
                break;
            default:
                ReadCalls(source, parts, depth);
                break;
        }
    }

    private void ReadBody(IMethodSymbol method, PolicyParts parts, int depth)
    {
        if (depth < MaxDepth && bodies.Find(method, cancellation) is { } body)
            ReadCalls(body, parts, depth + 1);
        else
            parts.IsUnknown = parts.HidesSchemes = true;
    }

    private void ReadCalls(IOperation code, PolicyParts parts, int depth)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when IsBuilder(call):
                    ReadCall(call, parts, depth);
                    break;
                // new AuthorizationPolicyBuilder("Bearer"), and one that begins with what another policy asks for
                case IObjectCreationOperation { Type.Name: Builder, Arguments: [{ Value: var first }] }:
                    if (first.Type?.Name == "AuthorizationPolicy")
                        parts.IsUnknown = parts.HidesSchemes = true;
                    else
                        AddSchemes(first, parts);
                    break;
                // policy.Requirements.Add(new AgeRequirement(18))
                case IPropertyReferenceOperation { Property: { Name: "Requirements", ContainingType.Name: Builder }, Parent: var use }:
                    if (use is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var requirement }] })
                        AddRequirement(requirement, parts);
                    else
                        parts.IsGuarded = true;
                    break;
                // policy.AuthenticationSchemes.Add("Bearer")
                case IPropertyReferenceOperation { Property: { Name: "AuthenticationSchemes", ContainingType.Name: Builder }, Parent: var use }:
                    if (use is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var scheme }] })
                        AddSchemes(scheme, parts);
                    else
                        parts.HidesSchemes = true;
                    break;
                case IInvocationOperation call when bodies.Has(call.TargetMethod) && call.TargetMethod.Parameters.Any(parameter => parameter.Type.Name == Builder):
                    ReadBody(call.TargetMethod, parts, depth);
                    break;
            }
        }
    }

    private void ReadCall(IInvocationOperation call, PolicyParts parts, int depth)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "RequireAssertion":
                Assert(call.Arguments[call.Arguments.Length - 1].Value, parts);
                break;
            case "AddRequirements":
                foreach (var requirement in call.Arguments.SelectMany(argument => Elements(argument.Value)))
                    AddRequirement(requirement, parts);
                break;
            case "AddAuthenticationSchemes":
                foreach (var argument in call.Arguments)
                    AddSchemes(argument.Value, parts);
                break;
            case "Combine":
                parts.IsUnknown = parts.HidesSchemes = true;
                break;
            case var name when Array.IndexOf(s_guards, name) >= 0:
                parts.IsGuarded = true;
                break;
            case var _ when bodies.Has(method):
                ReadBody(method, parts, depth);
                break;
            case var _ when !KnownMiddleware.IsFramework(method.ContainingAssembly):
                parts.IsUnknown = parts.HidesSchemes = true;
                break;
        }
    }

    /// <summary>A list of requirements is none.</summary>
    private static bool IsRequirement(ITypeSymbol? type) =>
        type is not null && (type.Name == Requirement || type.AllInterfaces.Any(each => each.Name == Requirement));

    private void Assert(IOperation handler, PolicyParts parts)
    {
        if (IsAlwaysTrue(handler))
            parts.IsAsserted = true;
        else
            parts.IsGuarded = true;
    }

    private void AddRequirement(IOperation value, PolicyParts parts)
    {
        var requirement = origin(value.Unwrapped()).Unwrapped();
        if (requirement is IObjectCreationOperation { Type: { Name: "AssertionRequirement" } asserted, Arguments: [{ Value: var handler }] } && KnownMiddleware.IsFramework(asserted.ContainingAssembly))
            Assert(handler, parts);
        else if (requirement.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            parts.Requirements.Add(type);
        else
            parts.IsGuarded = true;
    }

    private void AddSchemes(IOperation value, PolicyParts parts)
    {
        foreach (var scheme in Elements(value))
        {
            if (origin(scheme.Unwrapped()).Unwrapped().ConstantValue.Value is string name)
                parts.Schemes.Add(name);
            else
                parts.HidesSchemes = true;
        }
    }

    private IEnumerable<IOperation> Elements(IOperation value) => origin(value.Unwrapped()).Unwrapped() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IArrayCreationOperation => [],
        // new List<IAuthorizationRequirement> { new AgeRequirement(18) }
        IObjectCreationOperation { Arguments: [], Initializer: { } initializer } when initializer.Initializers.All(each => each is IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 }) =>
            initializer.Initializers.Select(each => ((IInvocationOperation)each).Arguments[0].Value),
        { Syntax: CollectionExpressionSyntax } collection => collection.ChildOperations,
        var other => [other],
    };

    private static bool IsBuilder(IInvocationOperation call) =>
        (call.Instance?.Type ?? call.Arguments.FirstOrDefault()?.Value.Unwrapped().Type)?.Name == Builder;

    /// <summary>A delegate of which every way ends with true, for everybody or for a caller of whom nothing is known.</summary>
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
        return returns is { Count: > 0 } && returns.TrueForAll(each => each.ReturnedValue is { } value && IsTrue(value, new StrangerAnswers(syntax => bodies.Read(syntax, cancellation))));
    }

    /// <summary>Whether nothing else can come of it: <c>context.User.IsInRole("a") || true</c></summary>
    private static bool IsTrue(IOperation value, StrangerAnswers strangers) => value.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: true } } => true,
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => IsTrue(result, strangers),
        IAwaitOperation { Operation: var awaited } => IsTrue(awaited, strangers),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either =>
            IsTrue(either.LeftOperand, strangers) || IsTrue(either.RightOperand, strangers),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both =>
            IsTrue(both.LeftOperand, strangers) && IsTrue(both.RightOperand, strangers),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsTrue(choice.WhenTrue, strangers) && IsTrue(otherwise, strangers),
        // Somebody is always there, and nobody in particular as well.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => IsCaller(test.LeftOperand) && test.RightOperand.IsNull(),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var nothing } } } test => IsCaller(test.Value) && nothing.IsNull(),
        // !context.User.IsInRole("banned")
        var asked => strangers.Of(asked) == true,
    };

    private static bool IsCaller(IOperation value) => value.Unwrapped() is IPropertyReferenceOperation
    {
        Property: { Name: "User", ContainingType.Name: "AuthorizationHandlerContext" or "HttpContext" } or { Name: "Identity", ContainingType.Name: "ClaimsPrincipal" },
    };
}
