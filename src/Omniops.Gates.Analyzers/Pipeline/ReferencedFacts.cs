using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// What the projects that this one references say of their methods, as <see cref="FactGenerator"/> wrote it into their assemblies. A package
/// can say anything of itself and is not asked. Kept per compilation.
/// </summary>
internal sealed class ReferencedFacts(AnalyzerConfigOptionsProvider options)
{
    /// <summary>The option in which the package's targets name the referenced projects' assemblies, between commas.</summary>
    public const string Projects = "build_property._OmniopsProjects";

    private readonly ConcurrentDictionary<IAssemblySymbol, IReadOnlyDictionary<string, IReadOnlyList<LibraryFact>>> _written = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, LibraryReader?> _readers = new(SymbolEqualityComparer.Default);
    private readonly Lazy<HashSet<string>> _projects = new(() => new HashSet<string>(
        options.GlobalOptions.TryGetValue(Projects, out var names) ? names.Split(',') : [], StringComparer.OrdinalIgnoreCase));

    /// <summary>What a method or middleware class of a referenced project does; null where nobody says.</summary>
    public IReadOnlyList<LibraryFact>? Of(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly || KnownMiddleware.IsFramework(assembly))
            return null;

        if (!IsProject(assembly))
            return null;

        // An IDE hands over the project itself, without the facts that a build writes into its assembly.
        if (assembly is ISourceAssemblySymbol { Compilation: var compilation })
        {
            return _readers.GetOrAdd(assembly, _ => IsMarked(assembly) ? LibraryReader.For(compilation, options) : null)?
                .Of(symbol is IMethodSymbol { ReducedFrom: { } full } ? full.OriginalDefinition : symbol.OriginalDefinition, CancellationToken.None);
        }

        return LibraryFacts.IdOf(symbol) is { } id && _written.GetOrAdd(assembly, Read).TryGetValue(id, out var facts) ? facts : null;
    }

    /// <summary>The methods of referenced projects that build a web application, by their name in documentation: <c>M:Server.Web.Create</c>.</summary>
    public IEnumerable<string> Builders(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(assembly => assembly is not ISourceAssemblySymbol && IsProject(assembly))
        .SelectMany(assembly => _written.GetOrAdd(assembly, Read))
        .Where(written => written.Value.Any(fact => fact.Kind == LibraryFactKind.Host)).Select(written => written.Key);

    /// <summary>Whether a referenced project says what its methods do.</summary>
    public bool IsRead(IAssemblySymbol assembly) => IsProject(assembly) && IsMarked(assembly);

    /// <summary>Whether an assembly is a referenced project's.</summary>
    public bool IsProject(IAssemblySymbol assembly) => assembly is ISourceAssemblySymbol || _projects.Value.Contains(assembly.Name);

    /// <summary>What a later version of the gate has written may mean something else.</summary>
    private static bool IsMarked(IAssemblySymbol assembly) => TextsOf(assembly).Contains(LibraryFacts.Schema);

    private static IReadOnlyDictionary<string, IReadOnlyList<LibraryFact>> Read(IAssemblySymbol assembly)
    {
        var facts = new Dictionary<string, IReadOnlyList<LibraryFact>>(StringComparer.Ordinal);
        foreach (var text in IsMarked(assembly) ? TextsOf(assembly) : [])
        {
            if (LibraryFacts.Read(text) is { } read)
                facts[read.Id] = read.Facts;
        }

        return facts;
    }

    private static IEnumerable<string> TextsOf(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments: [{ Value: LibraryFacts.Key }, { Value: string text }] })
                yield return text;
        }
    }
}
