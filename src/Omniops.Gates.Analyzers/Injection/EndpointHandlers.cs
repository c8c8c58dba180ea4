using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// Which lambdas and methods answer requests of minimal APIs: those given as a <see cref="Delegate"/> to a call that maps a route on an
/// <c>IEndpointRouteBuilder</c>. Source: RequestDelegateFactory of ASP.NET Core.
/// </summary>
internal sealed class EndpointHandlers
{
    private readonly SourceBodies _bodies;
    private readonly SourceReferences _references;
    private readonly ImmutableArray<INamedTypeSymbol> _builders;
    private readonly INamedTypeSymbol? _delegate;
    private readonly ConcurrentDictionary<IMethodSymbol, IInvocationOperation?> _maps = new(SymbolEqualityComparer.Default);
    private readonly Lazy<HashSet<string>> _passedNames;

    public EndpointHandlers(SourceBodies bodies, SourceReferences references, TypeLookup lookup)
    {
        _bodies = bodies;
        _references = references;
        _builders = lookup.Find(KnownTypes.EndpointRouteBuilder);
        _delegate = bodies.Compilation.GetSpecialType(SpecialType.System_Delegate);
        _passedNames = new(() => PassedNames(bodies.Compilation));
    }

    /// <summary>The call that maps a route to this method; null where there is none.</summary>
    public IInvocationOperation? MapOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_builders.IsEmpty || !_bodies.Has(method))
            return null;

        return _maps.GetOrAdd(method.OriginalDefinition, key => key.MethodKind == MethodKind.AnonymousFunction
            ? MapOfLambda(key, cancellation)
            : _passedNames.Value.Contains(key.Name) ? MapOfNamed(_references.To(key, cancellation)) : null);
    }

    /// <summary>Whether the route that a call maps has a parameter of this name.</summary>
    public static bool IsInRoute(IInvocationOperation map, string parameter)
    {
        foreach (var argument in map.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: string pattern } && HasParameter(pattern, parameter))
                return true;
        }

        return false;
    }

    /// <summary>Whether a route has a parameter: <c>{id}</c>, <c>{id:int}</c>, <c>{*path}</c>, <c>{id?}</c>, <c>{id=1}</c>.</summary>
    public static bool HasParameter(string pattern, string parameter)
    {
        for (var at = pattern.IndexOf('{'); at >= 0; at = pattern.IndexOf('{', at + 1))
        {
            var start = at + 1;
            while (start < pattern.Length && pattern[start] == '*')
                start++;
            var end = start + parameter.Length;
            if (end < pattern.Length
                && pattern[end] is '}' or ':' or '?' or '='
                && string.Compare(pattern, start, parameter, 0, parameter.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private IInvocationOperation? MapOfLambda(IMethodSymbol lambda, CancellationToken cancellation)
    {
        if (lambda.DeclaringSyntaxReferences is not [var reference, ..])
            return null;

        var syntax = reference.GetSyntax(cancellation);
        var holder = syntax.Parent;
        while (holder is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            holder = holder.Parent;
        return holder switch
        {
            ArgumentSyntax { Parent.Parent: { } call } argument => MapOfArgument(_bodies.Read(call, cancellation), argument),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => MapOfVariable(variable, cancellation),
            _ => null,
        };
    }

    private IInvocationOperation? MapOfVariable(VariableDeclaratorSyntax variable, CancellationToken cancellation)
    {
        var symbol = _bodies.ModelOf(variable.SyntaxTree).GetDeclaredSymbol(variable, cancellation);
        foreach (var name in _references.Named(variable.Identifier.ValueText, cancellation))
        {
            if (name.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: { } call } argument)
                continue;

            var used = _bodies.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol;
            if (SymbolEqualityComparer.Default.Equals(used, symbol) && MapOfArgument(_bodies.Read(call, cancellation), argument) is { } map)
                return map;
        }

        return null;
    }

    private IInvocationOperation? MapOfNamed(IEnumerable<IOperation?> uses)
    {
        foreach (var use in uses)
        {
            if (use is not IMethodReferenceOperation)
                continue;

            var holder = use.Parent;
            while (holder is IDelegateCreationOperation or IConversionOperation)
                holder = holder.Parent;
            if (holder is IArgumentOperation { Parent: IInvocationOperation call } argument && Maps(call, argument))
                return call;
        }

        return null;
    }

    private IInvocationOperation? MapOfArgument(IOperation? operation, ArgumentSyntax syntax)
    {
        if (operation is not IInvocationOperation call)
            return null;

        foreach (var argument in call.Arguments)
        {
            if (argument.Syntax == syntax && Maps(call, argument))
                return call;
        }

        return null;
    }

    private bool Maps(IInvocationOperation call, IArgumentOperation handler)
    {
        if (!handler.Parameter?.Type.Is(_delegate) ?? true)
            return false;
        if (IsBuilder(call.Instance?.Type))
            return true;

        foreach (var argument in call.Arguments)
        {
            if (IsBuilder(argument.Value.Unwrapped().Type))
                return true;
        }

        return false;
    }

    private bool IsBuilder(ITypeSymbol? type)
    {
        foreach (var builder in _builders)
        {
            if (type.IsA(builder))
                return true;
        }

        return false;
    }

    /// <summary>The names that are handed over as arguments anywhere: all that a handler can be called.</summary>
    private static HashSet<string> PassedNames(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is not ArgumentSyntax { Expression: var passed })
                    continue;

                while (passed is CastExpressionSyntax cast)
                    passed = cast.Expression;
                if (passed is IdentifierNameSyntax name)
                    names.Add(name.Identifier.ValueText);
                else if (passed is MemberAccessExpressionSyntax access)
                    names.Add(access.Name.Identifier.ValueText);
            }
        }

        return names;
    }
}
