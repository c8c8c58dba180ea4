using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>Which parameters of a listed member take the text.</summary>
internal static class TextParameters
{
    /// <summary>Whether the parameter takes the text, by name, by place or by what its name says.</summary>
    public static bool IsText(IParameterSymbol parameter, ListedSymbols entry)
    {
        if (!IsTextType(parameter.Type, entry) || parameter.ContainingSymbol is not IMethodSymbol method)
            return false;

        var listed = entry.Listed;
        if (listed.Text.Contains(parameter.Name))
            return true;
        if (listed.IsExact || HasNamed(method, entry))
            return false;
        if (listed.At is { } place)
            return PlaceOf(parameter, method) == place;

        return StatementNames.SpeakOfStatement(parameter.Name)
            || listed.Text.Count == 0 && method.MethodKind == MethodKind.Constructor && IsOnlyString(parameter, method, entry);
    }

    /// <summary>Whether the parameter takes the name of a stored procedure.</summary>
    public static bool IsProcedure(IParameterSymbol parameter, ListedMembers listed) =>
        parameter.Type.SpecialType == SpecialType.System_String && listed.Procedure.Contains(parameter.Name);

    private static bool HasNamed(IMethodSymbol method, ListedSymbols entry)
    {
        foreach (var parameter in method.Parameters)
        {
            if (entry.Listed.Text.Contains(parameter.Name) && IsTextType(parameter.Type, entry) || IsProcedure(parameter, entry.Listed))
                return true;
        }

        return false;
    }

    /// <summary>A constructor with a single string runs it, whatever it is called, unless it is where to connect.</summary>
    private static bool IsOnlyString(IParameterSymbol parameter, IMethodSymbol method, ListedSymbols entry)
    {
        if (StatementNames.SpeakOfConnection(parameter.Name))
            return false;

        foreach (var other in method.Parameters)
        {
            if (other.Ordinal != parameter.Ordinal && IsTextType(other.Type, entry) && !StatementNames.SpeakOfConnection(other.Name))
                return false;
        }

        return true;
    }

    private static int PlaceOf(IParameterSymbol parameter, IMethodSymbol method) =>
        method is { IsExtensionMethod: true, ReducedFrom: null } ? parameter.Ordinal - 1 : parameter.Ordinal;

    private static bool IsTextType(ITypeSymbol type, ListedSymbols entry) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol array => IsTextType(array.ElementType, entry),
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] } list => IsCollection(list),
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] } span =>
            span.Name is "ReadOnlySpan" or "ReadOnlyMemory",
        _ => entry.IsTextType(type) || IsInterpolationHandler(type),
    };

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IList_T
            or SpecialType.System_Collections_Generic_ICollection_T
            or SpecialType.System_Collections_Generic_IReadOnlyList_T
            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        || type.Name is "List" or "ReadOnlySpan";

    private static bool IsInterpolationHandler(ITypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Struct or TypeKind.Class) || type.SpecialType != SpecialType.None)
            return false;

        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "InterpolatedStringHandlerAttribute", ContainingNamespace.Name: "CompilerServices" })
                return true;
        }

        return false;
    }
}
