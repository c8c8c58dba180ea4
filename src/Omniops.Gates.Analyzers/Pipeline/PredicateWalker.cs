using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>In which environments a method of the source returns true, and in which false.</summary>
internal sealed class PredicateWalker(EnvironmentCondition conditions, ReadingContext context) : FlowWalker(conditions, context)
{
    private EnvironmentSplit _returned = new(EnvironmentSet.None, EnvironmentSet.None);

    public EnvironmentSplit Read(IOperation body)
    {
        VisitBody(body, PipelineScope.Entry);
        // Nothing is returned by what only throws.
        return _returned == new EnvironmentSplit(EnvironmentSet.None, EnvironmentSet.None) ? EnvironmentSplit.Unknown : _returned;
    }

    protected override void Act(IOperation operation, PipelineScope scope)
    {
        if (operation is not IReturnOperation { ReturnedValue: { } value })
            return;

        var split = SplitIn(value, scope);
        _returned = new EnvironmentSplit(
            _returned.WhenTrue | (scope.Environments & split.WhenTrue),
            _returned.WhenFalse | (scope.Environments & split.WhenFalse),
            _returned.Doubt ?? scope.Doubt ?? split.Doubt);
    }
}
