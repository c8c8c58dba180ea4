namespace Omniops.Gates.Engine.Seen;

/// <summary>A call that puts the application together.</summary>
/// <param name="Name">The method's name, behind that of the package for one that is not the framework's.</param>
/// <param name="Argument">What makes it this call and no other: the class of a middleware, a policy, a route; null for most.</param>
public sealed record SeenCall(string Name, string? Argument, SeenPlace Place, SeenWhen When)
{
    /// <summary>
    /// To which application it belongs, from one in the order of <see cref="SeenProgram.Applications"/>; null where that is not known.
    /// </summary>
    public int? Application { get; init; }

    /// <summary>Whether it answers every request that reaches it.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether only <c>omniops_provides</c> in .editorconfig says so.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>The method of another project that does it: <c>'UseDefaults' of Contoso.Hosting</c>; null for what this project does.</summary>
    public string? Library { get; init; }

    /// <summary>As a reader knows it from the source.</summary>
    public string Label => Argument is null ? Name : Name == "UseMiddleware" ? $"{Name}<{Argument}>" : $"{Name}({Argument})";
}
