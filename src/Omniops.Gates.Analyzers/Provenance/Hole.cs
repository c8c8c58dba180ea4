namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>A part of a text that is not constant.</summary>
/// <param name="Before">The constant text in front of it, the nearest part where it is long.</param>
/// <param name="IsOpen">Whether <paramref name="Before"/> reaches back to the beginning of the text.</param>
/// <param name="IsWhole">Whether the text is nothing but this part.</param>
/// <param name="IsSanitized">Whether a sanitizer has made it fit for one kind of place, such as a quoted name.</param>
/// <param name="Through">The method that it passed through, nearest to the source; null where it did not.</param>
internal sealed record Hole(Origin Origin, string Before = "", bool IsOpen = true, bool IsWhole = true, bool IsSanitized = false, string? Through = null)
{
    private const int MaxBefore = 200;

    /// <summary>The same hole in a longer text.</summary>
    public Hole After(Text text) => IsOpen
        ? this with { Before = Cut(text.Tail + Before), IsOpen = text.IsConstant, IsWhole = IsWhole && text.IsEmpty }
        : IsWhole ? this with { IsWhole = false } : this;

    /// <summary>The same hole in a text that stands in place of another hole.</summary>
    public Hole Within(Hole outer) => IsOpen
        ? this with { Before = Cut(outer.Before + Before), IsOpen = outer.IsOpen, IsSanitized = IsSanitized || outer.IsSanitized }
        : this;

    private static string Cut(string text) => text.Length <= MaxBefore ? text : text.Substring(text.Length - MaxBefore);
}
