using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
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

    /// <summary>Whether the result of a call is safe.</summary>
    public bool Allows(IInvocationOperation call) =>
        Find(call.TargetMethod) is { } entry && (entry.Without.Count == 0 || !call.Arguments.Any(argument => TakesAway(argument, entry)));

    /// <summary>Whether the result of a method is safe, however it is called.</summary>
    public bool Allows(IMethodSymbol method) => Find(method) is { Without.Count: 0 };

    private ListedMembers? Find(IMethodSymbol method) =>
        method.ReturnsVoid ? null : _index.Find(method.Name, method.ContainingType, receiver: null)?.Listed;

    private static bool TakesAway(IArgumentOperation argument, ListedMembers entry) =>
        argument.ArgumentKind == ArgumentKind.Explicit && !argument.Value.IsNull()
        && argument.Parameter is { } parameter && entry.Without.Contains(parameter.Name);
}
