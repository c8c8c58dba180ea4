using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// The names in a body that a value can depend on: a slice by names alone, wider than it need be, so that what has nothing to do with a
/// text is not evaluated.
/// </summary>
internal sealed class RelevantNames
{
    private readonly BodyNames _body;
    private readonly HashSet<string> _names;
    private readonly Dictionary<SyntaxNode, bool> _mentions = [];

    private RelevantNames(BodyNames body, HashSet<string> names) => (_body, _names) = (body, names);

    public IEnumerable<string> Names => _names;

    /// <summary>Everything that the values of the given expressions can depend on.</summary>
    /// <param name="body">The body, or the part of it, that is evaluated.</param>
    /// <param name="members">What is written in this compilation.</param>
    /// <param name="type">The type that the body belongs to.</param>
    /// <param name="outer">What is relevant to the caller.</param>
    public static RelevantNames Of(
        BodyNames body, IEnumerable<SyntaxNode> values, SourceMembers members, INamedTypeSymbol? type, IEnumerable<string> outer)
    {
        var names = new HashSet<string>(outer, StringComparer.Ordinal);
        foreach (var value in values)
            names.UnionWith(body.In(value));
        var open = new Stack<string>(names);
        while (open.Count > 0)
        {
            var next = open.Pop();
            foreach (var name in members.RelatedTo(next, type))
            {
                if (names.Add(name))
                    open.Push(name);
            }

            foreach (var name in body.BehindOf(next))
            {
                if (names.Add(name))
                    open.Push(name);
            }
        }

        return new RelevantNames(body, names);
    }

    /// <summary>Whether a piece of the body mentions a relevant name, or none at all.</summary>
    public bool IsIn(SyntaxNode node)
    {
        if (_mentions.TryGetValue(node, out var known))
            return known;

        var mentioned = _body.In(node);
        return _mentions[node] = mentioned.Length == 0 || Array.Exists(mentioned, _names.Contains);
    }
}
