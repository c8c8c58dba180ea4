using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Calls: of methods in source, which are run; of functions held in variables; of everything else, by what it is known to do.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Implementations of a virtual method that are followed; where there are more, nothing is known.</summary>
    private const int MaxTargets = 8;

    /// <summary>What follows from the outcome of each call that has been run in this body.</summary>
    private readonly Dictionary<SyntaxNode, Facts> _outcomes = [];

    private List<Argument> ArgumentsOf(
        ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new List<Argument>(arguments.Length);
        foreach (var argument in arguments)
        {
            var value = argument.Parameter is { RefKind: RefKind.Out } ? Value.Empty : Evaluate(argument.Value);
            if (argument.Parameter is { } parameter)
                values.Add(new Argument(parameter, value, argument.Value));
        }

        return values;
    }

    private Value Call(IInvocationOperation call)
    {
        var instance = Evaluate(call.Instance);
        var arguments = ArgumentsOf(call.Arguments);
        Reach(call, arguments);
        var method = call.TargetMethod;

        if (method.MethodKind == MethodKind.DelegateInvoke)
            return CallFunctions(instance, arguments, call);
        if (_provenance.Untrusted.Of(call, _cancellation) is { } source)
        {
            AssignOut(call, From(source, call));
            return From(source, call);
        }

        if (_provenance.Sanitizers.Allows(method))
            return Value.Harmless;
        if (!_provenance.Bodies.Has(method))
            return CallKnown(call, instance, arguments);

        Remember(call, arguments);
        var result = Dispatch(method, instance, arguments, call);
        Learn(call, result.Facts);
        return result.Returned;
    }

    /// <summary>Runs the method that a call reaches, or all that it can reach.</summary>
    private RunResult Dispatch(
        IMethodSymbol method, Value instance, List<Argument> arguments, IOperation call)
    {
        var targets = method.IsOpen() ? _provenance.Implementations(method, instance) : null;
        if (targets is null)
            return Invoke(method, instance, arguments, call);
        if (targets.Count is 0 or > MaxTargets)
            return new RunResult(_state, NotInSight(call, instance, arguments), Facts.None);

        var before = _state;
        FlowState? after = null;
        var returned = Value.Empty;
        Facts? facts = null;
        foreach (var target in targets)
        {
            _state = before;
            var moved = arguments.ConvertAll(argument => argument.Parameter.Ordinal < target.Parameters.Length
                ? argument with { Parameter = target.Parameters[argument.Parameter.Ordinal] }
                : argument);
            var result = Invoke(target, instance, moved, call);
            after = after is null ? _state : after.Join(_state, Initial);
            returned = returned.Or(result.Returned);
            facts = facts is null ? result.Facts : facts.Or(result.Facts);
        }

        _state = after ?? before;
        return new RunResult(_state, returned, facts ?? Facts.None);
    }

    /// <summary>Runs a method in source with what it is given.</summary>
    private RunResult Invoke(
        IMethodSymbol method, Value instance, List<Argument> arguments, IOperation call)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.MethodKind == MethodKind.LocalFunction)
        {
            _localFunctions.TryGetValue(definition, out var local);
            var function = new HeapObject(ObjectKind.Function, null, definition) { Function = new FunctionBody(local, _this) };
            return RunFunction(function, parameter => Given(parameter, arguments), arguments);
        }

        if (_provenance.GraphOf(definition, _cancellation) is not { } graph)
        {
            // A constructor that only sets what its record's parameters say has no body.
            var isEmpty = definition.MethodKind == MethodKind.Constructor;
            return new RunResult(_state, isEmpty ? Value.Empty : NotInSight(call, instance, arguments), Facts.None);
        }

        if (_callDepth >= MaxCalls || !_running.Add(definition))
            return new RunResult(_state, Value.Of(Flat(arguments).Or(Flat(instance))), Facts.None);

        var isPlain = definition.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In);
        var key = new CallKey(definition, instance, [.. arguments.Select(argument => argument.Value)], _state.Heap);
        if (!isPlain || !_calls.TryGetValue(key, out var result))
        {
            result = RunMethod(definition, graph, instance, arguments);
            if (isPlain && _steps <= MaxSteps)
                _calls[key] = result;
        }

        _running.Remove(definition);
        var outer = _state;
        if (result.State is { } end)
        {
            _state = outer.Returning(end);
            foreach (var (parameter, _, source) in arguments)
            {
                if (parameter.RefKind is RefKind.Ref or RefKind.Out && end.Find(Place.Of(parameter)) is { } written)
                    Store(source, written);
            }
        }

        var facts = Translate(result, arguments);
        if (result.State is { } after)
            _state = _state.Narrow(Translate(after.Narrowed, arguments)) ?? _state;
        var returned = definition.ReturnsVoid ? Value.Empty : result.Returned;
        return new RunResult(_state, Value.Of(returned.Text.Through(Described(definition)), returned.Objects), facts);
    }

    private static string Described(IMethodSymbol method) => method.AssociatedSymbol?.Name ?? method.Name;

    private RunResult RunMethod(
        IMethodSymbol method, ControlFlowGraph graph, Value instance, List<Argument> arguments)
    {
        var (outer, outerThis) = (_state, _this);
        _state = _state.Entering();
        foreach (var parameter in method.Parameters)
            _state = _state.Set(Place.Of(parameter), Given(parameter, arguments) ?? Value.Empty);
        _this = method.IsStatic ? Value.Empty : instance;
        _callDepth++;
        var result = Run(graph);
        _callDepth--;
        (_state, _this) = (outer, outerThis);
        return result;
    }

    private static Value? Given(IParameterSymbol parameter, List<Argument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter.Ordinal == parameter.Ordinal)
                return argument.Parameter.Type.CanCarryText() ? argument.Value : Value.Harmless;
        }

        return null;
    }

    /// <summary>What a method knows of its parameters, as its caller knows it of its variables.</summary>
    private Facts Translate(RunResult result, List<Argument> arguments) => result.Facts.IsNone
        ? Facts.None
        : new Facts(
            result.Facts.WhenTrue is { } whenTrue ? Translate(whenTrue, arguments) : null,
            result.Facts.WhenFalse is { } whenFalse ? Translate(whenFalse, arguments) : null);

    private ImmutableDictionary<Place, Value> Translate(
        ImmutableDictionary<Place, Value> places, List<Argument> arguments)
    {
        var translated = ImmutableDictionary<Place, Value>.Empty;
        foreach (var place in places)
        {
            if (!place.Key.IsLocal)
            {
                translated = translated.SetItem(place.Key, place.Value);
                continue;
            }

            foreach (var (parameter, value, source) in arguments)
            {
                if (!Place.Of(parameter).Equals(place.Key))
                    continue;

                foreach (var variable in PlacesOf(source, value))
                {
                    if (_state.Find(variable) is { } current)
                        translated = translated.SetItem(variable, current);
                }
            }
        }

        return translated;
    }

    /// <summary>Calls whatever a variable of a delegate type can hold.</summary>
    private Value CallFunctions(
        Value function, List<Argument> arguments, IInvocationOperation call)
    {
        Value? returned = null;
        foreach (var item in function.Objects)
        {
            if (item.Kind != ObjectKind.Function)
                continue;

            var result = item.Function?.Graph is null && item.Symbol is IMethodSymbol { MethodKind: not MethodKind.LocalFunction } method
                ? CallMethod(method, item.Function?.Instance ?? Value.Empty, arguments, call)
                : RunFunction(item, parameter => Given(parameter, arguments), arguments);
            Learn(call, result.Facts);
            returned = returned is null ? result.Returned : returned.Or(result.Returned);
        }

        return returned ?? NotInSight(call, Value.Empty, arguments);
    }

    private RunResult CallMethod(
        IMethodSymbol method, Value instance, List<Argument> arguments, IOperation call) =>
        _provenance.Bodies.Has(method)
            ? Dispatch(method, instance, [.. arguments.Take(method.Parameters.Length).Select((argument, at) => argument with { Parameter = method.Parameters[at] })], call)
            : new RunResult(_state, _provenance.Sanitizers.Allows(method) ? Value.Harmless : Value.Of(Flat(arguments).Or(Flat(instance))), Facts.None);

    /// <summary>Runs a lambda or local function, which sees the variables around it.</summary>
    private RunResult RunFunction(
        HeapObject function, Func<IParameterSymbol, Value?> given, List<Argument>? arguments = null)
    {
        if (function.Symbol is not IMethodSymbol symbol)
            return new RunResult(_state, Value.Empty, Facts.None);

        var method = symbol.OriginalDefinition;
        var body = function.Function?.Graph;
        if (body is null && !_localFunctions.TryGetValue(method, out body))
            return new RunResult(_state, Value.Of(Text.Of(new Origin(OriginKind.Unknown, $"{method.Name}()"))), Facts.None);

        _ran.Add(method);
        if (_callDepth >= MaxCalls || !_running.Add(method))
            return new RunResult(_state, arguments is null ? Value.Empty : Value.Of(Flat(arguments)), Facts.None);

        var (outer, outerThis) = (_state, _this);
        _state = _state.EnteringFunction();
        foreach (var parameter in method.Parameters)
            _state = _state.Set(Place.Of(parameter), given(parameter) ?? ParameterValue(parameter));
        var result = Run(body);
        _running.Remove(method);
        _this = outerThis;
        _state = result.State is { } end ? outer.ReturningFrom(end) : outer;
        if (arguments is null)
            return result;

        var facts = Translate(result, arguments);
        if (result.State is { } after)
            _state = _state.Narrow(Translate(after.Narrowed, arguments)) ?? _state;
        foreach (var (parameter, _, source) in arguments)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out && result.State?.Find(Place.Of(method.Parameters[parameter.Ordinal])) is { } written)
                Store(source, written);
        }

        return new RunResult(_state, Value.Of(result.Returned.Text, result.Returned.Objects), facts);
    }

    /// <summary>A call whose code is not in sight: what it is given may come back, or anything else.</summary>
    private Value NotInSight(IOperation call, Value instance, List<Argument> arguments)
    {
        if (!call.Type.CanCarryText())
            return Value.Harmless;

        var text = Flat(arguments).Or(Flat(instance));
        return Value.Of(text.IsConstant ? Unknown(call).Text : text.Or(Unknown(call).Text));
    }

    /// <summary>Notes what a sink is given, where the sink stands in the body itself.</summary>
    private void Reach(IOperation operation, List<Argument> arguments)
    {
        if (!IsAtRoot)
            return;

        if (_provenance.Sinks.Find(operation) is { } use)
        {
            foreach (var (_, value, source) in arguments)
            {
                if (ReferenceEquals(source, use.Text))
                    Reach(use.Text, TextOf(value, use.Text));
            }
        }

        foreach (var (parameter, value, source) in arguments)
        {
            if (TextProvenance.IsDeclaredSink(parameter))
                Reach(source, TextOf(value, source));
        }
    }

    private void Reach(IOperation assignment, Value value)
    {
        if (IsAtRoot && _provenance.Sinks.Find(assignment) is { } use)
            Reach(use.Text, TextOf(value, use.Text));
    }

    /// <summary>A format whose arguments a library makes parameters of is constant.</summary>
    private Text TextOf(Value value, IOperation operation) =>
        operation.Type is { Name: "FormattableString" } ? value.Text : Flat(value);

    private void Reach(IOperation text, Text value) =>
        _facts.Sinks[text.Syntax] = _facts.Sinks.TryGetValue(text.Syntax, out var known) ? known.Or(value) : value;

    /// <summary>Notes what a method in source is given, as its own sinks may ask.</summary>
    private void Remember(IOperation call, List<Argument> arguments)
    {
        if (!IsAtRoot)
            return;

        foreach (var (parameter, value, _) in arguments)
        {
            if (!parameter.Type.CanCarryText())
                continue;

            var key = (call.Syntax, parameter.Ordinal);
            var text = Flat(value);
            _facts.Arguments[key] = _facts.Arguments.TryGetValue(key, out var known) ? known.Or(text) : text;
        }
    }

    private void Learn(IOperation call, Facts facts) => _outcomes[call.Syntax] = facts;
}
