using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers;

/// <summary>Small questions that several rules ask about an operation.</summary>
internal static class OperationExtensions
{
    /// <summary>The method's name as written at a call or method group, which is where a finding points.</summary>
    public static Location NameLocation(this IOperation operation) => operation.Syntax switch
    {
        InvocationExpressionSyntax call => NameOf(call.Expression).GetLocation()!,
        ExpressionSyntax expression => NameOf(expression).GetLocation()!,
        var other => other.GetLocation(),
    };

    /// <summary>The operation behind conversions and parentheses.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Whether nobody looks at what a call, or the task that it returns, answers: <c>await Check();</c>, <c>_ = Check();</c></summary>
    public static bool IsUnread(this IInvocationOperation call)
    {
        IOperation current = call;
        while (current.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation
            || current.Parent is IConditionalAccessOperation access && access.WhenNotNull == current
            || current.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" } outer && outer.Instance == current)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !IsRead(local, current),
            _ => false,
        };
    }

    /// <summary>Whether a call is begun and nobody waits for it, so that nobody sees it fail: <c>_ = CheckAsync();</c></summary>
    public static bool IsUnawaited(this IInvocationOperation call)
    {
        for (var current = call.Parent; current is not (null or IExpressionStatementOperation or IBlockOperation); current = current.Parent)
        {
            if (current is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "GetResult" or "Wait" })
                return false;
        }

        return call.IsUnread();
    }

    private static bool IsRead(ILocalSymbol local, IOperation within)
    {
        var root = within;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().Any(each => each is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));
    }

    /// <summary>Whether the compiler knows the value to be this string: a literal, a constant, an interpolation of constants.</summary>
    public static bool Is(this IOperation operation, string text) =>
        operation.Unwrapped().ConstantValue is { HasValue: true, Value: string value }
        && string.Equals(value, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is written as null.</summary>
    public static bool IsNull(this IOperation operation) =>
        operation.Unwrapped() is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation { Type.IsReferenceType: true };

    /// <summary>What stands before the <c>?</c> of a conditional access.</summary>
    public static IOperation? Accessed(this IConditionalAccessInstanceOperation instance)
    {
        for (IOperation child = instance; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access.Operation;
        }

        return null;
    }

    /// <summary>Whether this is an array that is written out and not empty.</summary>
    public static bool IsFilledArray(this IOperation operation) =>
        operation.Unwrapped() is IArrayCreationOperation { Initializer.ElementValues.Length: > 0 };

    private static SyntaxNodeOrToken NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        ObjectCreationExpressionSyntax creation => creation.Type,
        _ => expression,
    };
}
