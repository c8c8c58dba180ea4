using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// In which environments a place in the source is reached: by the conditions around it, and by those around the calls of the method it
/// stands in, where all of them are in sight.
/// </summary>
internal sealed class Reach(
    SourceBodies bodies, EnvironmentCondition conditions, SourceReferences references, Func<CancellationToken, HostEnvironments> environments)
{
    private const int MaxCalls = 8;

    private readonly HostEnvironments _untouched = new();

    /// <summary>By the body and by what the program sets the environment to: rules ask for many places of one body.</summary>
    private readonly ConcurrentDictionary<(SyntaxNode Body, HostEnvironments Hosts), Dictionary<SyntaxNode, PipelineScope>> _scopes = new();

    private readonly INamedTypeSymbol? _services = bodies.Compilation.GetTypeByMetadataName(KnownTypes.ServiceCollection);
    private readonly INamedTypeSymbol? _application = bodies.Compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder);

    /// <summary>Whether the place can be reached in production.</summary>
    public bool IsInProduction(IOperation place, CancellationToken cancellation) =>
        EnvironmentsOf(place, 0, environments(cancellation), out _, cancellation).Includes(EnvironmentSet.Production);

    /// <summary>Whether the place can be reached in production, and what code that sets the environment has to do with it.</summary>
    public ProductionReach Of(IOperation place, CancellationToken cancellation)
    {
        var hosts = environments(cancellation);
        if (!EnvironmentsOf(place, 0, hosts, out var doubt, cancellation).Includes(EnvironmentSet.Production))
            return new ProductionReach(IsInProduction: false);

        var isMeant = hosts.IsEmpty
            || EnvironmentsOf(place, 0, _untouched, out _, cancellation).Includes(EnvironmentSet.Production);
        return new ProductionReach(IsInProduction: true, doubt, isMeant ? null : hosts.Cause);
    }

    /// <summary>Whether nothing but the environment keeps the place from running in production once its body runs.</summary>
    public bool IsCertainInProduction(IOperation place, CancellationToken cancellation) =>
        ScopeOf(place, environments(cancellation), cancellation) is { } scope
        && scope.Environments.Includes(EnvironmentSet.Production)
        && scope.FirstBeyond(PipelineScope.Entry) is null;

    private PipelineScope? ScopeOf(IOperation place, HostEnvironments hosts, CancellationToken cancellation)
    {
        var root = place;
        while (root.Parent is not null)
            root = root.Parent;

        if (!_scopes.TryGetValue((root.Syntax, hosts), out var scopes))
        {
            scopes = PlaceWalker.Find(root, conditions, bodies, hosts, cancellation);
            _scopes.TryAdd((root.Syntax, hosts), scopes);
        }

        return scopes.TryGetValue(place.Syntax, out var scope) ? scope : null;
    }

    private EnvironmentSet EnvironmentsOf(
        IOperation place, int calls, HostEnvironments hosts, out string? doubt, CancellationToken cancellation)
    {
        doubt = null;
        if (ReleaseBuild.LeavesOut(place.Syntax))
            return EnvironmentSet.Development;

        // What the walk does not reach is dead code, or code it does not understand.
        var scope = ScopeOf(place, hosts, cancellation);
        var around = scope?.Environments ?? EnvironmentSet.All;
        if (!around.Includes(EnvironmentSet.Production) || calls >= MaxCalls)
            return around;

        doubt = scope?.Doubt;
        if (MethodAround(place, cancellation) is not { } method)
            return around;

        around &= EnvironmentsOf(method, calls, hosts, out var doubtAround, cancellation);
        doubt = around.Includes(EnvironmentSet.Production) ? doubt ?? doubtAround : null;
        return around;
    }

    private EnvironmentSet EnvironmentsOf(
        IMethodSymbol method, int calls, HostEnvironments hosts, out string? doubt, CancellationToken cancellation)
    {
        doubt = null;
        if (method.MethodKind != MethodKind.Ordinary || method.IsOpen() || method.IsOverride || ImplementsInterface(method))
            return EnvironmentSet.All;

        var set = EnvironmentSet.None;
        var (isUsed, isCertain) = (false, false);
        foreach (var use in references.To(method, cancellation))
        {
            isUsed = true;
            string? why = null;
            var used = use is null ? EnvironmentSet.All : EnvironmentsOf(use, calls + 1, hosts, out why, cancellation);
            set |= used;
            doubt ??= why;
            isCertain |= why is null && used.Includes(EnvironmentSet.Production);
            if (set == EnvironmentSet.All && isCertain)
                break;
        }

        if (IsCalledByHost(method, cancellation))
            return set | ByConvention(method, hosts, ref doubt);

        if (isCertain)
            doubt = null;
        if (isUsed && !IsCalledFromElsewhere(method, cancellation))
            return set;

        doubt = null;
        return EnvironmentSet.All;
    }

    /// <summary>Methods of a start-up class are called by name, and by nobody in sight.</summary>
    private bool IsCalledByHost(IMethodSymbol method, CancellationToken cancellation) =>
        method.Name.StartsWith("Configure", StringComparison.Ordinal) && !method.IsExtensionMethod
        && method.Parameters.Length > 0 && (method.Parameters[0].Type.Is(_services) || method.Parameters[0].Type.Is(_application))
        && (IsStartup(method.ContainingType) || !method.IsStatic && references.Named("UseStartup", cancellation).Count > 0);

    /// <summary>The host calls ConfigureDevelopmentServices, or the methods of StartupDevelopment, in that environment alone.</summary>
    private static EnvironmentSet ByConvention(IMethodSymbol method, HostEnvironments hosts, ref string? doubt)
    {
        if (!IsStartup(method.ContainingType))
            return EnvironmentSet.All;

        foreach (var environment in new[] { EnvironmentSet.Development, EnvironmentSet.Staging })
        {
            if (method.Name == $"Configure{environment}Services" || method.Name == $"Configure{environment}"
                || method.ContainingType.Name == $"Startup{environment}")
            {
                var split = hosts.Named(environment);
                doubt ??= split.Doubt;
                return split.WhenTrue;
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
