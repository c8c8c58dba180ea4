using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Which methods a virtual call can reach.</summary>
internal sealed class Dispatch(SourceBodies bodies, PipelineValues values)
{
    private const int MaxTargets = 16;

    /// <summary>The class whose method is being read, where it is known exactly.</summary>
    public INamedTypeSymbol? This { get; set; }

    /// <summary>The class of an object, where it is known exactly.</summary>
    public INamedTypeSymbol? TypeOf(IOperation? instance) => instance switch
    {
        null => null,
        IInstanceReferenceOperation => This,
        _ when values.Of(instance)?.Type is { } type => type,
        { Type: INamedTypeSymbol { IsSealed: true, TypeKind: TypeKind.Class or TypeKind.Struct } type } => type,
        _ => null,
    };

    /// <summary>One where it is certain; none where nothing in sight implements the method, or too much does.</summary>
    public IReadOnlyList<IMethodSymbol> Targets(IMethodSymbol method, IOperation? instance, bool isVirtual, ITypeSymbol? constrained)
    {
        if (!isVirtual && !method.IsAbstract)
            return [method];

        if ((TypeOf(instance) ?? (constrained is null ? null : values.TypeOf(constrained) as INamedTypeSymbol)) is { } exact)
            return Find(exact, method) is { } target ? [target] : [];

        if (!bodies.Has(method))
            return [method];

        var known = instance?.Type as INamedTypeSymbol ?? method.ContainingType;
        var targets = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in bodies.Types)
        {
            if (type is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } && type.IsA(known) && Find(type, method) is { } found)
                targets.Add(found);
        }

        return targets.Count > MaxTargets ? [] : targets.ToList();
    }

    private static IMethodSymbol? Find(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind != TypeKind.Interface)
            return MostDerived(type, method);

        return type.FindImplementationForInterfaceMember(method.ConstructedFrom) is IMethodSymbol { IsAbstract: false } implementation
            ? MostDerived(type, implementation)
            : null;
    }

    private static IMethodSymbol? MostDerived(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is IMethodSymbol candidate && Overrides(candidate, method))
                    return candidate.IsAbstract ? null : candidate;
            }
        }

        return method.IsAbstract ? null : method;
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var current = candidate; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.OriginalDefinition))
                return true;
        }

        return false;
    }
}
