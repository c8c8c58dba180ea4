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
        INamedTypeSymbol { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "ImmutableArray", TypeArguments: { Length: 1 } arguments } =>
            arguments[0].SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    /// <summary>Null unless every element is a constant.</summary>
    public static string? Of(IArrayCreationOperation array)
    {
        if (array.Initializer is not { ElementValues: { Length: >= MinBytes and <= MaxBytes } elements })
            return null;

        var bytes = new byte[elements.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (elements[i].ConstantValue is not { HasValue: true, Value: byte value })
                return null;

            bytes[i] = value;
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The initializer of a variable: bytes that are listed, or the literal that they are decoded from.</summary>
    public static string? OfSyntax(ExpressionSyntax? expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetBytes" or "FromBase64String" or "FromHexString" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
            LiteralText.OfSyntax(arguments[0].Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToCharArray", Expression: var inner } } => LiteralText.OfSyntax(inner),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => OfElements(initializer.Expressions),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => OfElements(initializer.Expressions),
        InitializerExpressionSyntax initializer => OfElements(initializer.Expressions),
        CollectionExpressionSyntax collection => OfElements(collection.Elements.Select(element => (element as ExpressionElementSyntax)?.Expression)),
        _ => null,
    };

    private static string? OfElements(IEnumerable<ExpressionSyntax?> elements)
    {
        var bytes = new List<byte>();
        foreach (var element in elements)
        {
            if ((element is CastExpressionSyntax { Expression: var cast } ? cast : element) is not LiteralExpressionSyntax { Token.Value: int and >= 0 and <= 255 and var value })
                return null;

            bytes.Add((byte)value);
        }

        return bytes.Count is >= MinBytes and <= MaxBytes ? Convert.ToBase64String([.. bytes]) : null;
    }
}
