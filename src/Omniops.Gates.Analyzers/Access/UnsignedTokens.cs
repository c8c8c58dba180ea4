using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Code that reads tokens by itself and accepts those that say of themselves that nobody has signed them:
/// <c>if (header["alg"] == "none") return payload;</c> Source: RFC 8725, section 3.2; CWE-347.
/// </summary>
internal sealed class UnsignedTokens(TransportFindings findings)
{
    private const string None = "none";

    private static readonly string[] s_names = ["alg", "algorithm", "signaturealgorithm", "tokenalgorithm", "jwtalg"];

    public void Check(OperationAnalysisContext context)
    {
        var literal = context.Operation;
        if (literal.ConstantValue.Value is not string { Length: 4 } text || !string.Equals(text, None, StringComparison.OrdinalIgnoreCase)
            || ComparisonAround(literal) is not { } comparison || !comparison.DescendantsAndSelf().Any(IsAlgorithm) || !LetsPass(comparison))
        {
            return;
        }

        findings.Report(context, literal, [], literal.Syntax.GetLocation(),
            [text, "is accepted as the algorithm of a token, which anybody can write", "turn it down, and have ValidateTokenAsync check the signature with ValidAlgorithms"]);
    }

    /// <summary>alg == "none", alg is "none", string.Equals(alg, "none", ...)</summary>
    private static IOperation? ComparisonAround(IOperation literal)
    {
        var current = literal;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation or IConstantPatternOperation)
            current = current.Parent;
        return current.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IIsPatternOperation
            or IInvocationOperation { TargetMethod.Name: "Equals" } ? current.Parent : null;
    }

    private static bool IsAlgorithm(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.Name: var name } => IsNamed(name),
        IParameterReferenceOperation { Parameter.Name: var name } => IsNamed(name),
        IMemberReferenceOperation { Member.Name: var name } => IsNamed(name),
        { ConstantValue: { HasValue: true, Value: string key } } => IsNamed(key),
        _ => false,
    };

    private static bool IsNamed(string name) => Array.Exists(s_names, each => string.Equals(each, name.TrimStart('_'), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the code that it leads to hands out more than nothing: a refusal returns null or false, or throws.</summary>
    private static bool LetsPass(IOperation comparison)
    {
        var current = comparison;
        while (current.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } or IParenthesizedOperation or IConversionOperation)
            current = current.Parent;
        if (current.Parent is not IConditionalOperation choice || choice.Condition != current)
            return false;

        var last = choice.WhenTrue is IBlockOperation block ? block.Operations.LastOrDefault() : choice.WhenTrue;
        var answer = choice.Type is not null ? last : last is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: var returned } ? returned : null;
        // A text or a flag says what is wrong with the token.
        return answer?.Unwrapped() is { } value && value is not (IThrowOperation or IDefaultValueOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation)
            && !value.ConstantValue.HasValue && (choice.Type is null || choice.Parent is IReturnOperation)
            && !value.DescendantsAndSelf().Any(part => part is IInvocationOperation or IMemberReferenceOperation && Refuses(part));
    }

    private static bool Refuses(IOperation part)
    {
        var name = part is IInvocationOperation call ? call.TargetMethod.Name : ((IMemberReferenceOperation)part).Member.Name;
        return name.IndexOf("Fail", StringComparison.Ordinal) >= 0 || name.IndexOf("Unauthorized", StringComparison.Ordinal) >= 0
            || name.IndexOf("Invalid", StringComparison.Ordinal) >= 0 || name.IndexOf("Error", StringComparison.Ordinal) >= 0;
    }
}
