namespace Omniops.Gates.Engine.Seen;

/// <summary>A header that responses are given.</summary>
/// <param name="Value">
/// Its value, <c>{…}</c> standing for what is known at run time only; null where none of it is known, and for headers that may hold what is
/// nobody's business.
/// </param>
public sealed record SeenHeader(string Name, string? Value, HeaderWriter Writer, SeenPlace Place, SeenWhen When)
{
    /// <summary>The method of another project that does it: <c>'UseDefaults' of Contoso.Hosting</c>; null for what this project does.</summary>
    public string? Library { get; init; }
}
