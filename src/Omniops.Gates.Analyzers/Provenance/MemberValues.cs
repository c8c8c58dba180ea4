using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// What fields and properties hold: everything that the bodies of their type give them. Found out when a member is read, once for each
/// member, whoever asks; members that depend on each other are found out together.
/// </summary>
internal sealed class MemberValues(TextProvenance provenance, SourceBodies bodies)
{
    private readonly ConcurrentDictionary<ISymbol, Value?> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ILookup<string, Mention>> _mentions = new(SymbolEqualityComparer.Default);
    private readonly ThreadLocal<MemberSearch> _search = new(() => new MemberSearch());

    /// <summary>Whether only constructors and initializers write a member.</summary>
    public static bool IsReadOnly(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>Everything that a member is given, where all of it is in sight; null where others can write to it.</summary>
    public Value? Of(ISymbol member, CancellationToken cancellation)
    {
        var key = member.OriginalDefinition;
        if (_known.TryGetValue(key, out var known))
            return known;
        if (!IsClosed(key, cancellation))
            return _known.GetOrAdd(key, (Value?)null);

        var search = _search.Value!;
        if (search.TryFind(key, out var found))
            return found;

        try
        {
            search.Open(key);
            var value = Gather(key, search, cancellation);
            return search.Close(value) is not { } others ? value
                : others.Count == 0 ? _known.GetOrAdd(key, value)
                : Settle([.. others, new KeyValuePair<ISymbol, Value?>(key, value)], search, cancellation);
        }
        catch
        {
            search.Abandon();
            throw;
        }
    }

    /// <summary>
    /// Finds out members that depend on each other again, now that each is known in part; what is new then has gone round once and tells
    /// nothing more.
    /// </summary>
    private Value? Settle(IReadOnlyList<KeyValuePair<ISymbol, Value?>> members, MemberSearch search, CancellationToken cancellation)
    {
        foreach (var member in members)
            search.Assume(member.Key, member.Value);

        var settled = members.Select(member => Gather(member.Key, search, cancellation)).ToList();
        for (var at = 0; at < members.Count; at++)
        {
            search.Drop(members[at].Key);
            settled[at] = _known.GetOrAdd(members[at].Key, settled[at]);
        }

        return settled[settled.Count - 1];
    }

    private Value? Gather(ISymbol member, MemberSearch search, CancellationToken cancellation)
    {
        Value? value = null;
        var focus = Focus.Of(member);
        var isMutable = IsMutable(member);
        var writers = MentionsOf(member.ContainingType.OriginalDefinition, cancellation)[member.Name]
            .Where(mention => isMutable || mention.IsWritten).Select(mention => mention.Body).Append(member);
        foreach (var writer in writers)
        {
            if (IsReadOnly(member) && !isMutable && writer is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) })
                continue;
            if (provenance.Evaluate(writer.OriginalDefinition, focus, cancellation) is not { } facts)
                continue;

            search.Spend(facts.Steps);
            if (facts.IsIncomplete)
                return null;
            if (facts.Writes.TryGetValue(member, out var written))
                value = value is null ? written : value.Or(written);
        }

        return value ?? Value.Empty;
    }

    private bool IsClosed(ISymbol member, CancellationToken cancellation)
    {
        if (member is IFieldSymbol { IsConst: true })
            return true;
        if (!bodies.Has(member) || member.ContainingType is null || IsMarked(member))
            return false;

        return member switch
        {
            IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
            IPropertySymbol property => provenance.IsAuto(property, cancellation) && !property.IsOpen()
                && (property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private } || property.DeclaredAccessibility == Accessibility.Private),
            _ => false,
        };
    }

    /// <summary>Whether a framework may fill the member, which no assignment shows. What the compiler and debuggers read fills nothing.</summary>
    private static bool IsMarked(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            var space = attribute.AttributeClass?.ContainingNamespace?.ToDisplayString();
            if (space is not ("System" or "System.Diagnostics" or "System.Diagnostics.CodeAnalysis" or "System.Runtime.CompilerServices"
                or "System.ComponentModel"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMutable(ISymbol member) =>
        (member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null }).IsContainer();

    /// <summary>Which bodies of a type name what.</summary>
    private ILookup<string, Mention> MentionsOf(INamedTypeSymbol type, CancellationToken cancellation) => _mentions.GetOrAdd(type, symbol =>
    {
        var mentions = new Dictionary<(string Name, ISymbol Body), bool>();
        foreach (var member in WithNested((INamedTypeSymbol)symbol).SelectMany(each => each.GetMembers()))
        {
            if (member is not IMethodSymbol || member.IsImplicitlyDeclared || !bodies.Has(member))
                continue;

            var method = ((IMethodSymbol)member).PartialImplementationPart ?? member;
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                var syntax = reference.GetSyntax(cancellation);
                // The declaration of a primary constructor is the whole type.
                if (syntax is TypeDeclarationSyntax)
                    continue;

                foreach (var token in syntax.DescendantTokens())
                {
                    if (token.Parent is not SimpleNameSyntax name)
                        continue;

                    mentions.TryGetValue((token.ValueText, method), out var isWritten);
                    mentions[(token.ValueText, method)] = isWritten || IsWritten(name);
                }
            }
        }

        return mentions.ToLookup(mention => mention.Key.Name, mention => new Mention(mention.Key.Body, mention.Value));
    });

    /// <summary>Whether a name is given a value where it stands, or a part of what it names is.</summary>
    private static bool IsWritten(SyntaxNode name)
    {
        for (var node = name; node.Parent is { } parent and not StatementSyntax and not MemberDeclarationSyntax; node = parent)
        {
            if (parent is AssignmentExpressionSyntax assignment && assignment.Left == node
                || parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
                || parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(WithNested).Prepend(type);
}
