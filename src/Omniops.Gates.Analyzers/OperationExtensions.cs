using System.Collections.Immutable;
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

    /// <summary>Whether the compiler knows the value to be this string: a literal, a constant, an interpolation of constants.</summary>
    public static bool Is(this IOperation operation, string text) =>
        operation.Unwrapped().ConstantValue is { HasValue: true, Value: string value } && string.Equals(value, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The single values behind an argument: the elements of a params list, array or collection expression, else the value itself.</summary>
    public static IEnumerable<IOperation> Values(this IArgumentOperation argument)
    {
        var value = argument.Value.Unwrapped();
        if (value is IArrayCreationOperation array)
            return array.Initializer?.ElementValues ?? ImmutableArray<IOperation>.Empty;

        // Roslyn 4.8 has no operation for a collection expression; its elements are the children.
        return value.Syntax is CollectionExpressionSyntax ? value.ChildOperations.ToImmutableArray() : ImmutableArray.Create(value);
    }

    private static SyntaxNodeOrToken NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => expression,
    };
}
