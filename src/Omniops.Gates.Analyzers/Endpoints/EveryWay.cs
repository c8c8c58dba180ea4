using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Whether every way through a method that ends without an exception does something, whatever conditions stand before it.</summary>
internal static class EveryWay
{
    /// <param name="isDone">Whether an operation does it.</param>
    /// <param name="isHarmless">Whether a call that stands before it may.</param>
    /// <param name="worth">What a condition is worth for whom it is asked for; without it every way counts.</param>
    public static bool Does(ControlFlowGraph graph, Func<IOperation, bool> isDone, Func<IInvocationOperation, bool> isHarmless, Func<IOperation, bool?>? worth = null)
    {
        var isFound = false;
        var seen = new HashSet<BasicBlock>();
        var open = new Stack<BasicBlock>(Starts(graph));
        while (open.Count > 0)
        {
            var block = open.Pop();
            if (!seen.Add(block))
                continue;
            if (block.Kind == BasicBlockKind.Exit)
                return false;

            var isDoneHere = false;
            foreach (var operation in block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
            {
                isDoneHere = operation.DescendantsAndSelf().Any(isDone);
                if (isDoneHere)
                    break;
                if (operation.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => !isHarmless(call)))
                    return false;
            }

            isFound |= isDoneHere;
            if (isDoneHere)
                continue;
            var jumps = block is { BranchValue: { } condition, ConditionKind: not ControlFlowConditionKind.None } && worth?.Invoke(condition) is { } known
                ? known == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) : (bool?)null;
            if (jumps != false && block.ConditionalSuccessor?.Destination is { } jump)
                open.Push(jump);
            if (jumps != true && block.FallThroughSuccessor?.Destination is { } next)
                open.Push(next);
        }

        return isFound;
    }

    /// <summary>The beginning, and what is run when anything has been thrown within.</summary>
    public static IEnumerable<BasicBlock> Starts(ControlFlowGraph graph) => RegionsOf(graph.Root)
        .Where(region => region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter)
        .Select(region => graph.Blocks[region.FirstBlockOrdinal]).Append(graph.Blocks[0]);

    private static IEnumerable<ControlFlowRegion> RegionsOf(ControlFlowRegion region) => region.NestedRegions.SelectMany(RegionsOf).Prepend(region);
}
