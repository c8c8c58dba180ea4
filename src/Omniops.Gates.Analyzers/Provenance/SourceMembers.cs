using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>The members of a compilation by name, and which names belong together: what a getter reads, and which methods write a field.</summary>
internal sealed class SourceMembers(SourceBodies bodies)
{
    /// <summary>Getters of one name that are read. A name that more members have says nothing.</summary>
    private const int MaxGetters = 8;

    private readonly ConcurrentDictionary<string, string[]> _getters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<string, HashSet<string>>> _writers = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ILookup<string, ISymbol>> _members = new(() => bodies.Types.SelectMany(type => type.GetMembers())
        .Where(member => !member.IsImplicitlyDeclared && member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } or IPropertySymbol)
        .ToLookup(member => member.Name, StringComparer.Ordinal));

    private readonly Lazy<HashSet<string>> _types = new(() => new HashSet<string>(bodies.Types.Select(type => type.Name), StringComparer.Ordinal));

    /// <summary>Whether a type of this name is written in this compilation.</summary>
    public bool IsType(string name) => _types.Value.Contains(name);

    /// <summary>Whether a method of this name is written in this compilation.</summary>
    public bool IsMethod(string name) => _members.Value[name].Any(member => member is IMethodSymbol);

    /// <summary>The names that a value of this name depends on, besides what its own body says.</summary>
    /// <param name="type">The type whose methods may write it.</param>
    public IEnumerable<string> RelatedTo(string name, INamedTypeSymbol? type)
    {
        var read = _getters.GetOrAdd(name, ReadBy);
        return type is not null && WritersIn(type.OriginalDefinition).TryGetValue(name, out var writers) ? read.Concat(writers) : read;
    }

    private string[] ReadBy(string name)
    {
        var getters = _members.Value[name].OfType<IPropertySymbol>().Take(MaxGetters + 1).ToList();
        if (getters.Count > MaxGetters)
            return [];

        return [.. getters.SelectMany(property => property.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax()).OfType<PropertyDeclarationSyntax>()
            .SelectMany(property => new[] { (SyntaxNode?)property.ExpressionBody, property.AccessorList })
            .Where(body => body is not null).SelectMany(body => BodyNames.Mentioned(body!)).Distinct()];
    }

    /// <summary>For each name the methods of a type that write it, or call one that does.</summary>
    private Dictionary<string, HashSet<string>> WritersIn(INamedTypeSymbol type) => _writers.GetOrAdd(type, symbol =>
    {
        var writers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var callers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var members = new HashSet<string>(symbol.GetMembers().Select(member => member.Name), StringComparer.Ordinal);
        foreach (var method in symbol.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.IsImplicitlyDeclared || method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertySet))
                continue;

            var name = method.AssociatedSymbol?.Name ?? method.Name;
            foreach (var body in method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
            {
                foreach (var written in WrittenIn(body).Where(members.Contains))
                    Add(writers, written, name);
                foreach (var called in BodyNames.Mentioned(body).Where(members.Contains))
                    Add(callers, called, name);
            }
        }

        foreach (var all in writers.Values)
        {
            var open = new Stack<string>(all);
            while (open.Count > 0)
            {
                if (!callers.TryGetValue(open.Pop(), out var calling))
                    continue;

                foreach (var caller in calling)
                {
                    if (all.Add(caller))
                        open.Push(caller);
                }
            }
        }

        return writers;
    });

    private static void Add(Dictionary<string, HashSet<string>> sets, string key, string value)
    {
        if (!sets.TryGetValue(key, out var set))
            sets[key] = set = new HashSet<string>(StringComparer.Ordinal);
        set.Add(value);
    }

    private static IEnumerable<string> WrittenIn(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodes())
        {
            var target = node switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
                RefExpressionSyntax reference => reference.Expression,
                _ => null,
            };
            if (target is null)
                continue;

            foreach (var name in BodyNames.Mentioned(target))
                yield return name;
        }
    }
}
