using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// In which environments a place in the source is reached: by the conditions around it, and by those around the calls of the method it
/// stands in, where all of them are in sight.
/// </summary>
internal sealed class Reach(SourceBodies bodies, EnvironmentCondition conditions, SourceReferences references)
{
    private const int MaxCalls = 8;

    private readonly INamedTypeSymbol? _services = bodies.Compilation.GetTypeByMetadataName(KnownTypes.ServiceCollection);
    private readonly INamedTypeSymbol? _application = bodies.Compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder);

    /// <summary>Whether the place can be reached in production.</summary>
    public bool IsInProduction(IOperation place, CancellationToken cancellation) =>
        EnvironmentsOf(place, 0, cancellation).Includes(EnvironmentSet.Production);

    /// <summary>Whether nothing but the environment keeps the place from running in production once its body runs.</summary>
    public bool IsCertainInProduction(IOperation place, CancellationToken cancellation) =>
        PlaceWalker.Find(place, conditions, bodies, cancellation) is { } scope && scope.Environments.Includes(EnvironmentSet.Production)
        && scope.FirstBeyond(PipelineScope.Entry) is null;

    private EnvironmentSet EnvironmentsOf(IOperation place, int calls, CancellationToken cancellation)
    {
        if (ReleaseBuild.LeavesOut(place.Syntax))
            return EnvironmentSet.Development;

        // What the walk does not reach is dead code, or code it does not understand.
        var around = PlaceWalker.Find(place, conditions, bodies, cancellation)?.Environments ?? EnvironmentSet.All;
        if (!around.Includes(EnvironmentSet.Production) || calls >= MaxCalls)
            return around;

        return MethodAround(place, cancellation) is { } method ? around & EnvironmentsOf(method, calls, cancellation) : around;
    }

    private EnvironmentSet EnvironmentsOf(IMethodSymbol method, int calls, CancellationToken cancellation)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.IsOpen() || method.IsOverride || ImplementsInterface(method))
            return EnvironmentSet.All;

        var set = EnvironmentSet.None;
        var isUsed = false;
        foreach (var use in references.To(method, cancellation))
        {
            isUsed = true;
            set |= use is null ? EnvironmentSet.All : EnvironmentsOf(use, calls + 1, cancellation);
            if (set == EnvironmentSet.All)
                break;
        }

        if (IsCalledByHost(method, cancellation))
            return set | ByConvention(method);

        return isUsed && !IsCalledFromElsewhere(method, cancellation) ? set : EnvironmentSet.All;
    }

    /// <summary>Methods of a start-up class are called by name, and by nobody in sight.</summary>
    private bool IsCalledByHost(IMethodSymbol method, CancellationToken cancellation) =>
        method.Name.StartsWith("Configure", StringComparison.Ordinal) && !method.IsExtensionMethod
        && method.Parameters.Length > 0 && (method.Parameters[0].Type.Is(_services) || method.Parameters[0].Type.Is(_application))
        && (IsStartup(method.ContainingType) || !method.IsStatic && references.Named("UseStartup", cancellation).Count > 0);

    /// <summary>The host calls ConfigureDevelopmentServices, or the methods of StartupDevelopment, in that environment alone.</summary>
    private static EnvironmentSet ByConvention(IMethodSymbol method)
    {
        if (!IsStartup(method.ContainingType))
            return EnvironmentSet.All;

        foreach (var environment in new[] { EnvironmentSet.Development, EnvironmentSet.Staging })
        {
            if (method.Name == $"Configure{environment}Services" || method.Name == $"Configure{environment}"
                || method.ContainingType.Name == $"Startup{environment}")
            {
                return environment;
            }
        }

        return EnvironmentSet.All;
    }

    private static bool IsStartup(INamedTypeSymbol type) => type.Name.StartsWith("Startup", StringComparison.Ordinal);

    /// <summary>Whether code that is not in sight may call the method: other projects, or the runtime at the entry point.</summary>
    public bool IsCalledFromElsewhere(IMethodSymbol method, CancellationToken cancellation)
    {
        if (SymbolEqualityComparer.Default.Equals(method, bodies.Compilation.GetEntryPoint(cancellation)))
            return true;

        if (bodies.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            return false;

        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    private static bool ImplementsInterface(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private IMethodSymbol? MethodAround(IOperation place, CancellationToken cancellation)
    {
        var symbol = bodies.ModelOf(place.Syntax.SyntaxTree).GetEnclosingSymbol(place.Syntax.SpanStart, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol as IMethodSymbol;
    }
}
