using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Cases and arms: each runs where those before it do not match.</content>
internal abstract partial class FlowWalker
{
    private PipelineScope? VisitSwitchExpression(ISwitchExpressionOperation @switch, PipelineScope scope)
    {
        var before = Visit(@switch.Value, scope);
        if (before is not { IsFailed: false } rest)
            return before;

        var ends = new List<PipelineScope?>();
        foreach (var arm in @switch.Arms)
        {
            Context.Reading = rest;
            var split = conditions.Match(@switch.Value, arm.Pattern, Context);
            if (arm.Guard is not null)
                split = split.And(Split(arm.Guard));

            ends.Add(VisitAll(arm.ChildOperations.Skip(1), rest.When(split, isTrue: true, arm.Syntax, Label(@switch.Value))));
            rest = rest.When(split, isTrue: false, arm.Syntax, Label(@switch.Value));
        }

        return JoinBackwards(ends, null);
    }

    private PipelineScope? VisitSwitch(ISwitchOperation @switch, PipelineScope scope)
    {
        var before = Visit(@switch.Value, scope);
        if (before is not { IsFailed: false } rest)
            return before;

        var starts = new PipelineScope?[@switch.Cases.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            foreach (var clause in @switch.Cases[i].Clauses.Where(clause => clause is not IDefaultCaseClauseOperation))
            {
                Context.Reading = rest;
                var split = Split(@switch.Value, clause);
                starts[i] = PipelineScope.Join(starts[i], rest.When(split, isTrue: true, clause.Syntax, Label(@switch.Value)));
                rest = rest.When(split, isTrue: false, clause.Syntax, Label(@switch.Value));
            }
        }

        var hasDefault = false;
        var ends = new List<PipelineScope?>();
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[i];
            foreach (var clause in @switch.Cases[i].Clauses)
            {
                hasDefault |= clause is IDefaultCaseClauseOperation;
                start = PipelineScope.Join(start, clause is IDefaultCaseClauseOperation ? rest : null);
                start = PipelineScope.Join(start, clause.Label is { } label ? Taken(label) : null);
            }

            var end = start is null ? null : VisitAll(@switch.Cases[i].Body, start);
            ends.Add(PipelineScope.Join(end, Taken(@switch.ExitLabel)));
        }

        return JoinBackwards(ends, hasDefault ? null : rest);
    }

    /// <summary>Each case stands under the opposites of those before it, which cancel out from the last to the first.</summary>
    private static PipelineScope? JoinBackwards(List<PipelineScope?> ends, PipelineScope? last)
    {
        for (var i = ends.Count - 1; i >= 0; i--)
            last = PipelineScope.Join(ends[i], last);
        return last;
    }

    private EnvironmentSplit Split(IOperation value, ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation single => conditions.Equal(value, single.Value, Context),
        IPatternCaseClauseOperation { Guard: null } pattern => conditions.Match(value, pattern.Pattern, Context),
        IPatternCaseClauseOperation { Guard: { } guard } pattern => conditions.Match(value, pattern.Pattern, Context).And(Split(guard)),
        _ => EnvironmentSplit.Unknown,
    };

    private static string Label(IOperation value) => $"'switch ({value.Syntax})'";
}
