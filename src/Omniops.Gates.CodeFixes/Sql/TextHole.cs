using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Provenance;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>An expression in a text that is built in the source.</summary>
/// <param name="Constant">Its value where the compiler knows it.</param>
/// <param name="Suffix">Alignment and format, as written.</param>
/// <param name="IsInterpolated">Whether it stands in braces and not between plus signs.</param>
internal sealed record TextHole(ExpressionSyntax Expression, ITypeSymbol? Type, string? Constant, string Suffix, bool IsInterpolated)
{
    /// <summary>What is written in its place.</summary>
    public string Written { get; init; } = Expression.ToString();

    /// <summary>Whether this is a number, a date or the like, which a database takes as it is.</summary>
    public bool IsPlain => Underlying is { TypeKind: not TypeKind.Enum } type && (IsPlainType(type.SpecialType) || IsPlainName(type));

    /// <summary>Whether it cannot change what the statement does, wherever it stands.</summary>
    public bool IsHarmless => Constant is not null || Type is not null && !Type.IsOrigin();

    public bool IsString => Type?.SpecialType == SpecialType.System_String;

    private ITypeSymbol? Underlying => Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : Type;

    private static bool IsPlainType(SpecialType type) =>
        type is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_Int16
        or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Single
        or SpecialType.System_Double or SpecialType.System_DateTime;

    private static bool IsPlainName(ITypeSymbol type) => type.IsSystem()
        && type.Name is "Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly";
}
