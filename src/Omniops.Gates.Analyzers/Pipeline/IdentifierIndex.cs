using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Where the identifiers of a compilation stand, read off its text in one pass: much faster than to walk its tokens, and what is no
/// identifier after all (a word of a comment or a literal) is left out when it is asked for.
/// </summary>
internal sealed class IdentifierIndex
{
    private const int BufferLength = 1 << 14;
    private const uint FirstHash = 2166136261;
    private const uint HashFactor = 16777619;

    private readonly List<SyntaxTree> _trees = [];
    private readonly Dictionary<uint, List<(int Tree, int Start)>> _starts = [];

    /// <summary>What nobody asks for.</summary>
    private readonly HashSet<uint> _keywords = [.. SyntaxFacts.GetReservedKeywordKinds().Select(kind => HashOf(SyntaxFacts.GetText(kind)))];

    public IdentifierIndex(Compilation compilation, CancellationToken cancellation)
    {
        var buffer = new char[BufferLength];
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            _trees.Add(tree);
            Read(tree.GetText(cancellation), _trees.Count - 1, buffer);
        }
    }

    /// <summary>Every name that is written so, declarations left out.</summary>
    public IEnumerable<SimpleNameSyntax> Of(string name, CancellationToken cancellation)
    {
        if (!_starts.TryGetValue(HashOf(name), out var starts))
            yield break;

        foreach (var (tree, start) in starts)
        {
            var token = _trees[tree].GetRoot(cancellation).FindToken(start);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(start) && token.ValueText == name && token.Parent is SimpleNameSyntax node)
                yield return node;
        }
    }

    private void Read(SourceText text, int tree, char[] buffer)
    {
        var (hash, start) = (FirstHash, -1);
        for (var read = 0; read < text.Length; read += BufferLength)
        {
            var count = Math.Min(BufferLength, text.Length - read);
            text.CopyTo(read, buffer, 0, count);
            for (var at = 0; at < count; at++)
            {
                var character = buffer[at];
                if (IsPart(character))
                {
                    if (start < 0)
                        start = read + at;
                    hash = unchecked((hash ^ character) * HashFactor);
                }
                else if (start >= 0)
                {
                    Keep(hash, tree, start);
                    (hash, start) = (FirstHash, -1);
                }
            }
        }

        if (start >= 0)
            Keep(hash, tree, start);
    }

    private void Keep(uint hash, int tree, int start)
    {
        if (_keywords.Contains(hash))
            return;

        if (!_starts.TryGetValue(hash, out var starts))
            _starts[hash] = starts = [];
        starts.Add((tree, start));
    }

    /// <summary>A letter, a digit or what joins them; a name that is written with an escape is none that anybody looks for.</summary>
    private static bool IsPart(char character) =>
        character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' || character > '\x7f' && SyntaxFacts.IsIdentifierPartCharacter(character);

    private static uint HashOf(string name)
    {
        var hash = FirstHash;
        foreach (var character in name)
            hash = unchecked((hash ^ character) * HashFactor);
        return hash;
    }
}
