using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Methods of the source, read with the arguments of a call.</content>
internal sealed partial class PipelineReader
{
    /// <summary>Reads a method of the source with the arguments of a call.</summary>
    private PipelineValue? Enter(
        IMethodSymbol method,
        IOperation from,
        PipelineScope scope,
        ImmutableArray<IArgumentOperation> arguments,
        PipelineCall? host = null,
        INamedTypeSymbol? exact = null)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (bodies.Find(definition, cancellation) is not { } body)
        {
            // A partial method without a body is no call at all.
            if (!method.IsPartialDefinition && TakesPipeline(method))
                Gap(from, scope, host, $"{Which(method)} is known only at run time");
            return null;
        }

        var isSpecial = Give(method, definition, arguments, host);
        if (!isSpecial && _barren.Contains(definition) || !_open.Add(definition))
            return null;

        // Seeding a database must not use up what is left for the pipeline.
        if (_methods++ >= (isSpecial ? 2 * MaxMethods : MaxMethods))
        {
            _open.Remove(definition);
            GiveUp(Site(from, scope), $"the start-up code runs through more than {MaxMethods} methods");
            return null;
        }

        _facts.Files.Add(body.Syntax.SyntaxTree);
        var (context, type, returned, order) = (Context, Dispatch.This, _returned, _order);
        _returned = null;
        Dispatch.This = exact;
        Context = Context.With(Splits(definition, arguments, scope));
        var inner = Inner(from, scope);
        VisitBody(body, IsIterator(definition, body) ? inner.Perhaps(from.Syntax, $"who enumerates '{method.Name}'") : inner);
        environments.Leave(body.Syntax);
        HandBack(definition, arguments);
        var result = _returned;
        (Context, Dispatch.This, _returned) = (context, type, returned);
        _open.Remove(definition);
        if (!isSpecial && order == _order && result is null)
            _barren.Add(definition);
        return result;
    }

    /// <summary>Hands the arguments over.</summary>
    /// <returns>Whether another call of the method may do something else.</returns>
    private bool Give(IMethodSymbol method, IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments, PipelineCall? host)
    {
        var isSpecial = false;
        foreach (var parameter in definition.Parameters)
        {
            var argument = arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal);
            if (parameter.RefKind == RefKind.Out)
                _values.Clear(parameter);
            else if (argument is not null)
                _values.Give(parameter, argument.Value);
            else
                _values.Give(parameter, Unseen(parameter, host));
            isSpecial |= parameter.Type.SpecialType == SpecialType.System_Boolean || types.CarriesResponse(parameter.Type)
                || types.CarriesHosting(parameter.Type) || argument is not null && _values.Of(argument.Value) is not null;
        }

        for (var i = 0; i < definition.TypeParameters.Length; i++)
            _values.SetType(definition.TypeParameters[i], method.TypeArguments[i]);
        for (var i = 0; i < definition.ContainingType.TypeParameters.Length; i++)
            _values.SetType(definition.ContainingType.TypeParameters[i], method.ContainingType.TypeArguments[i]);
        return isSpecial || method.IsGenericMethod || method.ContainingType.IsGenericType;
    }

    /// <summary>app.MapApi(out var api): what the method gives its parameter is what the variable holds.</summary>
    private void HandBack(IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out, Ordinal: var ordinal }
                && Variable(argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value) is { } variable)
            {
                _values.Give(variable, _values.HeldBy(definition.Parameters[ordinal]));
            }
        }
    }

    /// <summary>What a parameter holds of which no argument is in sight.</summary>
    private PipelineValue? Unseen(IParameterSymbol parameter, PipelineCall? host) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone) && parameter.Type.IsA(types.EndpointConventionBuilder)
            ? new PipelineValue(Group: _facts.Handed)
        : _given is not null && parameter.Type.IsA(types.EndpointRouteBuilder) ? _given
        : host is not null && types.CarriesPipeline(parameter.Type) ? new PipelineValue(Host: host) : null;

    /// <summary>Calling an iterator runs none of its code.</summary>
    private static bool IsIterator(IMethodSymbol method, IOperation body) =>
        method.ReturnType.Name is "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator"
        && body.Descendants().Any(operation => operation.Kind == OperationKind.YieldReturn);

    private IEnumerable<KeyValuePair<ISymbol, EnvironmentSplit>> Splits(
        IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments, PipelineScope scope)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } parameter)
                yield return new(definition.Parameters[parameter.Ordinal], SplitIn(argument.Value, scope));
        }
    }
}
