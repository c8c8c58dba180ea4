using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>The method that a call of an interface or base class runs, where one class of the program implements it.</summary>
internal static class OnlyImplementation
{
    /// <summary>Null where there is none or more than one, and for a method that has a body of its own.</summary>
    public static IMethodSymbol? Of(IMethodSymbol method, SourceBodies bodies)
    {
        if (!method.IsAbstract || !bodies.Has(method))
            return null;

        IMethodSymbol? found = null;
        foreach (var type in bodies.Types.Where(type => type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false }))
        {
            var own = method.ContainingType.TypeKind == TypeKind.Interface
                ? type.FindImplementationForInterfaceMember(method) as IMethodSymbol
                : type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.OverriddenMethod, method));
            if (own is null || SymbolEqualityComparer.Default.Equals(own, found))
                continue;
            if (found is not null)
                return null;

            found = own;
        }

        return found;
    }
}
