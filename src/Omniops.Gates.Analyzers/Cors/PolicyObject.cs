using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Tells whether two calls are made on one policy, and whether both can be made in one run.</summary>
internal static class PolicyObject
{
    /// <summary>The variable, or else the expression, that a chain of calls or an initializer begins with.</summary>
    public static object? RootOf(IOperation operation)
    {
        IOperation? current = operation;
        while (current is not null)
        {
            current = current.Unwrapped();
            switch (current)
            {
                case IInvocationOperation { Instance: { } instance }:
                    current = instance;
                    break;
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [var first, ..] }:
                    current = first.Value;
                    break;
                case ISimpleAssignmentOperation assignment:
                    current = assignment.Target;
                    break;
                case IPropertyReferenceOperation { Instance: { } instance }:
                    current = instance;
                    break;
                case IMethodReferenceOperation { Instance: { } instance }:
                    current = instance;
                    break;
                case IConditionalAccessInstanceOperation access:
                    current = access.Accessed();
                    break;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                    return Initialized(current);
                case ILocalReferenceOperation { Local: var local }:
                    return local;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return parameter;
                case IFieldReferenceOperation { Field: var field }:
                    return field;
                case IObjectCreationOperation creation:
                    return VariableOf(creation) ?? (object)creation.Syntax;
                default:
                    return current.Syntax;
            }
        }

        return null;
    }

    /// <summary>Whether both are the same variable or expression.</summary>
    public static bool IsSame(object? one, object? other) => one is ISymbol symbol
        ? SymbolEqualityComparer.Default.Equals(symbol, other as ISymbol)
        : one is not null && one.Equals(other);

    /// <summary>Whether a run that makes one call can make the other too: they are not on two ways of one branch.</summary>
    public static bool CanMeet(IOperation one, IOperation other)
    {
        var (first, second) = one.Syntax.SpanStart <= other.Syntax.SpanStart ? (one, other) : (other, one);
        for (var current = first; current.Parent is { } parent; current = parent)
        {
            if (parent.Syntax.Span.Contains(second.Syntax.Span) && parent != first && IsAround(parent, second))
            {
                return parent is not (ISwitchOperation or ISwitchExpressionOperation)
                    && (parent is not IConditionalOperation choice
                        || choice.Condition == current || IsAround(choice.Condition, second)
                        || IsAround(current, second));
            }

            if (parent is IBlockOperation { Operations: { Length: > 0 } statements }
                && statements[statements.Length - 1] is IReturnOperation { IsImplicit: false } or IThrowOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAround(IOperation outer, IOperation inner)
    {
        for (var current = inner; current is not null; current = current.Parent)
        {
            if (current == outer)
                return true;
        }

        return false;
    }

    private static object? Initialized(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation creation)
                return RootOf(creation);
        }

        return null;
    }

    private static ISymbol? VariableOf(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation)
            parent = parent.Parent;
        return parent is IVariableDeclaratorOperation { Symbol: var local } ? local : null;
    }
}
