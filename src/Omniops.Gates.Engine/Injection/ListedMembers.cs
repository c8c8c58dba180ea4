namespace Omniops.Gates.Engine.Injection;

/// <summary>Members of frameworks and libraries that a rule about injection knows: one entry of a file in <c>rules</c>.</summary>
/// <param name="Types">
/// Full metadata names. A type that derives from one of them or implements it is meant as well.
/// </param>
/// <param name="Members">Names of methods and properties; <c>new</c> for constructors, <c>this[]</c> for indexers.</param>
/// <param name="Source">Where the fact is published.</param>
public sealed record ListedMembers(IReadOnlyList<string> Types, IReadOnlyList<string> Members, string Source)
{
    /// <summary>The name of a constructor among <see cref="Members"/>.</summary>
    public const string Constructor = "new";

    /// <summary>The library, for the reader of the file.</summary>
    public string Family { get; init; } = "";

    /// <summary>
    /// Names of the parameters that take the text. Where a method has none of them and <see cref="At"/> says nothing, the parameters are
    /// meant whose name speaks of a statement.
    /// </summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Whether <see cref="Text"/> names all parameters that are meant: so does a team's own entry.</summary>
    public bool IsExact { get; init; }

    /// <summary>
    /// Place of the text among the parameters, where its name differs from version to version; the object that is extended is not counted.
    /// </summary>
    public int? At { get; init; }

    /// <summary>Parameters that take the name of a stored procedure.</summary>
    public IReadOnlyList<string> Procedure { get; init; } = [];

    /// <summary>Types beside string that are text in these members: metadata names.</summary>
    public IReadOnlyList<string> TextTypes { get; init; } = [];

    /// <summary>Kind of the sink: <c>text</c>, <c>identifier</c> or <c>designTime</c>.</summary>
    public string Kind { get; init; } = "text";

    /// <summary>Parameter, or property set beside it, that decides whether this is a sink; null where it always is.</summary>
    public string? When { get; init; }

    /// <summary>What the value of <see cref="When"/> contains where this is a sink.</summary>
    public string Holds { get; init; } = "";

    /// <summary>Of a sanitizer: parameters that take its effect away when they are given anything.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The entry counts only where one of these types is referenced; always when empty.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Of a source: what a message calls it.</summary>
    public string Says { get; init; } = "";

    /// <summary>Of a source: whether it is another than the request that is being answered.</summary>
    public bool IsSecondOrder { get; init; }
}
