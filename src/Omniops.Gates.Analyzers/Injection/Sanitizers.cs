using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// The methods whose result is safe where the sinks of the same name stand, whatever they are given: those of
/// <c>rules/&lt;name&gt;/sanitizers.json</c>. Source: the entries of the file.
/// </summary>
internal sealed class Sanitizers
{
    private readonly MemberIndex _index;

    private Sanitizers(MemberIndex index) => _index = index;

    /// <summary>Reads the list <paramref name="name"/>, <c>sql</c> or <c>html</c>, and looks its types up.</summary>
    public static Sanitizers Load(string name, Compilation compilation) =>
        new(new MemberIndex(MemberLists.Read($"{name}/sanitizers.json"), new TypeLookup(compilation)));

    /// <summary>Whether the result of a method is safe.</summary>
    public bool Allows(IMethodSymbol method) =>
        !method.ReturnsVoid && _index.Find(method.Name, method.ContainingType, receiver: null) is not null;
}
