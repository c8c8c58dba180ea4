using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Loops, which may run not even once.</content>
internal abstract partial class FlowWalker
{
    private PipelineScope? VisitLoop(ILoopOperation loop, PipelineScope scope)
    {
        var before = loop switch
        {
            IForLoopOperation @for => VisitAll(@for.Before, scope),
            IForEachLoopOperation each => Visit(each.Collection, scope),
            _ => scope,
        };
        if (before is not { IsFailed: false } flow)
            return before;

        var condition = loop switch
        {
            IForLoopOperation @for => @for.Condition,
            IWhileLoopOperation @while => @while.Condition,
            _ => null,
        };
        var runsOnce = loop is IWhileLoopOperation { ConditionIsTop: false }
            || loop is IForEachLoopOperation { Collection: var collection } && collection.IsFilledArray();
        var split = condition is not null ? SplitIn(condition, flow) : loop is IForLoopOperation ? EnvironmentSplit.Always : EnvironmentSplit.Unknown;
        if (condition is not null)
            Visit(condition, flow);

        var syntax = condition?.Syntax ?? loop.Syntax;
        var end = loop is IForEachLoopOperation over && Rounds(over) is { Count: > 0 } rounds
            ? VisitRounds(loop.Body, rounds, flow)
            : Visit(loop.Body, runsOnce ? flow : flow.When(split, isTrue: true, syntax, "a loop"));
        end = PipelineScope.Join(end, Taken(loop.ContinueLabel));
        if (loop is IForLoopOperation { AtLoopBottom: var bottom } && end is not null)
            VisitAll(bottom, end);

        var skipped = runsOnce || loop is IForEachLoopOperation written && Rounds(written).Count > 0 || split == EnvironmentSplit.Always ? null : flow.When(split, isTrue: false, syntax, "a loop");
        var ended = split == EnvironmentSplit.Always ? null : end;
        return PipelineScope.Join(PipelineScope.Join(ended, skipped), Taken(loop.ExitLabel));
    }

    /// <summary>What to do before each round of a loop over what is written out; none where its body is read once for all.</summary>
    protected virtual IReadOnlyList<Action> Rounds(IForEachLoopOperation loop) => [];

    private PipelineScope? VisitRounds(IOperation body, IReadOnlyList<Action> rounds, PipelineScope scope)
    {
        PipelineScope? flow = scope;
        foreach (var begin in rounds)
        {
            if (flow is not { IsFailed: false })
                break;

            begin();
            flow = Visit(body, flow);
        }

        return flow;
    }
}
