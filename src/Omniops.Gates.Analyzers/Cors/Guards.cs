using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>The conditions that a place in a body stands under: those around it, and those that leave before it.</summary>
internal static class Guards
{
    /// <summary>Outermost and earliest first; each must have the given value for the place to be reached.</summary>
    public static IReadOnlyList<(IOperation Condition, bool IsTrue)> Of(IOperation place)
    {
        var guards = new List<(IOperation, bool)>();
        for (var current = place; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation choice && current != choice.Condition)
            {
                guards.Add((choice.Condition, current == choice.WhenTrue));
            }
            else if (parent is IBlockOperation block)
            {
                for (var i = block.Operations.IndexOf(current) - 1; i >= 0; i--)
                {
                    if (block.Operations[i] is not IConditionalOperation before)
                        continue;
                    if (Leaves(before.WhenTrue))
                        guards.Add((before.Condition, false));
                    else if (before.WhenFalse is { } otherwise && Leaves(otherwise))
                        guards.Add((before.Condition, true));
                }
            }
        }

        guards.Reverse();
        return guards;
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } statements } => Leaves(statements[statements.Length - 1]),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Leaves(choice.WhenTrue) && Leaves(otherwise),
        _ => false,
    };
}
