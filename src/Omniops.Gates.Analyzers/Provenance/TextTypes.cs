using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Which types can hold text of somebody's choosing. A number, a date or a name from an enumeration cannot end a SQL literal.</summary>
internal static class TextTypes
{
    private const int MaxDepth = 4;

    public static bool CanCarryText(this ITypeSymbol? type) => CanCarryText(type, 0);

    /// <summary>Whether a value of this type can do harm by itself. One character cannot, but a text is made of many.</summary>
    public static bool IsOrigin(this ITypeSymbol? type) => type?.SpecialType != SpecialType.System_Char && type.CanCarryText();

    /// <summary>Whether this is a collection or a builder, whose content changes while its variable stays.</summary>
    public static bool IsContainer(this ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => false,
        IArrayTypeSymbol => true,
        { Name: "StringBuilder" } => type.IsSystem(),
        _ => type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable),
    };

    /// <summary>Whether values are found by a key.</summary>
    public static bool IsDictionary(this ITypeSymbol? type) => type is INamedTypeSymbol { IsGenericType: true } named
        && (Is(named) || named.AllInterfaces.Any(Is));

    /// <summary>Whether the type belongs to the framework, whose methods make texts only of what they are given.</summary>
    public static bool IsSystem(this ISymbol symbol)
    {
        var assembly = symbol.ContainingAssembly?.Name;
        return assembly is null or "mscorlib" or "netstandard" or "System" or "Microsoft.Extensions.Primitives"
            || assembly.StartsWith("System.", StringComparison.Ordinal);
    }

    private static bool Is(INamedTypeSymbol type) =>
        type.Name is "IDictionary" or "IReadOnlyDictionary" or "IImmutableDictionary" && type.TypeArguments.Length == 2;

    private static bool CanCarryText(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > MaxDepth)
            return true;

        switch (type.SpecialType)
        {
            case SpecialType.System_Void:
            case SpecialType.System_Boolean:
            case SpecialType.System_SByte:
            case SpecialType.System_Byte:
            case SpecialType.System_Int16:
            case SpecialType.System_UInt16:
            case SpecialType.System_Int32:
            case SpecialType.System_UInt32:
            case SpecialType.System_Int64:
            case SpecialType.System_UInt64:
            case SpecialType.System_Decimal:
            case SpecialType.System_Single:
            case SpecialType.System_Double:
            case SpecialType.System_IntPtr:
            case SpecialType.System_UIntPtr:
            case SpecialType.System_DateTime:
                return false;
            case SpecialType.System_String:
            case SpecialType.System_Object:
                return true;
        }

        return type switch
        {
            { TypeKind: TypeKind.Enum } => false,
            IArrayTypeSymbol array => CanElementCarryText(array.ElementType, depth),
            ITypeParameterSymbol parameter => !parameter.ConstraintTypes.Any(constraint =>
                constraint.SpecialType == SpecialType.System_Enum || constraint.Name is "INumber" or "INumberBase" or "IBinaryInteger"),
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => CanCarryText(element.Type, depth + 1)),
            INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } generic when generic.IsSystem() && generic.TypeKind != TypeKind.Delegate =>
                generic.TypeArguments.IsEmpty
                    ? CanCarryText(generic.ContainingType, depth + 1)
                    : generic.TypeArguments.Any(argument => CanElementCarryText(argument, depth)),
            INamedTypeSymbol named when named.IsSystem() => !IsValueWithoutText(named),
            _ => true,
        };
    }

    /// <summary>Bytes are no text one by one; many are.</summary>
    private static bool CanElementCarryText(ITypeSymbol type, int depth) =>
        type.SpecialType == SpecialType.System_Byte || CanCarryText(type, depth + 1);

    private static bool IsValueWithoutText(INamedTypeSymbol type) => type.Name is
        "Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" or "Int128" or "UInt128" or "Half" or "BigInteger"
        or "CancellationToken" or "Type" or "Version" or "Index" or "Range";
}
