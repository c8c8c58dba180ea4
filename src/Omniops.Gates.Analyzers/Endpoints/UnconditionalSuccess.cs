using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Whether the code of an authorization handler calls Succeed before anything can decide otherwise: a condition, a return, what is awaited,
/// a call of something that may throw.
/// </summary>
internal static class UnconditionalSuccess
{
    private const string Context = "AuthorizationHandlerContext";

    private static readonly string[] s_copies = ["ToList", "ToArray", "AsEnumerable"];

    /// <summary>Whether a class that derives from AuthorizationHandler&lt;R&gt; meets every requirement that it is handed.</summary>
    public static bool OfRequirement(SourceBodies bodies, INamedTypeSymbol handler) => BodiesOf(bodies, handler, "HandleRequirementAsync").Any(each =>
        each.Method.Parameters.Length > 1
        && Succeeds(each.Block, value => value is IParameterReferenceOperation { Parameter.Ordinal: 1 }));

    /// <summary>Whether a class meets all that any policy asks for.</summary>
    public static bool OfAll(SourceBodies bodies, INamedTypeSymbol handler) =>
        BodiesOf(bodies, handler, "HandleAsync").Any(each => Reached(each.Block).Any(statement => MeetsAll(statement, each.Block)));

    /// <summary>Whether an evaluator of policies answers nothing but that they are met.</summary>
    public static bool OfEvaluator(SourceBodies bodies, INamedTypeSymbol evaluator) => MethodsOf(bodies, evaluator, "AuthorizeAsync").Any(method =>
        bodies.Find(method, CancellationToken.None) is { } body && !body.Descendants().Any(each => each is IThrowOperation)
        && body.Descendants().OfType<IReturnOperation>().Select(each => each.ReturnedValue).ToList() is { Count: > 0 } returned && returned.TrueForAll(IsSuccess));

    /// <summary>Whether any method of a class calls another by name.</summary>
    public static bool Calls(SourceBodies bodies, INamedTypeSymbol type, string name) => type.GetMembers().OfType<IMethodSymbol>().Where(bodies.Has).Any(method =>
        bodies.Find(method, CancellationToken.None)?.Descendants().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name == name) == true);

    private static IEnumerable<(IMethodSymbol Method, IBlockOperation Block)> BodiesOf(SourceBodies bodies, INamedTypeSymbol type, string name)
    {
        foreach (var method in MethodsOf(bodies, type, name))
        {
            if (bodies.Find(method, CancellationToken.None) is IMethodBodyOperation { BlockBody: { } block }
                && !block.Descendants().Any(each => each is IThrowOperation or IInvocationOperation { TargetMethod.Name: "Fail" }))
            {
                yield return (method, block);
            }
        }
    }

    /// <summary>The methods of a name, those that implement a contract by its full name as well.</summary>
    private static IEnumerable<IMethodSymbol> MethodsOf(SourceBodies bodies, INamedTypeSymbol type, string name) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name.EndsWith(name, StringComparison.Ordinal) && bodies.Has(method));

    private static bool Succeeds(IBlockOperation block, Func<IOperation, bool> isRequirement) => Reached(block).Any(statement =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation call } && IsSucceed(call) && isRequirement(call.Arguments[0].Value.Unwrapped()));

    /// <summary>foreach (var requirement in context.PendingRequirements.ToList()) context.Succeed(requirement);</summary>
    private static bool MeetsAll(IOperation statement, IBlockOperation around)
    {
        if (statement is not IForEachLoopOperation { Locals: [var each] } loop || !IsAll(loop.Collection, around, mayBeNamed: true))
            return false;

        bool IsEach(IOperation value) => value is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, each);

        return loop.Body switch
        {
            IBlockOperation block => Succeeds(block, IsEach),
            IExpressionStatementOperation { Operation: IInvocationOperation call } => IsSucceed(call) && IsEach(call.Arguments[0].Value.Unwrapped()),
            _ => false,
        };
    }

    private static bool IsAll(IOperation collection, IBlockOperation around, bool mayBeNamed) => collection.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod.Name: var name, Arguments: [{ Value: var source }] } when Array.IndexOf(s_copies, name) >= 0 =>
            IsAll(source, around, mayBeNamed),
        IPropertyReferenceOperation { Property: { Name: "PendingRequirements" or "Requirements", ContainingType.Name: Context } } => true,
        ILocalReferenceOperation { Local: var local } when mayBeNamed => around.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local))?.GetVariableInitializer() is { Value: var initial }
                && IsAll(initial, around, mayBeNamed: false),
        _ => false,
    };

    /// <summary>The statements that certainly run, up to the first that is more than plain.</summary>
    private static IEnumerable<IOperation> Reached(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            yield return statement;
            if (!IsPlain(statement))
                yield break;
        }
    }

    private static bool IsPlain(IOperation statement) =>
        statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation
        && !statement.Descendants().Any(each => each is IConditionalOperation or ISwitchExpressionOperation or IAwaitOperation
            || each is IInvocationOperation call && !IsSucceed(call) && !IsHarmless(call.TargetMethod));

    /// <summary>What writes a log, or copies a list, turns nobody away.</summary>
    private static bool IsHarmless(IMethodSymbol method) => method.Name.StartsWith("Log", StringComparison.Ordinal)
        || method is { Name: "WriteLine", ContainingType.Name: "Console" or "Debug" or "Trace" } || Array.IndexOf(s_copies, method.Name) >= 0;

    private static bool IsSucceed(IInvocationOperation call) => call is { TargetMethod: { Name: "Succeed", ContainingType.Name: Context }, Arguments.Length: 1 };

    private static bool IsSuccess(IOperation? value) => value?.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Success", ContainingType.Name: "PolicyAuthorizationResult" } } => true,
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => IsSuccess(result),
        _ => false,
    };
}
