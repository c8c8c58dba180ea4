using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers;

/// <summary>Small questions that several rules ask about a symbol.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether both are the same type, by identity and never by name.</summary>
    public static bool Is(this ITypeSymbol? type, ITypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    /// <summary>Whether the type is, derives from, implements or is constrained to <paramref name="other"/>.</summary>
    public static bool IsA(this ITypeSymbol? type, INamedTypeSymbol? other)
    {
        if (type is null || other is null)
            return false;

        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(constraint => constraint.IsA(other));

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(other))
                return true;
        }

        return other.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(candidate => candidate.Is(other));
    }

    /// <summary>Whether instances are written in square brackets, where C# allows nothing but constants.</summary>
    public static bool IsAttribute(this ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Attribute", ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    /// <summary>The type and what it derives from, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(this INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    /// <summary>The constructor of the base class that a constructor begins with where it names none.</summary>
    public static IMethodSymbol? ImplicitBase(this IMethodSymbol constructor) => constructor.ContainingType.BaseType?.InstanceConstructors
        .FirstOrDefault(each => each.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));

    /// <summary>Whether another member may run in place of this one.</summary>
    public static bool IsOpen(this ISymbol member) =>
        member.IsAbstract || (member.IsVirtual || member.IsOverride) && member is { IsSealed: false, ContainingType.IsSealed: false };
}
