namespace Omniops.Gates.Engine.Seen;

/// <summary>An option of the framework that the program sets.</summary>
/// <param name="Name">Such as <c>HstsOptions.MaxAge</c>; the options alone where configuration sets any of them.</param>
/// <param name="Value">As the source writes it; null where that is not known.</param>
public sealed record SeenOption(string Name, string? Value, SeenPlace Place, SeenWhen When)
{
    /// <summary>The method of another project that does it: <c>'UseDefaults' of Contoso.Hosting</c>; null for what this project does.</summary>
    public string? Library { get; init; }
}
