using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>Whether code compares what an uploaded file is called, says to be, or how long it is, with something.</summary>
internal sealed class UploadChecks(ValueSource values)
{
    private const int MaxDepth = 4;

    /// <summary>Whether the name or the type decides over something. That there is one at all says nothing.</summary>
    public bool IsKindChecked(IOperation body) => IsChecked(body, "FileName", "ContentType");

    /// <summary>Whether the length decides, and not only whether the file is empty.</summary>
    public bool IsLengthChecked(IOperation body) => IsChecked(body, "Length");

    private bool IsChecked(IOperation body, params string[] properties) => body.DescendantsAndSelf().OfType<IPropertyReferenceOperation>()
        .Any(reference => Array.IndexOf(properties, reference.Property.Name) >= 0 && UploadTypes.IsFile(reference.Property.ContainingType) && Decides(reference, 0));

    private bool Decides(IOperation value, int depth)
    {
        var child = value;
        for (var parent = value.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan
                    or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                } comparison:
                    return !IsEmpty(comparison.LeftOperand == child ? comparison.RightOperand : comparison.LeftOperand);
                case IIsPatternOperation { Pattern: var pattern }:
                    return pattern is not IConstantPatternOperation { Value: var constant } || !IsEmpty(constant);
                case ISwitchOperation or ISwitchExpressionOperation:
                    return true;
                case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } }:
                    return false;
                // Whether there is a file of that name already is another question.
                case IInvocationOperation { TargetMethod: var combined } when PathPartsReader.IsCombine(combined):
                    return false;
                case IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean }:
                    return true;
                case IVariableDeclaratorOperation { Symbol: var local }:
                    return depth < MaxDepth && Root(parent).Descendants().OfType<ILocalReferenceOperation>()
                        .Any(use => SymbolEqualityComparer.Default.Equals(use.Local, local) && Decides(use, depth + 1));
                case IExpressionStatementOperation or IBlockOperation or IReturnOperation:
                    return false;
            }
        }

        return false;
    }

    private bool IsEmpty(IOperation value) => values.Origin(value, CancellationToken.None) switch
    {
        { ConstantValue: { HasValue: true, Value: null or 0 or 0L or "" } } => true,
        _ => false,
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is not null)
            operation = operation.Parent;
        return operation;
    }
}
