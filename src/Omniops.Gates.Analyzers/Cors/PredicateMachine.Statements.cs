using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <content>Statements. Where a condition is not seen, both ways are gone to their ends.</content>
internal sealed partial class PredicateMachine
{
    /// <summary>Something that is still to be done.</summary>
    /// <param name="Statement">To run; null for a mark.</param>
    /// <param name="Variable">That is given a value first.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Loop">For a mark: the loop of which a round, or all, ends here.</param>
    /// <param name="IsEnd">Whether the loop ends here.</param>
    private readonly record struct Step(
        IOperation? Statement, ISymbol? Variable = null, PredicateValue? Value = null, IOperation? Loop = null, bool IsEnd = false);

    private PredicateValue RunBody(IOperation body, IOperation use) => body switch
    {
        IMethodBodyOperation method => (method.BlockBody ?? method.ExpressionBody) is { } block ? Run(block, use) : Unseen(use),
        ILocalFunctionOperation { Body: { } block } => Run(block, use),
        IBlockOperation block => Run(block, use),
        _ => Unseen(use),
    };

    private PredicateValue Run(IBlockOperation block, IOperation use) => Run(ImmutableStack.Create(new Step(block)), use);

    private PredicateValue Run(ImmutableStack<Step> steps, IOperation use)
    {
        while (!steps.IsEmpty)
        {
            if (_steps++ > MaxSteps)
                return Unseen(use);

            steps = steps.Pop(out var step);
            if (step.Variable is { } variable)
                _variables = _variables.SetItem(variable, step.Value!);

            switch (step.Statement)
            {
                case null or ILocalFunctionOperation or IEmptyOperation:
                    break;
                case IBlockOperation block:
                    steps = Push(steps, block.Operations);
                    break;
                case IExpressionStatementOperation statement:
                    Evaluate(statement.Operation);
                    break;
                case IVariableDeclarationGroupOperation declarations:
                    Declare(declarations);
                    break;
                case IReturnOperation { Kind: OperationKind.Return } returned:
                    return returned.ReturnedValue is { } value ? Evaluate(value) : PredicateValue.Of(null);
                case IThrowOperation:
                    // The request fails, and no origin is allowed.
                    return PredicateValue.False;
                case IConditionalOperation conditional:
                    var condition = Evaluate(conditional.Condition);
                    var (whenTrue, whenFalse) = (Push(steps, conditional.WhenTrue), Push(steps, conditional.WhenFalse));
                    if (!condition.IsSeen)
                        return Fork(condition, use, whenTrue, whenFalse);
                    if (condition.Expression is not null)
                        return Through(condition, Run(condition.IsTrue ? whenTrue : whenFalse, use));
                    steps = condition.IsTrue ? whenTrue : whenFalse;
                    break;
                case ISwitchOperation choice:
                    if (Chosen(choice, Evaluate(choice.Value), steps) is not { } chosen)
                        return Unseen(choice.Value);
                    steps = chosen;
                    break;
                case IForEachLoopOperation loop:
                    steps = Rounds(loop, steps);
                    break;
                case ITryOperation guarded:
                    steps = Push(steps, guarded.Finally, guarded.Body);
                    break;
                case IUsingOperation { Body: var body }:
                    steps = Push(steps, body);
                    break;
                case ILockOperation { Body: var body }:
                    steps = Push(steps, body);
                    break;
                case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } jump:
                    steps = Leave(steps, jump);
                    break;
                default:
                    return Unseen(step.Statement);
            }
        }

        return Unseen(use);
    }

    private static ImmutableStack<Step> Push(ImmutableStack<Step> steps, params IOperation?[] statements) =>
        Push(steps, statements.OfType<IOperation>().ToImmutableArray());

    private static ImmutableStack<Step> Push(ImmutableStack<Step> steps, ImmutableArray<IOperation> statements)
    {
        for (var i = statements.Length - 1; i >= 0; i--)
            steps = steps.Push(new Step(statements[i]));
        return steps;
    }

    private PredicateValue Fork(PredicateValue condition, IOperation use, ImmutableStack<Step> one, ImmutableStack<Step> other)
    {
        var before = _variables;
        var first = Run(one, use);
        _variables = before;
        return PredicateValue.Either(first, Run(other, use), condition);
    }

    /// <summary>What is answered behind a condition that a suitable origin passes.</summary>
    private static PredicateValue Through(PredicateValue condition, PredicateValue answer) =>
        answer is { IsTrue: true, Expression: null } && condition.Expression is { } expression ? PredicateValue.Chosen(expression) : answer;

    private void Declare(IVariableDeclarationGroupOperation declarations)
    {
        foreach (var declarator in declarations.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (declarator.GetVariableInitializer() is { Value: var value })
                _variables = _variables.SetItem(declarator.Symbol, Evaluate(value));
        }
    }

    /// <summary>The way on through a switch; null where it is not known.</summary>
    private ImmutableStack<Step>? Chosen(ISwitchOperation choice, PredicateValue value, ImmutableStack<Step> steps)
    {
        var behind = steps.Push(new Step(null, Loop: choice, IsEnd: true));
        ISwitchCaseOperation? otherwise = null;
        foreach (var section in choice.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                {
                    otherwise = section;
                    continue;
                }

                var isMatch = clause switch
                {
                    ISingleValueCaseClauseOperation single => AreEqual(value, Evaluate(single.Value), single),
                    IPatternCaseClauseOperation { Guard: var guard } pattern =>
                        Matches(value, pattern.Pattern) & (guard is null ? PredicateValue.True : Evaluate(guard)),
                    _ => Unseen(clause),
                };
                if (!isMatch.IsSeen)
                    return null;
                if (isMatch.IsTrue)
                    return Push(behind, section.Body);
            }
        }

        return otherwise is null ? steps : Push(behind, otherwise.Body);
    }

    private ImmutableStack<Step> Rounds(IForEachLoopOperation loop, ImmutableStack<Step> steps)
    {
        var list = Evaluate(loop.Collection);
        steps = steps.Push(new Step(null, Loop: loop, IsEnd: true));
        foreach (var element in ElementsOf(list, loop.Collection).Reverse())
        {
            steps = steps.Push(new Step(null, Loop: loop)).Push(
                new Step(loop.Body, loop.Locals.Length > 0 ? loop.Locals[0] : null, element));
        }

        return steps;
    }

    private static ImmutableStack<Step> Leave(ImmutableStack<Step> steps, IBranchOperation jump)
    {
        var isBreak = jump.BranchKind == BranchKind.Break;
        while (!steps.IsEmpty)
        {
            steps = steps.Pop(out var step);
            if (step is { Statement: null, Loop: { } left } && step.IsEnd == isBreak && (isBreak || left is ILoopOperation))
                break;
        }

        return steps;
    }
}
