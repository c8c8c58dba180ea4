using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Which methods a virtual call can reach.</summary>
internal sealed class Dispatch(SourceBodies bodies, PipelineValues values, HostingTypes types, ReferencedFacts libraries)
{
    private const int MaxTargets = 16;

    /// <summary>Of modules and classes of endpoints an application may have hundreds.</summary>
    public const int MaxModules = 512;

    private IReadOnlyList<INamedTypeSymbol>? _referenced;

    /// <summary>Every type of the projects that this one references.</summary>
    public IReadOnlyList<INamedTypeSymbol> Referenced => _referenced ??=
        [.. bodies.Compilation.SourceModule.ReferencedAssemblySymbols.Where(libraries.IsProject).SelectMany(assembly => SourceBodies.TypesOf(assembly.GlobalNamespace))];

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

        var targets = Modules(method, instance?.Type as INamedTypeSymbol ?? method.ContainingType).Select(each => each.Method)
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).ToList();
        return targets.Count > MaxTargets ? [] : targets;
    }

    /// <summary>Whether classes of other projects than the one that calls the method may implement it and be handed the application.</summary>
    public bool IsOpen(IMethodSymbol method) => IsModule(method) && IsPublic(method.ContainingType) && !method.ContainingType.IsSealed;

    /// <summary>The method in each class that is in sight, of this project and of those that it references.</summary>
    public IReadOnlyList<(INamedTypeSymbol Class, IMethodSymbol Method)> Modules(IMethodSymbol method, INamedTypeSymbol known)
    {
        var modules = new List<(INamedTypeSymbol, IMethodSymbol)>();
        // What is written here no other project can implement.
        foreach (var type in bodies.Has(method) ? bodies.Types : bodies.Types.Concat(Referenced))
        {
            if (type is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } && type.IsA(known) && Find(type, method) is { } found)
                modules.Add((type, found));
        }

        return modules.Count > MaxModules ? [] : modules;
    }

    /// <summary>
    /// The classes whose method a call may run, one after the other or one of them, where each is handed what an application is put together
    /// with; null for other calls and where the class is certain.
    /// </summary>
    public IReadOnlyList<(INamedTypeSymbol Class, IMethodSymbol Method)>? Modules(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!(call.IsVirtual && method.IsOpen()) && !method.IsAbstract || call.ConstrainedToType is not null || !IsModule(method) || TypeOf(call.Instance) is not null
            || !bodies.Has(method) && !libraries.IsProject(method.ContainingAssembly))
        {
            return null;
        }

        return Modules(method, call.Instance?.Type as INamedTypeSymbol ?? method.ContainingType);
    }

    /// <summary>Whether a method is handed what an application is put together with.</summary>
    public bool IsModule(IMethodSymbol method) => method.AllParameters().Any(parameter => types.CarriesHosting(parameter.Type));

    private static bool IsPublic(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsPublic(type.ContainingType));

    /// <summary>The property as a class has it, its own or the nearest that it inherits.</summary>
    public static IPropertySymbol PropertyOf(INamedTypeSymbol type, IPropertySymbol property) =>
        property.GetMethod is { } getter && Find(type, getter)?.AssociatedSymbol is IPropertySymbol own ? own : property;

    private static IMethodSymbol? Find(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind != TypeKind.Interface)
            return MostDerived(type, method);

        return type.FindImplementationForInterfaceMember(method.ConstructedFrom) is IMethodSymbol implementation
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
