using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// What somebody else writes: parameters of everything that answers requests, and the reads of <c>rules/injection/sources.json</c>.
/// Types that cannot carry text are not told apart here.
/// </summary>
internal sealed class UntrustedSources
{
    private const int MaxDepth = 8;

    private static readonly UntrustedSource s_commandLine = new("command line", IsSecondOrder: true);

    private readonly SourceBodies _bodies;
    private readonly MemberIndex _reads;
    private readonly RequestAttributes _attributes;
    private readonly RequestMethods _methods;
    private readonly ListedSymbols[] _readers;
    private readonly ImmutableArray<INamedTypeSymbol> _textReaders;
    private readonly Lazy<IMethodSymbol?> _entryPoint;

    public UntrustedSources(SourceBodies bodies, SourceReferences references)
    {
        var lookup = new TypeLookup(bodies.Compilation);
        _bodies = bodies;
        _reads = new MemberIndex(MemberLists.Read("injection/sources.json"), lookup);
        _attributes = new RequestAttributes(lookup);
        _methods = new RequestMethods(bodies, references, lookup, _attributes);
        _readers = _reads.Named("ReadToEnd");
        _textReaders = lookup.Find("System.IO.TextReader");
        _entryPoint = new(() => bodies.Compilation.GetEntryPoint(CancellationToken.None));
    }

    /// <summary>Where the value of a parameter comes from; null where its method answers no request, or it is a service.</summary>
    public UntrustedSource? Of(IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (parameter.RefKind == RefKind.Out || parameter.ContainingSymbol is not IMethodSymbol method)
            return null;

        if (parameter.Type is IArrayTypeSymbol && SymbolEqualityComparer.Default.Equals(method, _entryPoint.Value))
            return s_commandLine;

        return _attributes.TryGet(parameter, out var bound)
            ? bound is not null && _methods.IsOfFramework(parameter.Type) ? null : bound
            : _methods.SourceOf(parameter, method, cancellation);
    }

    /// <summary>Where what is read comes from, by a call, a property, an indexer or a creation; null where that is unknown.</summary>
    public UntrustedSource? Of(IOperation read, CancellationToken cancellation) => Of(read, MaxDepth, cancellation);

    private UntrustedSource? Of(IOperation read, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
            return null;

        switch (read)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Of(parameter, cancellation);
            case IPropertyReferenceOperation property:
                return OfProperty(property, depth, cancellation);
            case IInvocationOperation call:
                var entry = _reads.Find(call.TargetMethod.Name, call.TargetMethod.ContainingType, call.Instance?.Type);
                return OfReader(entry, call, depth, cancellation) ?? (entry is null ? null : ToSource(entry.Listed));
            case IObjectCreationOperation { Arguments: [var first, ..] } creation:
                return _reads.Find(ListedMembers.Constructor, creation.Type, receiver: null) is { } created
                    ? Of(first.Value.Unwrapped(), depth - 1, cancellation) ?? ToSource(created.Listed)
                    : null;
            case IAwaitOperation awaited:
                return Of(awaited.Operation, depth - 1, cancellation);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Of(conversion.Operand, depth - 1, cancellation);
            default:
                return null;
        }
    }

    private UntrustedSource? OfProperty(IPropertyReferenceOperation read, int depth, CancellationToken cancellation)
    {
        var property = read.Property;
        var name = property.IsIndexer ? "this[]" : property.Name;
        if (_reads.Find(name, property.ContainingType, read.Instance?.Type) is { } entry)
            return ToSource(entry.Listed);

        if (_bodies.Has(property) && _methods.SourceOf(property) is { } bound)
            return bound;

        // Request.Headers["X"], Request.Path.Value, order.Name: a part of what is untrusted. What is computed in the source can be read.
        return read.Instance?.Unwrapped() is { } whole and (IPropertyReferenceOperation or IParameterReferenceOperation)
            && (property.SetMethod is not null || !_bodies.Has(property))
            ? Of(whole, depth - 1, cancellation)
            : null;
    }

    /// <summary>A reader hands out what it reads from, which is the body of a request as often as a file.</summary>
    private UntrustedSource? OfReader(ListedSymbols? entry, IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        var reads = entry is null
            ? call.TargetMethod.Name.StartsWith("Read", StringComparison.Ordinal)
                && _textReaders.Contains(call.TargetMethod.ContainingType, SymbolEqualityComparer.Default)
            : Array.IndexOf(_readers, entry) >= 0;
        if (!reads || call.Instance?.Unwrapped() is not { } reader)
            return null;

        if (reader is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared, ..] }
            && declared.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && _bodies.Read(value, cancellation) is { } given)
        {
            reader = given.Unwrapped();
        }

        return Of(reader, depth - 1, cancellation);
    }

    private static UntrustedSource ToSource(ListedMembers listed) => new(listed.Says, listed.IsSecondOrder);
}
