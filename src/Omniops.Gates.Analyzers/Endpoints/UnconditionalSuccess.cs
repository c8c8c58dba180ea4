using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Whether the code of an authorization handler calls Succeed whatever it looks at: before anything can decide otherwise, as a return and a call
/// of something that may throw do, or on every way through it. And whether a service answers nothing but success.
/// </summary>
internal static class UnconditionalSuccess
{
    private const string Context = "AuthorizationHandlerContext";

    private const int MaxDepth = 3;

    private static readonly string[] s_copies = ["ToList", "ToArray", "AsEnumerable"];

    /// <summary>
    /// Whether a class that derives from AuthorizationHandler&lt;R&gt; meets every requirement that it is handed, or does so for a caller of whom
    /// nothing is known: <c>if (claim is null) logger.LogWarning("..."); context.Succeed(requirement);</c>
    /// </summary>
    public static bool OfRequirement(SourceBodies bodies, INamedTypeSymbol handler) => BodiesOf(bodies, handler, "HandleRequirementAsync").Any(each =>
        each.Method.Parameters.Length > 1
        && (Succeeds(bodies, each.Block, IsRequirement) || GraphOf(each.Block) is var graph && EveryWay.Does(
            graph, operation => operation is IInvocationOperation call && IsSucceed(call) && IsRequirement(call.Arguments[0].Value.Unwrapped()), CallsOf(bodies).Is,
            new StrangerAnswers(graph, syntax => bodies.Read(syntax, CancellationToken.None)).Of)));

    /// <summary>Whether a class meets all that any policy asks for.</summary>
    public static bool OfAll(SourceBodies bodies, INamedTypeSymbol handler) =>
        BodiesOf(bodies, handler, "HandleAsync").Any(each => Reached(bodies, each.Block).Any(statement => MeetsAll(bodies, statement, each.Block)));

