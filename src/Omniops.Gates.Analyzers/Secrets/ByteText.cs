using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Bytes that are written out in code, as base64.</summary>
internal static class ByteText
{
    /// <summary>The shortest key of a cipher in use has as many; fewer bytes are a file's signature or a protocol's constant.</summary>
    private const int MinBytes = 8;

    /// <summary>A key has 64 bytes at most, a private key some thousand; what is longer is data.</summary>
    private const int MaxBytes = 4096;

    public static bool IsBytes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "ImmutableArray", TypeArguments: [var element] } =>
            element.SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    /// <summary>Null unless every element is a constant.</summary>
    public static string? Of(IArrayCreationOperation array) => array.Initializer is { } initializer ? Of(initializer) : null;

    /// <summary>The collection expression that begins with this number. Roslyn 4.8 has no operation of its own for it.</summary>
    public static IOperation? BeginsCollection(IOperation number)
    {
        var element = number;
        while (element.Parent is IConversionOperation conversion)
            element = conversion;

        return element.Parent is { Syntax: CollectionExpressionSyntax { Elements.Count: >= MinBytes and <= MaxBytes } } collection
            && collection.ChildOperations.First() == element ? collection : null;
    }

    /// <inheritdoc cref="Of(IArrayCreationOperation)" />
    public static string? Of(IOperation collection)
    {
        if (collection.ChildOperations.Count is < MinBytes or > MaxBytes)
            return null;

        var bytes = new List<byte>(collection.ChildOperations.Count);
        foreach (var element in collection.ChildOperations)
        {
            if (element.ConstantValue is not { HasValue: true, Value: byte value })
                return null;

            bytes.Add(value);
        }

        return Convert.ToBase64String([.. bytes]);
    }

    /// <summary>The initializer of a variable: bytes that are listed, or the literal that they are decoded from.</summary>
    public static string? OfSyntax(ExpressionSyntax? expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } call => method.Name.Identifier.ValueText switch
        {
            "GetBytes" or "FromBase64String" or "FromHexString" when call.ArgumentList.Arguments is { Count: 1 } arguments =>
                LiteralText.OfSyntax(arguments[0].Expression),
            "ToArray" or "ToCharArray" => LiteralText.OfSyntax(method.Expression),
            _ => null,
        },
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => OfElements(initializer.Expressions),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => OfElements(initializer.Expressions),
        InitializerExpressionSyntax initializer => OfElements(initializer.Expressions),
        CollectionExpressionSyntax collection =>
            OfElements(collection.Elements.Select(element => (element as ExpressionElementSyntax)?.Expression)),
        _ => null,
    };

    private static string? OfElements(IEnumerable<ExpressionSyntax?> elements)
    {
        var bytes = new List<byte>();
        foreach (var element in elements)
        {
            var plain = element is CastExpressionSyntax { Expression: var cast } ? cast : element;
            if (plain is not LiteralExpressionSyntax { Token.Value: int and >= 0 and <= 255 and var value })
                return null;

            bytes.Add((byte)value);
        }

        return bytes.Count is >= MinBytes and <= MaxBytes ? Convert.ToBase64String([.. bytes]) : null;
    }
}
