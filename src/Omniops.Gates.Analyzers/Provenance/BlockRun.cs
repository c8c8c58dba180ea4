using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>The order in which the blocks of a graph are run, and what is known before each: a worklist until nothing changes.</summary>
internal sealed class BlockRun
{
    private readonly ControlFlowGraph _graph;
    private readonly Action<int> _spend;
    private readonly Func<ControlFlowRegion, bool> _isInert;
    private readonly FlowState?[] _before;
    private readonly int[] _rounds;
    private readonly SortedSet<int> _open = [];
    private readonly Dictionary<ControlFlowRegion, HashSet<int>> _afterFinally = [];
    private readonly Dictionary<ControlFlowRegion, FlowState> _finallyDone = [];

    /// <param name="spend">Counts the work of comparing what is known on two ways.</param>
    /// <param name="isInert">Whether a region does nothing to a text: Monitor.Exit and Dispose do not.</param>
    public BlockRun(ControlFlowGraph graph, FlowState entry, Action<int> spend, Func<ControlFlowRegion, bool> isInert)
    {
        (_graph, _spend, _isInert) = (graph, spend, isInert);
        _before = new FlowState?[graph.Blocks.Length];
        _rounds = new int[graph.Blocks.Length];
        _before[0] = entry;
        _open.Add(0);
    }

    /// <summary>What is known at the end; null where the end is not reached.</summary>
    public FlowState? Exit => _before[_before.Length - 1];

    public Value Returned { get; private set; } = Value.Empty;

    public Facts? Facts { get; private set; }

    public BasicBlock? Next()
    {
        if (_open.Count == 0)
            return null;

        var next = _open.Min;
        _open.Remove(next);
        _rounds[next]++;
        return _graph.Blocks[next];
    }

    public int RoundsOf(BasicBlock block) => _rounds[block.Ordinal];

    public FlowState StateBefore(BasicBlock block) => _before[block.Ordinal]!;

    public void Return(Value value, Facts facts)
    {
        Returned = Returned.Or(value);
        Facts = Facts is null ? facts : Facts.Or(facts);
    }

    /// <summary>Whatever a block in a try has done so far, its handlers can see.</summary>
    public void MayThrow(BasicBlock block, FlowState state)
    {
        // Beyond the root of a lambda's graph lies the method around it.
        for (var region = block.EnclosingRegion; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement)
                continue;

            foreach (var handler in statement.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                    Enter(handler.FirstBlockOrdinal, state);
            }
        }
    }

    /// <summary>Goes on along a branch, through the finally blocks on its way.</summary>
    public void Follow(BasicBlock block, ControlFlowBranch? branch, FlowState? state)
    {
        if (branch is null || state is null)
            return;

        if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
        {
            EndFinally(block, state);
            return;
        }

        if (branch.Destination is not { } destination)
            return;

        if (branch.FinallyRegions.All(_isInert))
        {
            Enter(destination.Ordinal, state);
            return;
        }

        for (var at = 0; at < branch.FinallyRegions.Length; at++)
        {
            var next = at + 1 < branch.FinallyRegions.Length ? branch.FinallyRegions[at + 1].FirstBlockOrdinal : destination.Ordinal;
            Continue(branch.FinallyRegions[at], next);
        }

        Enter(branch.FinallyRegions[0].FirstBlockOrdinal, state);
    }

    private void Continue(ControlFlowRegion region, int next)
    {
        if (!_afterFinally.TryGetValue(region, out var all))
            _afterFinally[region] = all = [];
        if (all.Add(next) && _finallyDone.TryGetValue(region, out var done))
            Enter(next, done);
    }

    private void EndFinally(BasicBlock block, FlowState state)
    {
        for (var region = block.EnclosingRegion; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Finally)
                continue;

            _finallyDone[region] = state;
            if (_afterFinally.TryGetValue(region, out var all))
            {
                foreach (var next in all)
                    Enter(next, state);
            }

            return;
        }
    }

    private void Enter(int block, FlowState state)
    {
        var known = _before[block];
        if (known is not null && !ReferenceEquals(known, state))
            _spend(known.Differences(state));
        var joined = known is null ? state : known.Join(state);
        if (ReferenceEquals(joined, known))
            return;

        _before[block] = joined;
        _open.Add(block);
    }
}
