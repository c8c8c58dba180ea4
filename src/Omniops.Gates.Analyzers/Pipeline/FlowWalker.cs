using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Walks operations in the order they run, and knows of each under which circumstances it does: branches, early exits, loops, jumps.
/// Code that is nested too deeply for the stack ends the walk with an <see cref="InsufficientExecutionStackException"/>.
/// </summary>
internal abstract partial class FlowWalker(EnvironmentCondition conditions, ReadingContext context)
{
    private readonly Dictionary<ILabelSymbol, PipelineScope> _jumps = new(SymbolEqualityComparer.Default);

    /// <summary>What is known of parameters while conditions are read.</summary>
    protected ReadingContext Context { get; set; } = context;

    /// <summary>Called for each operation that runs, after those inside it.</summary>
    protected abstract void Act(IOperation operation, PipelineScope scope);

    /// <summary>A lambda where it is written, which need not be where it runs.</summary>
    protected virtual void ActOnFunction(IAnonymousFunctionOperation function, PipelineScope scope)
    {
    }

    /// <summary>The circumstances behind a condition.</summary>
    protected virtual PipelineScope Narrow(PipelineScope scope, EnvironmentSplit split, bool isTrue, IOperation condition) =>
        scope.When(split, isTrue, condition.Syntax);

    protected virtual EnvironmentSplit Split(IOperation condition) => conditions.Read(condition, Context);

    /// <summary>What a condition says that is read under these circumstances.</summary>
    protected EnvironmentSplit SplitIn(IOperation condition, PipelineScope scope)
    {
        Context.Reading = scope;
        return Split(condition);
    }

    /// <summary>Whether a value is certain not to be null.</summary>
    protected virtual bool IsGiven(IOperation value) => false;

    /// <returns>How it goes on behind the operation; null where it does not.</returns>
    protected PipelineScope? Visit(IOperation operation, PipelineScope scope)
    {
        Context.Cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IBlockOperation block:
                return VisitBlock(block, scope);
            case IConditionalOperation conditional:
                return VisitConditional(conditional, scope);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                return VisitShortCircuit(binary, scope);
            case ICoalesceOperation coalesce:
                return VisitCoalesce(coalesce.Value, coalesce.WhenNull, coalesce, scope);
            case ICoalesceAssignmentOperation coalesce:
                return VisitCoalesce(coalesce.Target, coalesce.Value, coalesce, scope);
            case ISwitchOperation @switch:
                return VisitSwitch(@switch, scope);
            case ISwitchExpressionOperation @switch:
                return VisitSwitchExpression(@switch, scope);
            case ILoopOperation loop:
                return VisitLoop(loop, scope);
            case ITryOperation @try:
                return VisitTry(@try, scope);
            case IBranchOperation jump:
                _jumps[jump.Target] = PipelineScope.Join(Taken(jump.Target), scope)!;
                return null;
            case IReturnOperation { Kind: not OperationKind.YieldReturn }:
                return VisitChildren(operation, scope) is { IsFailed: true } failed ? failed : null;
            case IThrowOperation:
                return VisitChildren(operation, scope) is { } thrown ? thrown with { IsFailed = true } : null;
            case IAnonymousFunctionOperation function:
                ActOnFunction(function, scope);
                return scope;
            case IInvocationOperation { TargetMethod: { ReturnsVoid: true } method }
                when ReleaseBuild.LeavesOut(method, operation.Syntax.SyntaxTree):
                return scope;
            case ILocalFunctionOperation or INameOfOperation:
                // A local function is read where it is called.
                return scope;
            default:
                return VisitChildren(operation, scope);
        }
    }

    /// <summary>The body of a method, local function or accessor.</summary>
    protected PipelineScope? VisitBody(IOperation body, PipelineScope scope) =>
        body is ILocalFunctionOperation local ? local.Body is { } block ? Visit(block, scope) : null : Visit(body, scope);

    private PipelineScope? VisitChildren(IOperation operation, PipelineScope scope)
    {
        PipelineScope? flow = scope;
        foreach (var child in operation.ChildOperations)
        {
            flow = Visit(child, flow);
            if (flow is null or { IsFailed: true })
                return flow;
        }

        Act(operation, flow);
        return flow;
    }

    private PipelineScope? VisitAll(IEnumerable<IOperation> operations, PipelineScope scope)
    {
        PipelineScope? flow = scope;
        foreach (var operation in operations)
        {
            if (operation is ILabeledOperation labeled)
                flow = PipelineScope.Join(flow, Taken(labeled.Label));
            if (flow is { IsFailed: false })
                flow = Visit(operation, flow);
        }

        return flow;
    }

    private PipelineScope? VisitBlock(IBlockOperation block, PipelineScope scope) => VisitAll(block.Operations, scope);

    private PipelineScope? VisitConditional(IConditionalOperation conditional, PipelineScope scope)
    {
        var before = Visit(conditional.Condition, scope);
        if (before is not { IsFailed: false } flow)
            return before;

        var split = SplitIn(conditional.Condition, flow);
        var whenTrue = Visit(conditional.WhenTrue, Narrow(flow, split, isTrue: true, conditional.Condition));
        var otherwise = Narrow(flow, split, isTrue: false, conditional.Condition);
        return PipelineScope.Join(whenTrue, conditional.WhenFalse is { } whenFalse ? Visit(whenFalse, otherwise) : otherwise);
    }

    private PipelineScope? VisitShortCircuit(IBinaryOperation binary, PipelineScope scope)
    {
        var before = Visit(binary.LeftOperand, scope);
        if (before is not { IsFailed: false } flow)
            return before;

        var split = SplitIn(binary.LeftOperand, flow);
        var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        var goesOn = Visit(binary.RightOperand, Narrow(flow, split, isTrue: isAnd, binary.LeftOperand));
        return PipelineScope.Join(goesOn, Narrow(flow, split, isTrue: !isAnd, binary.LeftOperand));
    }

    private PipelineScope? VisitCoalesce(IOperation value, IOperation whenNull, IOperation coalesce, PipelineScope scope)
    {
        var before = Visit(value, scope);
        if (before is not { IsFailed: false } flow)
            return before;

        var split = IsGiven(value) ? EnvironmentSplit.Always.Negated : EnvironmentSplit.Unknown;
        var isNull = IsGiven(value) ? null : Visit(whenNull, flow.When(split, isTrue: true, value.Syntax));
        var joined = PipelineScope.Join(isNull, flow.When(split, isTrue: false, value.Syntax));
        if (joined is { IsFailed: false })
            Act(coalesce, joined);
        return joined;
    }

    private PipelineScope? VisitTry(ITryOperation @try, PipelineScope scope)
    {
        var flow = Visit(@try.Body, scope);
        PipelineScope? caught = null;
        foreach (var clause in @try.Catches)
            caught = PipelineScope.Join(caught, VisitAll(clause.ChildOperations, scope.Perhaps(clause.Syntax, "an exception")));

        // An exception is no condition of what follows: without one, it runs.
        if (flow is null or { IsFailed: true })
            flow = caught ?? flow;
        return @try.Finally is { } last && Visit(last, scope) is null or { IsFailed: true } ? null : flow;
    }

    private PipelineScope? Taken(ILabelSymbol label)
    {
        if (!_jumps.TryGetValue(label, out var scope))
            return null;

        _jumps.Remove(label);
        return scope;
    }
}