    /// <summary>
    /// Whether a class meets all that any policy asks for, for another reason than who calls: <c>if (!options.IsLoginRequired) context.Succeed(requirement);</c>
    /// </summary>
    public static bool MayMeetAll(SourceBodies bodies, INamedTypeSymbol handler) => MethodsOf(bodies, handler, "HandleAsync").Any(method =>
        bodies.Find(method, CancellationToken.None) is IMethodBodyOperation { BlockBody: { } block }
        && block.Descendants().OfType<IForEachLoopOperation>().Any(loop => loop.Locals is [var each] && IsAll(loop.Collection, block, mayBeNamed: true)
            && loop.Body.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => IsSucceed(call)
                && call.Arguments[0].Value.Unwrapped() is ILocalReferenceOperation { Local: var met } && SymbolEqualityComparer.Default.Equals(met, each)
                && ConditionsAround(call).ToList() is var conditions && !conditions.Exists(condition => IsTested(condition, each))
                && !(conditions.Count > 0 ? conditions.Exists(condition => AsksCaller(condition, block))
                    : block.Descendants().Select(ConditionOf).OfType<IOperation>().Any(condition => AsksCaller(condition, block))))));

    /// <summary>requirement is OwnerRequirement, which is one of the team's own.</summary>
    private static bool IsTested(IOperation condition, ILocalSymbol requirement) => condition.DescendantsAndSelf().Any(part => (part switch
    {
        IIsTypeOperation { ValueOperand: var tested } => tested,
        IIsPatternOperation { Value: var tested } => tested,
        _ => part == condition ? part : null,
    })?.Unwrapped() is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, requirement));

    /// <summary>Whether every way to meet a condition looks at the caller.</summary>
    private static bool AsksCaller(IOperation condition, IBlockOperation around, int depth = 0) => condition.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either
        ? AsksCaller(either.LeftOperand, around, depth) && AsksCaller(either.RightOperand, around, depth)
        : condition.DescendantsAndSelf().Any(part => part.Type?.Name is "ClaimsPrincipal" or "IPrincipal" or "ClaimsIdentity" or "IIdentity"
            // var isAdmin = context.User.IsInRole("admin");
            || depth < MaxDepth && part is ILocalReferenceOperation { Local: var local } && around.Descendants().OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local))?.GetVariableInitializer() is { Value: var initial }
                && AsksCaller(initial, around, depth + 1));

    /// <summary>Whether an evaluator of policies answers nothing but that they are met.</summary>
    public static bool OfEvaluator(SourceBodies bodies, INamedTypeSymbol evaluator) =>
        MethodsOf(bodies, evaluator, "AuthorizeAsync").Any(method => AnswersSuccess(bodies, method));

    /// <summary>Whether a service answers nothing else to whoever asks with requirements, as all that evaluate policies do.</summary>
    public static bool OfService(SourceBodies bodies, INamedTypeSymbol service) => MethodsOf(bodies, service, "AuthorizeAsync").Any(method =>
        method.Parameters is [_, _, { Type: INamedTypeSymbol { TypeArguments.Length: 1 } }] && AnswersSuccess(bodies, method));

    /// <summary>Whether what judges the results of handlers finds nothing but success in them.</summary>
    public static bool OfResults(SourceBodies bodies, INamedTypeSymbol evaluator) => MethodsOf(bodies, evaluator, "Evaluate").Any(method => AnswersSuccess(bodies, method));

    /// <summary>Whether what is told the result lets the request go on, whatever it is.</summary>
    public static bool OfResultHandler(SourceBodies bodies, INamedTypeSymbol handler) => MethodsOf(bodies, handler, "HandleAsync").Any(method =>
        bodies.Find(method, CancellationToken.None) is IMethodBodyOperation body && !body.Descendants().Any(each => each is IThrowOperation)
        && EveryWay.Does(ControlFlowGraph.Create(body), IsNext, CallsOf(bodies).Is));

    /// <summary>Whether it lets a request go on for another reason than that the result is a success: <c>if (path.StartsWithSegments("/open")) await next(context);</c></summary>
    public static bool MayGoOn(SourceBodies bodies, INamedTypeSymbol handler) => MethodsOf(bodies, handler, "HandleAsync").Any(method =>
    {
        var parts = bodies.Find(method, CancellationToken.None)?.Descendants().ToList() ?? [];
        // if (result.Forbidden) return; await next(context);
        var isAskedBefore = parts.Select(ConditionOf).OfType<IOperation>().Any(IsOfResult);
        return parts.Where(IsNext).Any(next =>
            ConditionsAround(next).ToList() is { Count: > 0 } conditions ? !conditions.Exists(IsOfResult) : !isAskedBefore);
    });

    private static bool IsOfResult(IOperation condition) => condition.DescendantsAndSelf().Any(each => each.Type?.Name == "PolicyAuthorizationResult");

    private static IEnumerable<IOperation> ConditionsAround(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (ConditionOf(around) is { } condition)
                yield return condition;
        }
    }

    private static IOperation? ConditionOf(IOperation operation) => operation switch
    {
        IConditionalOperation conditional => conditional.Condition,
        ISwitchOperation @switch => @switch.Value,
        ISwitchExpressionOperation @switch => @switch.Value,
        _ => null,
    };

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

    private static bool AnswersSuccess(SourceBodies bodies, IMethodSymbol method) =>
        bodies.Find(method, CancellationToken.None) is { } body && !body.Descendants().Any(each => each is IThrowOperation)
        && body.Descendants().OfType<IReturnOperation>().Select(each => each.ReturnedValue).ToList() is { Count: > 0 } returned && returned.TrueForAll(IsSuccess);

    private static HarmlessCalls CallsOf(SourceBodies bodies) => new(bodies, CancellationToken.None);

    private static ControlFlowGraph GraphOf(IBlockOperation block) => ControlFlowGraph.Create((IMethodBodyOperation)block.Parent!);

    private static bool IsRequirement(IOperation value) => value is IParameterReferenceOperation { Parameter.Ordinal: 1 };

    /// <summary>next(context)</summary>
    private static bool IsNext(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IParameterReferenceOperation { Type.Name: "RequestDelegate" },
    };

    private static bool Succeeds(SourceBodies bodies, IBlockOperation block, Func<IOperation, bool> isRequirement) => Reached(bodies, block).Any(statement =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation call } && IsSucceed(call) && isRequirement(call.Arguments[0].Value.Unwrapped()));

    /// <summary>foreach (var requirement in context.PendingRequirements.ToList()) context.Succeed(requirement);</summary>
    private static bool MeetsAll(SourceBodies bodies, IOperation statement, IBlockOperation around)
    {
        if (statement is not IForEachLoopOperation { Locals: [var each] } loop || !IsAll(loop.Collection, around, mayBeNamed: true))
            return false;

        bool IsEach(IOperation value) => value is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, each);

        return loop.Body switch
        {
            IBlockOperation block => Succeeds(bodies, block, IsEach),
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
    private static IEnumerable<IOperation> Reached(SourceBodies bodies, IBlockOperation block)
    {
        var calls = CallsOf(bodies);
        foreach (var statement in block.Operations)
        {
            yield return statement;
            if (!IsPlain(statement, calls))
                yield break;
        }
    }

    /// <summary>An <c>if</c> that only writes a log leads on as well.</summary>
    private static bool IsPlain(IOperation statement, HarmlessCalls calls) =>
        statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation or IConditionalOperation && !Leaves(statement)
        && statement.Descendants().OfType<IInvocationOperation>().All(call => IsSucceed(call) || calls.Is(call));

    private static bool Leaves(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation or ILocalFunctionOperation => false,
        IReturnOperation or IBranchOperation or IThrowOperation => true,
        _ => operation.ChildOperations.Any(Leaves),
    };

    private static bool IsSucceed(IInvocationOperation call) => call is { TargetMethod: { Name: "Succeed", ContainingType.Name: Context }, Arguments.Length: 1 };

    private static bool IsSuccess(IOperation? value) => value?.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Success", ContainingType.Name: "AuthorizationResult" or "PolicyAuthorizationResult" } } => true,
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => IsSuccess(result),
        _ => false,
    };
}
