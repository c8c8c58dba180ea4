using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Reads what the methods of a library do to an application that is handed to them, and what its middleware classes do to answers.</summary>
internal sealed class LibraryReader
{
    /// <summary>What code speaks of that builds a web application.</summary>
    private static readonly string[] s_building = ["WebApplication.", "UseStartup", "ConfigureWebHost", "WebHost."];

    private readonly HostingTypes _types;
    private readonly SourceBodies _bodies;
    private readonly ValueSource _values;
    private readonly EnvironmentCondition _conditions;
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly ReferencedFacts _libraries;
    private readonly AccessFilters _filters;
    private readonly Lazy<HashSet<SyntaxTree>> _builders;

    private LibraryReader(HostingTypes types, Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        (_types, _options) = (types, options);
        _bodies = new SourceBodies(compilation);
        _values = new ValueSource(_bodies);
        _conditions = new EnvironmentCondition(_bodies, _values);
        _libraries = new ReferencedFacts(options);
        _filters = new AccessFilters(_bodies, _libraries, CancellationToken.None);
        _builders = new Lazy<HashSet<SyntaxTree>>(() => Builders(compilation));
    }

    /// <summary>Null for a library that does not reference ASP.NET Core, and so cannot be handed an application.</summary>
    public static LibraryReader? For(Compilation compilation, AnalyzerConfigOptionsProvider options) =>
        HostingTypes.Find(compilation) is { } types ? new LibraryReader(types, compilation, options) : null;

    /// <summary>Everything that another project can call or name, by its name.</summary>
    public IEnumerable<(string Id, IReadOnlyList<LibraryFact> Facts)> ReadAll(CancellationToken cancellation)
    {
        foreach (var type in _bodies.Types.Where(IsInReach))
        {
            foreach (var symbol in type.GetMembers().OfType<IMethodSymbol>().Where(IsInReach).Prepend<ISymbol>(type))
            {
                if (LibraryFacts.IdOf(symbol) is { } id && Of(symbol, cancellation) is { } facts)
                    yield return (id, facts);
            }
        }
    }

    /// <summary>What a method or middleware class does; null for what is neither, or builds an application of its own.</summary>
    public IReadOnlyList<LibraryFact>? Of(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol is INamedTypeSymbol type && PipelineReader.IsFoundByPackage(type))
            return AllOf(Reader(new ProvidedMiddleware(_options.GlobalOptions), cancellation).ReadFound(type), cancellation);

        if (symbol is INamedTypeSymbol dashboard && DashboardFilters.Is(dashboard))
        {
            var value = DashboardFilters.LetsAllPass(dashboard, _bodies, cancellation) ? DashboardFilters.Open : DashboardFilters.Asks;
            return [new LibraryFact(LibraryFactKind.Filter, dashboard.Name, EnvironmentSet.All, Value: value)];
        }

        if (symbol is INamedTypeSymbol group && PipelineReader.IsEndpointGroup(group))
            return AllOf(Reader(new ProvidedMiddleware(_options.GlobalOptions), cancellation).ReadEndpointGroup(group), cancellation);

