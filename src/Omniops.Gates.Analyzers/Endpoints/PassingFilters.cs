using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Filters of a team's own of which all code is in sight and that end no request: they set no result, write no status, throw nothing, always
/// call next, and hand the context to nothing that may. Whatever else is found in one may turn callers away.
/// </summary>
internal sealed class PassingFilters(SourceBodies bodies, Func<INamedTypeSymbol, bool> isKnownToPass, CancellationToken cancellation)
{
    private const int MaxDepth = 3;

    /// <summary>What answers null, or nothing, for a key that is not there.</summary>
    private static readonly string[] s_lenient =
        ["IConfiguration", "IHeaderDictionary", "IQueryCollection", "IRequestCookieCollection", "ITempDataDictionary", "RouteValueDictionary", "ViewDataDictionary"];

    /// <summary>What reads the context that it is handed.</summary>
    private static readonly string[] s_readers = ["GetEndpoint", "GetRouteData", "GetRouteValue", "GetServerVariable"];

    /// <summary>What writes beside the answer.</summary>
    private static readonly string[] s_writers = ["HeaderDictionaryExtensions", "HeaderDictionaryTypeExtensions", "IHeaderDictionary", "IResponseCookies", "ISession", "SessionExtensions"];

    /// <summary>The bases of filters that do nothing by themselves.</summary>
    private static readonly string[] s_bases = ["ActionFilterAttribute", "Attribute", "Object", "ResultFilterAttribute"];

    private readonly HarmlessCalls _calls = new(bodies, cancellation);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _read = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a filter lets everybody pass.</summary>
    public bool PassAll(INamedTypeSymbol filter) => _read.GetOrAdd(filter, Read);

    private bool Read(INamedTypeSymbol filter)
    {
        var isFound = false;
        for (INamedTypeSymbol? current = filter; current is not null; current = current.BaseType)
        {
            if (!bodies.Has(current))
                return isFound && KnownMiddleware.IsFramework(current.ContainingAssembly) && Array.IndexOf(s_bases, current.Name) >= 0 || isKnownToPass(current);

            foreach (var method in current.GetMembers().OfType<IMethodSymbol>().Where(IsCalledByOthers))
            {
                if (bodies.Find(method, cancellation) is not IMethodBodyOperation body || !EndsNothing(body, 0))
                    return false;
                if (method.Parameters.Any(IsNext) && !EveryWay.Does(ControlFlowGraph.Create(body, cancellation), each => StrangerPaths.IsNext(each) || IsBase(each, method), _ => true))
                    return false;

                isFound |= method.Parameters.Any(parameter => IsContext(parameter.Type));
            }
        }

        return false;
    }

    /// <summary>By MVC, or by a base in place of its own. What the filter calls besides is read where it does.</summary>
    private static bool IsCalledByOthers(IMethodSymbol method) => method is { IsAbstract: false, IsStatic: false }
        && (method.MethodKind == MethodKind.ExplicitInterfaceImplementation
            || method.MethodKind == MethodKind.Ordinary && (method.IsOverride || method.IsVirtual || method.DeclaredAccessibility == Accessibility.Public));

    private bool EndsNothing(IOperation body, int depth) => body.Descendants().All(operation => operation switch
    {
        IThrowOperation or IDynamicInvocationOperation or IInvalidOperation or IArrayElementReferenceOperation or IMethodReferenceOperation => false,
        IAssignmentOperation { Target: var target } when !IsAside(target) => false,
        IPropertyReferenceOperation { Type.Name: "HttpResponse", Parent: not IPropertyReferenceOperation { Property.Name: "Cookies" or "Headers" or "StatusCode" } } => false,
        IPropertyReferenceOperation { Property.GetMethod: { } getter } when bodies.Has(getter) && !MayRead(getter, depth) => false,
        IPropertyReferenceOperation { Property.IsIndexer: true } indexed when !IsLenient(indexed) => false,
        IInvocationOperation call when !IsHarmless(call, depth) => false,
        IObjectCreationOperation { Arguments: var arguments } when arguments.Any(argument => IsContext(argument.Value.Unwrapped().Type)) => false,
        IMemberReferenceOperation { Instance: { } whole } when MayBeNull(whole, 0) => false,
        _ => true,
    });

