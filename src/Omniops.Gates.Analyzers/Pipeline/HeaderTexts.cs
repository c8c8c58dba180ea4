using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The text that an expression stands for, as far as the source tells.</summary>
internal static class HeaderTexts
{
    /// <summary>Stands for a part that is known at run time only, such as a nonce.</summary>
    public const char Hole = '\u0001';

    private const int MaxDepth = 32;

    /// <summary>The text, with holes; null where no part of it is known.</summary>
    /// <param name="origin">What a variable or parameter holds.</param>
    public static string? Of(IOperation? value, Func<IOperation, IOperation> origin)
    {
        var text = Read(value, origin, 0);
        return text is null || text.All(character => character == Hole) ? null : text;
    }

    private static string? Read(IOperation? value, Func<IOperation, IOperation> origin, int depth)
    {
        if (value is null || depth > MaxDepth)
            return null;

        var source = origin(value.Unwrapped()).Unwrapped();
        return source switch
        {
            { ConstantValue: { HasValue: true, Value: { } constant } } => constant.ToString(),
            IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(part => part switch
            {
                IInterpolatedStringTextOperation fixedText => Part(fixedText.Text, origin, depth),
                IInterpolationOperation hole => Part(hole.Expression, origin, depth),
                _ => Hole.ToString(),
            })),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
                Part(sum.LeftOperand, origin, depth) + Part(sum.RightOperand, origin, depth),
            IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } } join => Joined(join, origin, depth),
            IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } concat =>
                string.Concat(concat.Arguments.SelectMany(argument => Elements(argument.Value, origin)).Select(part => Part(part, origin, depth))),
            IInvocationOperation { TargetMethod: { Name: "Trim" or "TrimEnd" or "TrimStart" or "ToString" }, Instance: { } instance } =>
                Read(instance, origin, depth + 1)?.Trim(),
            IObjectCreationOperation { Type.Name: "StringValues", Arguments: [{ Value: var only }] } => Read(only, origin, depth + 1),
            _ => null,
        };
    }

    private static string Part(IOperation value, Func<IOperation, IOperation> origin, int depth) => Read(value, origin, depth + 1) ?? Hole.ToString();

    private static string? Joined(IInvocationOperation join, Func<IOperation, IOperation> origin, int depth)
    {
        var separator = Read(join.Arguments[0].Value, origin, depth + 1);
        return separator is null
            ? null
            : string.Join(separator, join.Arguments.Skip(1).SelectMany(argument => Elements(argument.Value, origin)).Select(part => Part(part, origin, depth)));
    }

    /// <summary>The elements of an array or collection that is written out; anything else is one element.</summary>
    private static IEnumerable<IOperation> Elements(IOperation value, Func<IOperation, IOperation> origin)
    {
        var source = origin(value.Unwrapped()).Unwrapped();
        return source switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>()
                .Select(add => add.Arguments.FirstOrDefault()?.Value).OfType<IOperation>(),
            { Syntax: CollectionExpressionSyntax } => source.ChildOperations,
            // Roslyn 4.8 has no operation for the span that C# 13 makes of the arguments of params.
            { Syntax: InvocationExpressionSyntax, IsImplicit: true } => source.ChildOperations,
            _ => [source],
        };
    }
}
