namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>A part of a token's form: a fixed text, or a number of characters from a set.</summary>
/// <param name="Literal">The fixed text, or null.</param>
/// <param name="Lengths">The numbers of characters that are allowed, longest first; empty for a fixed text.</param>
internal sealed record FormPart(string? Literal, CharacterSet Set, int[] Lengths)
{
    /// <summary>The fewest characters it takes.</summary>
    public int Shortest => Literal?.Length ?? Lengths[Lengths.Length - 1];

    /// <summary>The most characters it takes.</summary>
    public int Longest => Literal?.Length ?? Lengths[0];
}
