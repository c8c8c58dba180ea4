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
        INamedTypeSymbol? exact = null,
        IOperation? receiver = null)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        // Extensions.Map(app), where Map is written in an extension block.
        var written = ExtensionBlocks.WrittenOf(definition);
        var skipped = written is null ? 0 : method.Parameters.Length - written.Parameters.Length;
        definition = written ?? definition;
        if (bodies.Find(definition, cancellation) is not { } body)
        {
            // A partial method without a body is no call at all.
            if (!method.IsPartialDefinition && TakesPipeline(method))
                Gap(from, scope, host, $"{Which(method)} is known only at run time");
            return null;
        }

        var isSpecial = Give(method, definition, arguments, host, skipped) | GiveReceiver(
            definition, body, receiver ?? (skipped == 1 ? arguments.FirstOrDefault(each => each.Parameter?.Ordinal == 0)?.Value : ReceiverOf(from)), host);
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
        Context = Context.With(Splits(definition, arguments, scope, skipped));
        var inner = Inner(from, scope);
        VisitBody(body, IsIterator(definition, body) ? inner.Perhaps(from.Syntax, $"who enumerates '{method.Name}'") : inner);
        environments.Leave(body.Syntax);
        HandBack(definition, arguments, skipped);
        var result = _returned;
        (Context, Dispatch.This, _returned) = (context, type, returned);
        _open.Remove(definition);
        if (!isSpecial && order == _order && result is null)
            _barren.Add(definition);
        return result;
    }

    /// <summary>Hands the arguments over.</summary>
    /// <returns>Whether another call of the method may do something else.</returns>
    private bool Give(IMethodSymbol method, IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments, PipelineCall? host, int skipped)
    {
        var isSpecial = false;
        foreach (var parameter in definition.Parameters)
        {
            var argument = arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal + skipped);
            if (parameter.RefKind == RefKind.Out)
                _values.Clear(parameter);
            // app.MapGroup(this), whose name is that of the class.
            else if (argument?.Value.Unwrapped() is IInstanceReferenceOperation && Dispatch.This is { } type)
                _values.Give(parameter, new PipelineValue(Type: type));
            else if (argument is not null)
                _values.Give(parameter, argument.Value);
            else
                _values.Give(parameter, Unseen(parameter, host));
            isSpecial |= parameter.Type.SpecialType == SpecialType.System_Boolean || types.CarriesResponse(parameter.Type)
                || types.CarriesHosting(parameter.Type) || argument is not null && (_values.Of(argument.Value) is not null || argument.Value.Unwrapped() is IInstanceReferenceOperation);
        }

        var given = method.ContainingType.TypeArguments.AddRange(method.TypeArguments);
        var parameters = definition.ContainingType.TypeParameters.AddRange(definition.TypeParameters);
        for (var i = 0; i < parameters.Length && i < given.Length; i++)
            _values.SetType(parameters[i], given[i]);
        return isSpecial || method.IsGenericMethod || method.ContainingType.IsGenericType;
    }

    /// <summary>Hands over what a member of an extension block extends.</summary>
    private bool GiveReceiver(IMethodSymbol definition, IOperation body, IOperation? receiver, PipelineCall? host)
    {
        if (!ExtensionBlocks.Has(definition) || ExtensionBlocks.ReceiverIn(body, definition) is not { } parameter)
            return false;

        if (receiver is not null)
            _values.Give(parameter, receiver);
        else
            _values.Give(parameter, Unseen(parameter, host));
        return types.CarriesHosting(parameter.Type) || types.CarriesResponse(parameter.Type) || _values.HeldBy(parameter) is not null;
    }

    private static IOperation? ReceiverOf(IOperation from) => from switch
    {
        IInvocationOperation { TargetMethod.MethodKind: not MethodKind.DelegateInvoke } call => call.Instance,
        IPropertyReferenceOperation reference => reference.Instance,
        _ => null,
    };

    /// <summary>app.MapApi(out var api): what the method gives its parameter is what the variable holds.</summary>
    private void HandBack(IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments, int skipped)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out, Ordinal: var ordinal } && ordinal >= skipped
                && Variable(argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value) is { } variable)
            {
                _values.Give(variable, _values.HeldBy(definition.Parameters[ordinal - skipped]));
            }
        }
    }

    /// <summary>What a parameter holds of which no argument is in sight.</summary>
    private PipelineValue? Unseen(IParameterSymbol parameter, PipelineCall? host) =>
        (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone) || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone?.ContainingType))
            && parameter.Type.IsA(types.EndpointConventionBuilder)
            ? new PipelineValue(Group: _facts.Handed)
        : _given is not null && parameter.Type.IsA(types.EndpointRouteBuilder) ? _given
        : host is not null && types.CarriesPipeline(parameter.Type) ? new PipelineValue(Host: host) : null;

    /// <summary>Calling an iterator runs none of its code.</summary>
    private static bool IsIterator(IMethodSymbol method, IOperation body) =>
        method.ReturnType.Name is "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator"
        && body.Descendants().Any(operation => operation.Kind == OperationKind.YieldReturn);

    private IEnumerable<KeyValuePair<ISymbol, EnvironmentSplit>> Splits(
        IMethodSymbol definition, ImmutableArray<IArgumentOperation> arguments, PipelineScope scope, int skipped)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } parameter && parameter.Ordinal >= skipped)
                yield return new(definition.Parameters[parameter.Ordinal - skipped], SplitIn(argument.Value, scope));
        }
    }
}
