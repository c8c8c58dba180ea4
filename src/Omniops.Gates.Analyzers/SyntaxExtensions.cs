using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers;

/// <summary>How messages quote the source.</summary>
internal static class SyntaxExtensions
{
    private const int MaxLength = 80;

    /// <summary>The text of a node in one line, cut where it is long.</summary>
    public static string OneLine(this SyntaxNode syntax)
    {
        var text = string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxLength ? text : text.Substring(0, MaxLength) + "...";
    }
}
