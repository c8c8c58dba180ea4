using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What the local variables of one body are given, read once for all of them.</summary>
internal sealed class LocalWrites
{
    private readonly Dictionary<ISymbol, List<IOperation?>> _writes = new(SymbolEqualityComparer.Default);

    public LocalWrites(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { } initializer:
                    Add(local, initializer.Value);
                    break;
                case IDeconstructionAssignmentOperation deconstruction:
                    AddPairs(deconstruction.Target, deconstruction.Value);
                    break;
                case ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case ICoalesceAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target }:
                    Add(target.Local, null);
                    break;
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target }:
                    Add(target.Local, null);
                    break;
                case IArgumentOperation { Parameter.RefKind: not RefKind.None } argument when Local(argument.Value) is { } local:
                    Add(local, null);
                    break;
                case IVariableInitializerOperation { Value: ILocalReferenceOperation aliased } initializer
                    when initializer.Parent is IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None }:
                    Add(aliased.Local, null);
                    break;
                case IIsPatternOperation pattern:
                    AddMatched(pattern.Pattern, pattern.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (var arm in choice.Arms)
                        AddMatched(arm.Pattern, choice.Value);
                    break;
                case IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } clause:
                    AddMatched(clause.Pattern, choice.Value);
                    break;
            }
        }
    }

    /// <summary>The one value that a local is given; null where there is none, or more than one, or one that is no expression.</summary>
    public IOperation? Single(ILocalSymbol local) => _writes.TryGetValue(local, out var writes) && writes.Count == 1 ? writes[0] : null;

    /// <summary>All values that a local is given, in the order of the source; null for one that is no expression.</summary>
    public IReadOnlyList<IOperation?> All(ILocalSymbol local) => _writes.TryGetValue(local, out var writes) ? writes : [];

    private void AddPairs(IOperation target, IOperation value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        value = value.Unwrapped();
        if (Local(target) is { } local)
        {
            Add(local, value);
        }
        else if (target is ITupleOperation targets)
        {
            var values = value as ITupleOperation;
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                if (values?.Elements.Length == targets.Elements.Length)
                    AddPairs(targets.Elements[i], values.Elements[i]);
                else if (Local(targets.Elements[i]) is { } element)
                    Add(element, null);
            }
        }
    }

    /// <summary>What a pattern names as a whole is the value that it is matched with.</summary>
    private void AddMatched(IPatternOperation pattern, IOperation value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Add(declared, value);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared }:
                Add(declared, value);
                break;
            case IListPatternOperation { DeclaredSymbol: { } declared }:
                Add(declared, value);
                break;
            case INegatedPatternOperation not:
                AddMatched(not.Pattern, value);
                break;
            case IBinaryPatternOperation both:
                AddMatched(both.LeftPattern, value);
                AddMatched(both.RightPattern, value);
                break;
        }
    }

    private static ILocalSymbol? Local(IOperation operation) => operation switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } => reference.Local,
        _ => null,
    };

    private void Add(ISymbol local, IOperation? value)
    {
        if (!_writes.TryGetValue(local, out var writes))
            _writes.Add(local, writes = []);
        writes.Add(value);
    }
}
