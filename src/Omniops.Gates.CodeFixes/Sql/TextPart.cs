namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A character of a text that is built in the source, or an expression in it.</summary>
/// <param name="Value">The character; empty for an expression.</param>
/// <param name="Source">How the source writes it.</param>
/// <param name="Style">The string that it stands in; null for an expression.</param>
/// <param name="Hole">The expression; null for a character.</param>
/// <param name="Line">Of a concatenation over several lines, which one.</param>
internal sealed record TextPart(string Value, string Source, TextStyle? Style, TextHole? Hole, int Line)
{
    /// <summary>Whether this is the character.</summary>
    public bool Is(char character) => Hole is null && Value.Length == 1 && Value[0] == character;
}
