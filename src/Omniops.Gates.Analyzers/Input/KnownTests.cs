using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// The tests whose answer is known at a place: those around it, those in front that leave where they fail, and those of methods that are
/// called in front or asked.
/// </summary>
internal sealed class KnownTests(ProgramSources sources)
{
    private const int MaxDepth = 5;

    public IReadOnlyList<KnownTest> At(IOperation place, CancellationToken cancellation)
    {
        var found = new List<KnownTest>();
        AddAt(place, found, 0, cancellation);
        return found;
    }

    /// <summary>The tests that have passed once a statement is done with.</summary>
    public IReadOnlyList<KnownTest> After(IOperation statement, CancellationToken cancellation)
    {
        var found = new List<KnownTest>();
        AddStatement(statement, found, 0, cancellation);
        return found;
    }

    private void AddAt(IOperation place, List<KnownTest> found, int depth, CancellationToken cancellation)
    {
        for (var (child, parent) = (place, place.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConditionalOperation choice when child != choice.Condition:
                    AddTest(choice.Condition, child == choice.WhenTrue, found, depth, cancellation);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both
                    when child == both.RightOperand:
                    AddTest(both.LeftOperand, both.OperatorKind == BinaryOperatorKind.ConditionalAnd, found, depth, cancellation);
                    break;
                case IBlockOperation block:
                    foreach (var earlier in block.Operations)
                    {
                        if (earlier == child)
                            break;
                        AddStatement(earlier, found, depth, cancellation);
                    }

                    break;
            }
        }
    }

    private void AddStatement(IOperation statement, List<KnownTest> found, int depth, CancellationToken cancellation)
    {
        switch (statement)
        {
            case IConditionalOperation choice:
                if (Leaves(choice.WhenTrue))
                    AddTest(choice.Condition, false, found, depth, cancellation);
                else if (Leaves(choice.WhenFalse))
                    AddTest(choice.Condition, true, found, depth, cancellation);
                break;
            case IExpressionStatementOperation { Operation: var called } when depth < MaxDepth:
                var call = (called is IAwaitOperation awaited ? awaited.Operation : called) as IInvocationOperation;
                if (call is not null && sources.Bodies.Has(call.TargetMethod) && sources.Bodies.Find(call.TargetMethod, cancellation) is { } body)
                {
                    foreach (var inner in StatementsOf(body))
                        AddStatement(inner, found, depth + 1, cancellation);
                }

                break;
        }
    }

    private static IEnumerable<IOperation> StatementsOf(IOperation body) => body switch
    {
        IMethodBodyOperation { BlockBody: { } block } => block.Operations,
        IMethodBodyOperation { ExpressionBody: { } block } => block.Operations,
        ILocalFunctionOperation { Body: { } block } => block.Operations,
        IBlockOperation block => block.Operations,
        _ => Array.Empty<IOperation>(),
    };

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.Any(Leaves),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Leaves(choice.WhenTrue) && Leaves(otherwise),
        _ => false,
    };

    private void AddTest(IOperation condition, bool holds, List<KnownTest> found, int depth, CancellationToken cancellation)
    {
        var test = sources.Values.Origin(condition, cancellation);
        switch (test)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                AddTest(not.Operand, !holds, found, depth, cancellation);
                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                if (both.OperatorKind == BinaryOperatorKind.ConditionalAnd == holds)
                {
                    AddTest(both.LeftOperand, holds, found, depth, cancellation);
                    AddTest(both.RightOperand, holds, found, depth, cancellation);
                }

                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared
                when compared.RightOperand.Unwrapped().ConstantValue is { HasValue: true, Value: bool wanted }:
                AddTest(compared.LeftOperand, compared.OperatorKind == BinaryOperatorKind.Equals == (wanted == holds), found, depth, cancellation);
                return;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool meant } } } matched:
                AddTest(matched.Value, meant == holds, found, depth, cancellation);
                return;
        }

        found.Add(new(test, holds));
        if (depth < MaxDepth && test is IInvocationOperation { TargetMethod: var method } && sources.Bodies.Has(method) && !method.IsAbstract
            && sources.Bodies.Find(method, cancellation) is { } body)
        {
            AddAnswer(body, holds, found, depth + 1, cancellation);
        }
    }

    /// <summary>The tests behind the answer of a method, where one place in it gives that answer.</summary>
    private void AddAnswer(IOperation body, bool holds, List<KnownTest> found, int depth, CancellationToken cancellation)
    {
        IReturnOperation? only = null;
        foreach (var returned in CallbackJudge.OwnParts(body).OfType<IReturnOperation>())
        {
            if (returned.ReturnedValue is not { } value || value.ConstantValue is { HasValue: true, Value: bool answer } && answer != holds)
                continue;
            if (only is not null)
                return;
            only = returned;
        }

        if (only is null)
            return;

        AddAt(only, found, depth, cancellation);
        if (!only.ReturnedValue!.ConstantValue.HasValue)
            AddTest(only.ReturnedValue, holds, found, depth, cancellation);
    }
}
