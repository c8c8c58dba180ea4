using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>An entry of a list together with those of its types that this compilation references.</summary>
internal sealed class ListedSymbols(
    ListedMembers listed, ImmutableArray<INamedTypeSymbol> types, ImmutableArray<INamedTypeSymbol> textTypes)
{
    /// <summary>Types that the code itself asks about, as far as they are referenced.</summary>
    public static ListedSymbols Of(TypeLookup lookup, params string[] types) => new(
        new ListedMembers(types, [], ""),
        types.SelectMany(name => lookup.Find(name)).ToImmutableArray(),
        ImmutableArray<INamedTypeSymbol>.Empty);

    /// <summary>What the list says.</summary>
    public ListedMembers Listed => listed;

    /// <summary>Whether a type is one of those listed, derives from one, implements one or is constrained to one.</summary>
    public bool Covers(ITypeSymbol? type) => IsAny(type, types);

    /// <summary>Whether a type is text beside string for these members.</summary>
    public bool IsTextType(ITypeSymbol type) => Contains(textTypes, type);

    private static bool IsAny(ITypeSymbol? type, ImmutableArray<INamedTypeSymbol> types)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (IsAny(constraint, types))
                    return true;
            }

            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Contains(types, current))
                return true;
        }

        if (type is null)
            return false;

        foreach (var implemented in type.AllInterfaces)
        {
            if (Contains(types, implemented))
                return true;
        }

        return false;
    }

    private static bool Contains(ImmutableArray<INamedTypeSymbol> types, ITypeSymbol type)
    {
        foreach (var candidate in types)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, type.OriginalDefinition))
                return true;
        }

        return false;
    }
}
