using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The text that an expression stands for, as far as the source tells.</summary>
internal sealed class HeaderTexts
{
    /// <summary>Stands for a part that is known at run time only, such as a nonce.</summary>
    public const char Hole = '\u0001';

    private const int MaxDepth = 32;

    private readonly Func<IOperation, IOperation> _origin;
    private readonly Func<IOperation, string?> _configured;

    private HeaderTexts(Func<IOperation, IOperation> origin, Func<IOperation, string?> configured) => (_origin, _configured) = (origin, configured);

    /// <summary>The text, with holes; null where no part of it is known.</summary>
    /// <param name="origin">What a variable or parameter holds.</param>
    /// <param name="configured">What a value holds that is read from configuration, nothing where no file says; null for any other value.</param>
    public static string? Of(IOperation? value, Func<IOperation, IOperation> origin, Func<IOperation, string?> configured) =>
        new HeaderTexts(origin, configured).Of(value);

    private string? Of(IOperation? value)
    {
        var text = Read(value, 0);
        return text is null || text.All(character => character == Hole) ? null : text;
    }

    private string? Read(IOperation? value, int depth)
    {
        if (value is null || depth > MaxDepth)
            return null;

        var source = _origin(value.Unwrapped()).Unwrapped();
        return source switch
        {
            { ConstantValue: { HasValue: true, Value: { } constant }, Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } type } =>
                IsNumber(value) ? constant.ToString() : NameOf(type, constant),
            { ConstantValue: { HasValue: true, Value: { } constant } } => constant.ToString(),
            IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(part => part switch
            {
                IInterpolatedStringTextOperation fixedText => Part(fixedText.Text, depth),
                IInterpolationOperation hole => Part(hole.Expression, depth),
                _ => Hole.ToString(),
            })),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
                Part(sum.LeftOperand, depth) + Part(sum.RightOperand, depth),
            IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } } join => Joined(join, depth),
            IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } concat =>
                string.Concat(concat.Arguments.SelectMany(argument => Elements(argument.Value)).Select(part => Part(part, depth))),
            IInvocationOperation { TargetMethod: { Name: "Trim" or "TrimEnd" or "TrimStart" or "ToString" }, Instance: { } instance } =>
                Read(instance, depth + 1)?.Trim(),
            IObjectCreationOperation { Type.Name: "PathString" or "StringValues", Arguments: [{ Value: var only }] } => Read(only, depth + 1),
            // configuration["Csp"] ?? "default-src 'self'": what no file says is what the code says.
            ICoalesceOperation coalesce => Read(coalesce.Value, depth + 1)
                ?? (_configured(_origin(coalesce.Value.Unwrapped()).Unwrapped()) is "" ? Read(coalesce.WhenNull, depth + 1) : null),
            _ => _configured(source) is { Length: > 0 } text ? text : null,
        };
    }

    /// <summary>Whether a value of an enumeration is converted to a number: (int)Policy.Login.</summary>
    private static bool IsNumber(IOperation value)
    {
        for (var operand = value; operand is IConversionOperation conversion; operand = conversion.Operand)
        {
            if (conversion.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 })
                return true;
        }

        return false;
    }

    /// <summary>The name of the member that has the value; null for a combination.</summary>
    private static string? NameOf(INamedTypeSymbol type, object value) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, value))?.Name;

    private string Part(IOperation value, int depth) => Read(value, depth + 1) ?? Hole.ToString();

    private string? Joined(IInvocationOperation join, int depth)
    {
        var separator = Read(join.Arguments[0].Value, depth + 1);
        return separator is null
            ? null
            : string.Join(separator, join.Arguments.Skip(1).SelectMany(argument => Elements(argument.Value)).Select(part => Part(part, depth)));
    }

    /// <summary>The elements of an array or collection that is written out; anything else is one element.</summary>
    private IEnumerable<IOperation> Elements(IOperation value)
    {
        var source = _origin(value.Unwrapped()).Unwrapped();
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