    private bool IsHarmless(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (call.Instance is { } receiver && MayBeNull(receiver, 0))
            return false;
        // await next(), and what the framework's base does when it is called
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return call.Instance is IParameterReferenceOperation { Parameter: var parameter } && IsNext(parameter);
        if (call is { Instance.Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax } && KnownMiddleware.IsFramework(method.ContainingAssembly))
            return true;
        if (_calls.BodyOf(method) is { } body)
            return depth < MaxDepth && EndsNothing(body, depth + 1);

        var isHanded = call.Arguments.Any(argument => IsContext(argument.Value.Unwrapped().Type)) || IsContext(call.Instance?.Unwrapped().Type);
        return HarmlessCalls.IsOutOfSight(method) && (!isHanded || Array.IndexOf(s_readers, method.Name) >= 0)
            && (!method.ReturnsVoid || !IsOfWeb(method.ContainingType) || Array.IndexOf(s_writers, method.ContainingType.Name) >= 0);
    }

    /// <summary>caller.Id, of which the getter may turn away who has none.</summary>
    private bool MayRead(IMethodSymbol getter, int depth) =>
        _calls.BodyOf(getter) is { } body ? depth < MaxDepth && EndsNothing(body, depth + 1) : !getter.IsAbstract;

    /// <summary>A variable, a member of its own, or what others find in the items of the request.</summary>
    private static bool IsAside(IOperation target) => target is ILocalReferenceOperation or IDiscardOperation
        or IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation }
        or IPropertyReferenceOperation { Property.IsIndexer: true } or IDeclarationExpressionOperation;

    private static bool IsLenient(IPropertyReferenceOperation indexed) => Array.IndexOf(s_lenient, indexed.Property.ContainingType.Name) >= 0
        || indexed.Instance is IPropertyReferenceOperation { Property: { Name: "Items", ContainingType.Name: "HttpContext" } }
        || indexed.Parent is IAssignmentOperation assignment && assignment.Target == indexed;

    /// <summary>What a stranger does not have makes code throw that takes it for granted: <c>user.FindFirst("sub")!.Value</c></summary>
    private bool MayBeNull(IOperation value, int depth) => value switch
    {
        _ when depth > MaxDepth => true,
        IParenthesizedOperation parenthesized => MayBeNull(parenthesized.Operand, depth + 1),
        IConversionOperation conversion => conversion.IsTryCast || conversion.Operand.Type?.SpecialType == SpecialType.System_Object || MayBeNull(conversion.Operand, depth + 1),
        IAwaitOperation { Operation: var awaited } => awaited.Type is not INamedTypeSymbol { TypeArgumentNullableAnnotations: [not NullableAnnotation.Annotated] },
        IInvocationOperation { TargetMethod: { Name: not "GetService", ReturnNullableAnnotation: NullableAnnotation.Annotated } } => true,
        IPropertyReferenceOperation { Property: { Name: not "Identity", NullableAnnotation: NullableAnnotation.Annotated } } => true,
        IConditionalAccessOperation or ICoalesceAssignmentOperation => true,
        IConditionalOperation { WhenFalse: { } otherwise } choice => MayBeNull(choice.WhenTrue, depth + 1) || MayBeNull(otherwise, depth + 1),
        ICoalesceOperation coalesce => MayBeNull(coalesce.WhenNull, depth + 1),
        ILocalReferenceOperation { Local: var local } reference => Written(local, reference).Any(each => MayBeNull(each, depth + 1)),
        _ => value.IsNull(),
    };

    private static IEnumerable<IOperation> Written(ILocalSymbol local, IOperation reference)
    {
        var root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        foreach (var operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Symbol: var declared } declarator && SymbolEqualityComparer.Default.Equals(declared, local)
                && declarator.GetVariableInitializer() is { Value: var initial })
            {
                yield return initial;
            }
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } } assignment && SymbolEqualityComparer.Default.Equals(target, local))
            {
                yield return assignment.Value;
            }
        }
    }

    private static bool IsBase(IOperation operation, IMethodSymbol method) => operation is IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var called }
        && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method.OverriddenMethod?.OriginalDefinition);

    private static bool IsNext(IParameterSymbol parameter) =>
        parameter.Type.Name is "ActionExecutionDelegate" or "PageHandlerExecutionDelegate" or "ResourceExecutionDelegate" or "ResultExecutionDelegate";

    private static bool IsContext(ITypeSymbol? type) => type is not null && (type.Name == "HttpResponse" || type.Name.EndsWith("Context", StringComparison.Ordinal)) && IsOfWeb(type);

    private static bool IsOfWeb(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;
}
