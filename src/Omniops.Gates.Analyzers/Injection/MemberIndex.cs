using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>A list of members, by name, as far as this compilation references their types.</summary>
internal sealed class MemberIndex
{
    private static readonly ListedSymbols[] s_none = [];

    private readonly Dictionary<string, ListedSymbols[]> _byName;

    public MemberIndex(IEnumerable<ListedMembers> lists, TypeLookup lookup)
    {
        var byName = new Dictionary<string, List<ListedSymbols>>(StringComparer.Ordinal);
        foreach (var listed in lists)
        {
            var types = Find(listed.Types, lookup);
            if (types.IsEmpty || listed.Needs.Count > 0 && Find(listed.Needs, lookup).IsEmpty)
                continue;

            var symbols = new ListedSymbols(listed, types, Find(listed.TextTypes, lookup));
            foreach (var member in listed.Members)
            {
                if (!byName.TryGetValue(member, out var named))
                    byName.Add(member, named = []);
                named.Add(symbols);
            }
        }

        _byName = byName.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Whether nothing that is referenced has a member of the list.</summary>
    public bool IsEmpty => _byName.Count == 0;

    /// <summary>The entries that name a member so: the cheap test that comes first.</summary>
    public ListedSymbols[] Named(string member) => _byName.TryGetValue(member, out var entries) ? entries : s_none;

    /// <summary>The first entry that covers a member by the type that declares it or that it is called on; null for none.</summary>
    public ListedSymbols? Find(string member, ITypeSymbol? declaring, ITypeSymbol? receiver)
    {
        foreach (var entry in Named(member))
        {
            if (entry.Covers(declaring) || receiver is not null && entry.Covers(receiver))
                return entry;
        }

        return null;
    }

    private static ImmutableArray<INamedTypeSymbol> Find(IReadOnlyList<string> names, TypeLookup lookup) =>
        names.SelectMany(name => lookup.Find(name)).ToImmutableArray();
}