        if (symbol is INamedTypeSymbol convention && PipelineReader.IsModelConvention(convention))
            return [.. AllOf(Reader(new ProvidedMiddleware(_options.GlobalOptions), cancellation).ReadConvention(convention), cancellation), .. OfFilter(symbol, cancellation) ?? []];

        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var made } constructor)
        {
            return RouteAttributes.IsRoute(made) || RouteAttributes.IsVerb(made) ? new RouteAttributes(_bodies, _libraries, cancellation).Write(constructor)
                : PipelineReader.IsModuleBase(made) ? AllOf(Reader(new ProvidedMiddleware(_options.GlobalOptions), cancellation).ReadModuleBase(constructor), cancellation)
                : OfCode(symbol, cancellation);
        }

        return OfFilter(symbol, cancellation);
    }

    private IReadOnlyList<LibraryFact>? OfFilter(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol is INamedTypeSymbol filter && MetadataReader.IsFilter(filter) && _filters.Write(filter) is { } judged)
            return [.. OfCode(filter, cancellation) ?? [], new LibraryFact(LibraryFactKind.Filter, filter.Name, EnvironmentSet.All, Value: judged)];

        return OfCode(symbol, cancellation);
    }

    private IReadOnlyList<LibraryFact>? OfCode(ISymbol symbol, CancellationToken cancellation)
    {
        var method = symbol as IMethodSymbol ?? Invoke((INamedTypeSymbol)symbol);
        var isHanded = symbol is INamedTypeSymbol || method?.AllParameters().Any(parameter => _types.CarriesHosting(parameter.Type) || _types.WrapsHosting(parameter.Type)
            || parameter.Type.IsA(_types.EndpointConventionBuilder) || parameter.Type.Name is "IMvcBuilder" or "IMvcCoreBuilder") == true
            || method is not null && PipelineReader.TakesPolicies(method);
        var keeps = method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && symbol is IMethodSymbol && _types.KeepsHosting(method.ContainingType);
        if (method is null || !isHanded && !keeps && !MayBuild(method) || ExtensionBlocks.WrittenOf(method) is not null || _bodies.Find(method, cancellation) is not { } body)
            return null;

        var provided = new ProvidedMiddleware(_options.GetOptions(body.Syntax.SyntaxTree));
        var read = Reader(provided, cancellation).ReadAlone(method, isRequest: symbol is INamedTypeSymbol);
        return read.Hosts.Count > 0 || isHanded && read.Runs.Count == 0 || keeps || _types.CarriesHosting(method.ReturnType) ? AllOf(read, cancellation) : null;
    }

    private IReadOnlyList<LibraryFact> AllOf(PipelineFacts read, CancellationToken cancellation)
    {
        // Only here the contracts are in sight. Of what is returned the caller says more, as of one.
        foreach (var mapping in read.Mappings.FindAll(mapping => mapping is { Kind: EndpointKind.Grpc, Type: not null } && !ReferenceEquals(mapping, read.Returned?.Endpoint)))
        {
            var methods = new GrpcReader(_bodies, cancellation).Methods(mapping, mapping.Type!).ToList();
            if (methods.Count == 0)
                continue;

            read.Mappings.InsertRange(read.Mappings.IndexOf(mapping), methods);
            read.Mappings.Remove(mapping);
        }

        return LibraryFact.AllOf(read);
    }

    /// <summary>Whether a method that is handed no application may build one: it stands where that is done, or where those classes are named.</summary>
    private bool MayBuild(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(part => _builders.Value.Contains(part.SyntaxTree));

    private HashSet<SyntaxTree> Builders(Compilation compilation)
    {
        // Of those in other projects the classes: M:Server.Web.Create(System.String[])
        string[] words = [.. s_building, .. _libraries.Builders(compilation).Select(id => id.Split('(')[0].Split('.')).Where(parts => parts.Length > 1).Select(parts => parts[parts.Length - 2])];
        var builders = compilation.SyntaxTrees.Where(file => Names(file, words)).ToList();
        if (builders.Count == 0)
            return [];

        var types = builders.SelectMany(file => file.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()).Select(type => type.Identifier.ValueText).ToArray();
        return [.. builders, .. compilation.SyntaxTrees.Where(file => Names(file, types))];
    }

    private static bool Names(SyntaxTree file, string[] words) =>
        file.GetText().ToString() is var text && Array.Exists(words, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    private PipelineReader Reader(ProvidedMiddleware provided, CancellationToken cancellation) =>
        new(_types, _bodies, _conditions, _values, provided, _libraries, configured: null, new HostEnvironments(), cancellation);

    private IMethodSymbol? Invoke(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            var invoke = current.GetMembers("InvokeAsync").Concat(current.GetMembers("Invoke")).OfType<IMethodSymbol>()
                .FirstOrDefault(method => !method.IsAbstract && method.Parameters.Any(parameter => _types.CarriesResponse(parameter.Type)));
            if (invoke is not null)
                return invoke;
        }

        return null;
    }

    /// <summary>What is internal may be in reach of a friend.</summary>
    private static bool IsInReach(ISymbol symbol) => symbol.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable)
        && (symbol.ContainingType is null || IsInReach(symbol.ContainingType));
}
