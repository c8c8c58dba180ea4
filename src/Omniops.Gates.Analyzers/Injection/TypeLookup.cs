using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// Finds types by metadata name, all of that name: two assemblies may both have one. Goes by namespaces, so that a library that is not
/// referenced costs one look-up however many of its types are asked for.
/// </summary>
internal sealed class TypeLookup(Compilation compilation)
{
    private readonly Dictionary<string, INamespaceSymbol?> _namespaces = new(StringComparer.Ordinal);

    /// <summary>The types of a name such as <c>NPoco.Sql+SqlJoinClause`1</c>.</summary>
    public ImmutableArray<INamedTypeSymbol> Find(string metadataName)
    {
        var parts = metadataName.Split('+');
        var dot = parts[0].LastIndexOf('.');
        var space = dot < 0 ? compilation.GlobalNamespace : Namespace(parts[0].Substring(0, dot));
        if (space is null)
            return ImmutableArray<INamedTypeSymbol>.Empty;

        IEnumerable<INamedTypeSymbol> types = Named(space, parts[0].Substring(dot + 1));
        foreach (var nested in parts.Skip(1))
            types = types.SelectMany(type => Named(type, nested));
        return types.ToImmutableArray();
    }

    private static IEnumerable<INamedTypeSymbol> Named(INamespaceOrTypeSymbol container, string name)
    {
        var tick = name.IndexOf('`');
        if (tick < 0)
            return container.GetTypeMembers(name, 0);
        return int.TryParse(name.Substring(tick + 1), out var arity)
            ? container.GetTypeMembers(name.Substring(0, tick), arity)
            : ImmutableArray<INamedTypeSymbol>.Empty;
    }

    private INamespaceSymbol? Namespace(string name)
    {
        if (_namespaces.TryGetValue(name, out var known))
            return known;

        var dot = name.LastIndexOf('.');
        var outer = dot < 0 ? compilation.GlobalNamespace : Namespace(name.Substring(0, dot));
        INamespaceSymbol? found = null;
        foreach (var member in outer?.GetMembers(name.Substring(dot + 1)) ?? [])
            found ??= member as INamespaceSymbol;
        return _namespaces[name] = found;
    }
}
