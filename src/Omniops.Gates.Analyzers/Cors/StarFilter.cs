using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Whether a condition on an origin is certain to be false for <c>*</c>.</summary>
/// <param name="origin">The parameter that holds the origin: what is asked of other values filters nothing.</param>
internal sealed class StarFilter(IParameterSymbol origin)
{
    private static readonly string[] s_searches = ["Equals", "Contains", "StartsWith", "EndsWith"];

    /// <summary>What is no address at all is not let through by these.</summary>
    private static readonly string[] s_addressChecks = ["IsWellFormedUriString", "TryCreate"];

    public bool Removes(IOperation condition)
    {
        var operation = condition.Unwrapped();
        return operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and =>
                Removes(and.LeftOperand) || Removes(and.RightOperand),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsTrueForStar(not.Operand),
            _ when !IsAboutOrigin(operation) => false,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } other =>
                IsStar(other.LeftOperand) || IsStar(other.RightOperand),
            IIsPatternOperation { Pattern: var pattern } => Removes(pattern),
            IInvocationOperation { TargetMethod.Name: "StartsWith", Arguments: [{ Value: var start }, ..] } =>
                start.ConstantValue is { HasValue: true, Value: string { Length: > 0 } text } && text[0] != '*',
            IInvocationOperation { TargetMethod: { ContainingType.Name: "Uri" } method } call =>
                Array.IndexOf(s_addressChecks, method.Name) >= 0 && call.Arguments.Any(IsAbsolute),
            _ => false,
        };
    }

    /// <summary>Whether the compiler knows the value to be <c>*</c>.</summary>
    public static bool IsStar(IOperation value) => value.Unwrapped().ConstantValue is { HasValue: true, Value: "*" or '*' };

    private bool IsAboutOrigin(IOperation condition) => condition.Descendants().Any(part =>
        part is IParameterReferenceOperation { Parameter: var used } && SymbolEqualityComparer.Default.Equals(used, origin));

    private static bool IsAbsolute(IArgumentOperation argument) =>
        argument.Value.ConstantValue is { HasValue: true, Value: (int)UriKind.Absolute };

    private static bool Removes(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var other } => IsTrueForStar(other),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => Removes(and.LeftPattern) || Removes(and.RightPattern),
        _ => false,
    };

    private bool IsTrueForStar(IOperation condition)
    {
        var operation = condition.Unwrapped();
        return operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or =>
                IsTrueForStar(or.LeftOperand) || IsTrueForStar(or.RightOperand),
            _ when !IsAboutOrigin(operation) => false,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same => IsStar(same.LeftOperand) || IsStar(same.RightOperand),
            IIsPatternOperation { Pattern: var pattern } => IsTrueForStar(pattern),
            IInvocationOperation call => Array.IndexOf(s_searches, call.TargetMethod.Name) >= 0
                && call.Arguments.Any(argument => IsStar(argument.Value)),
            _ => false,
        };
    }

    private static bool IsTrueForStar(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var value } => IsStar(value),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or =>
            IsTrueForStar(or.LeftPattern) || IsTrueForStar(or.RightPattern),
        _ => false,
    };
}
