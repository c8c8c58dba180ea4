using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What a method is given and what it finds: an equal call has an equal outcome.</summary>
internal sealed class CallKey(IMethodSymbol method, Value instance, Value[] arguments, object heap) : IEquatable<CallKey>
{
    private readonly IMethodSymbol _method = method;
    private readonly Value _instance = instance;
    private readonly Value[] _arguments = arguments;
    private readonly object _heap = heap;

    public bool Equals(CallKey? other) => other is not null && ReferenceEquals(_heap, other._heap)
        && SymbolEqualityComparer.Default.Equals(_method, other._method) && _instance.Equals(other._instance)
        && _arguments.SequenceEqual(other._arguments);

    public override bool Equals(object? obj) => Equals(obj as CallKey);

    public override int GetHashCode()
    {
        var hash = RuntimeHelpers.GetHashCode(_heap) ^ SymbolEqualityComparer.Default.GetHashCode(_method);
        foreach (var argument in _arguments)
            hash = unchecked(hash * 31 + argument.GetHashCode());
        return hash;
    }
}
