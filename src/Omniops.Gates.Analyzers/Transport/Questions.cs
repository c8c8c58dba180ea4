using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>Tells a value that is compared, looked up or printed from one that is used.</summary>
internal static class Questions
{
    private static readonly string[] s_asking =
    [
        "HasFlag", "Equals", "CompareTo", "Contains", "ContainsKey", "IndexOf", "IsDefined", "Any", "All", "Except", "ExceptWith", "Where",
        "Remove", "RemoveAll", "TryGetValue", "GetName", "ToString", "SequenceEqual", "AreEqual", "AreNotEqual", "Equal", "NotEqual", "That",
        "Should", "ShouldBe", "Be", "NotBe", "HaveFlag", "NotHaveFlag", "WriteLine", "Write", "Throw", "Throws",
    ];

    /// <summary>Whether what stands around the value only asks about it.</summary>
    public static bool Asks(IOperation value) => value.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } or => Asks(Outer(or)),
        IBinaryOperation { OperatorKind: not BinaryOperatorKind.ExclusiveOr } => true,
        IUnaryOperation or IPatternOperation or ICaseClauseOperation or INameOfOperation or IInterpolationOperation => true,
        ISwitchOperation or ISwitchExpressionOperation or IIsPatternOperation or IForEachLoopOperation => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Subtract } => true,
        IInvocationOperation call => call.Instance == value,
        IArgumentOperation { Parent: IPropertyReferenceOperation } => true,
        // The key of { key, value } in a dictionary.
        IArgumentOperation { Parent: IInvocationOperation { IsImplicit: true, Arguments.Length: > 1 } } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
            Array.IndexOf(s_asking, method.Name) >= 0 || method.Name.StartsWith("Log", StringComparison.Ordinal),
        IAttributeOperation => true,
        _ => value is IConversionOperation { Type.SpecialType: SpecialType.System_Object or SpecialType.System_String }
            || IsInAttribute(value),
    };

    private static IOperation Outer(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        return operation;
    }

    private static bool IsInAttribute(IOperation value)
    {
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAttributeOperation)
                return true;
        }

        return false;
    }
}
