using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Calls: of methods in source, which are run; of functions held in variables; of everything else, by what it is known to do.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Implementations of a virtual method that are followed; where there are more, nothing is known.</summary>
    private const int MaxTargets = 8;

    private readonly Dictionary<ISymbol, RelevantNames> _relevantIn = new(SymbolEqualityComparer.Default);

    /// <summary>What methods that call themselves are known to return.</summary>
    private readonly Dictionary<ISymbol, Recursion> _recursions = new(SymbolEqualityComparer.Default);

    /// <summary>How often a call was not run because its method runs already, or because it lies too deep.</summary>
    private int _cuts;

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

        // What "with" calls before it writes.
        if (method.Name == "<Clone>$")
            return CopyOf(instance, call.Syntax);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return CallFunctions(instance, arguments, call);
        if (_provenance.Untrusted.Of(call, _cancellation) is { } source)
        {
            var read = Text.Of(new Origin(source.IsSecondOrder ? OriginKind.SecondOrder : OriginKind.Untrusted, NameOf(call), source.Kind));
            AssignOut(call, Value.Of(read));
            return From(source, call);
        }

        if (_provenance.Sanitizers.Allows(call))
            return Value.Of(Flat(arguments).Sanitized());
        if (!IsRun(method))
        {
            Remember(call, arguments);
            var known = CallKnown(call, instance, arguments);
            // What takes an encoding off again.
            return method.Name.Contains("Decode") || method.Name.Contains("Unescape") ? Value.Of(known.Text.Exposed(), known.Objects) : known;
        }

        Remember(call, arguments);
        if (!_relevant.IsIn(call.Syntax) || ReferenceEquals(call, _givenAway))
            return NotInSight(call, instance, arguments);

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
        var (wasDead, isDead) = (_isDead, true);
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
            isDead &= _isDead;
            _isDead = wasDead;
            after = after is null ? _state : after.Join(_state);
            returned = returned.Or(result.Returned);
            facts = facts is null ? result.Facts : facts.Or(result.Facts);
        }

        _isDead |= isDead;
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

        if (!MayRead(definition))
        {
            _facts.IsCut = true;
            _cuts++;
            return new RunResult(_state, NotInSight(call, instance, arguments), Facts.None);
        }

        if (_provenance.GraphOf(definition, _cancellation) is not { } graph)
        {
            if (definition.AssociatedSymbol is IPropertySymbol kept && definition.MethodKind == MethodKind.PropertyGet && _provenance.IsAuto(kept, _cancellation))
                return new RunResult(_state, Held(kept), Facts.None);

            // A constructor that only sets what its record's parameters say has no body.
            var isEmpty = definition.MethodKind == MethodKind.Constructor;
            return new RunResult(_state, isEmpty ? Value.Empty : NotInSight(call, instance, arguments), Facts.None);
        }

        if (_callDepth >= MaxCalls || IsOverspent)
        {
            _facts.IsCut = true;
            _cuts++;
            return new RunResult(_state, NotInSight(call, instance, arguments), Facts.None);
        }

        if (!_running.Add(definition))
            return Recurse(definition, arguments);

        var runsFunctions = arguments.Any(argument => argument.Value.Objects.Any(item => item.Kind == ObjectKind.Function));
        var isPlain = !runsFunctions && definition.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In);
        var key = new CallKey(definition, instance, [.. arguments.Select(argument => argument.Value)], _state.Heap);
        if (!isPlain || !_calls.TryGetValue(key, out var result))
        {
            var cuts = _cuts;
            result = RunUntilStable(definition, graph, instance, arguments);
            if (isPlain && !IsExhausted && cuts == _cuts)
                _calls[key] = result;
        }

        _running.Remove(definition);
        var outer = _state;
        _isDead |= result.State is null && !IsExhausted;
        if (result.State is { } end)
        {
            _state = runsFunctions ? outer.ReturningFrom(end) : outer.Returning(end);
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

    /// <summary>Whether the body of one more method may be run.</summary>
    private bool MayRead(IMethodSymbol method)
    {
        if (_read.Contains(method))
            return true;
        if (_read.Count >= MaxBodies)
            return false;

        _read.Add(method);
        return true;
    }

    /// <summary>A call of a method that runs already: it returns what the method is known to return so far.</summary>
    private RunResult Recurse(IMethodSymbol method, List<Argument> arguments)
    {
        _cuts++;
        var known = _recursions.TryGetValue(method, out var recursion) ? recursion : new Recursion();
        _recursions[method] = known;
        known.Meet(arguments);
        return new RunResult(_state, known.Returned, Facts.None);
    }

    /// <summary>Runs a method again as long as its calls of itself tell something new.</summary>
    private RunResult RunUntilStable(IMethodSymbol method, ControlFlowGraph graph, Value instance, List<Argument> arguments)
    {
        var before = _state;
        var outer = _recursions.TryGetValue(method, out var open) ? open : null;
        _recursions.Remove(method);
        RunResult result;
        for (var round = 0; ; round++)
        {
            var cuts = _cuts;
            _state = before;
            result = RunMethod(method, graph, instance, arguments);
            if (!_recursions.TryGetValue(method, out var recursion))
                break;

            arguments = [.. arguments.Select(argument => argument with { Value = recursion.With(argument) })];
            if (!recursion.Learn(result.Returned, round))
            {
                // Nothing in it depends on a call that is still running, unless it is another's.
                _cuts = recursion.Count == _cuts - cuts ? cuts : _cuts;
                break;
            }

            recursion.Count = 0;
        }

        _recursions.Remove(method);
        if (outer is not null)
            _recursions[method] = outer;
        return result;
    }

    private static string Described(IMethodSymbol method) => method.AssociatedSymbol?.Name ?? method.Name;

    private RunResult RunMethod(
        IMethodSymbol method, ControlFlowGraph graph, Value instance, List<Argument> arguments)
    {
        var (outer, outerThis, outerRoot, outerRelevant) = (_state, _this, _isAtRoot, _relevant);
        _state = _state.Entering();
        _isAtRoot = false;
        _relevant = RelevantIn(method, graph);
        foreach (var parameter in method.Parameters)
            _state = _state.Set(Place.Of(parameter), Given(parameter, arguments) ?? Value.Empty);
        _this = method.IsStatic ? Value.Empty : instance;
        _callDepth++;
        var result = Run(graph);
        _callDepth--;
        (_state, _this, _isAtRoot, _relevant) = (outer, outerThis, outerRoot, outerRelevant);
        return result;
    }

    /// <summary>What matters in a method that is called: what it returns, and what it does to what it is given.</summary>
    private RelevantNames RelevantIn(IMethodSymbol method, ControlFlowGraph graph)
    {
        if (_relevantIn.TryGetValue(method, out var known))
            return known;

        var body = graph.OriginalOperation.Syntax;
        IEnumerable<SyntaxNode> values = method.MethodKind is MethodKind.Constructor or MethodKind.PropertySet or MethodKind.AnonymousFunction
            ? [body]
            : body.DescendantNodesAndSelf().Where(node => node switch
            {
                ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax => true,
                ParameterSyntax parameter => method.Parameters.Any(given => given.Name == parameter.Identifier.ValueText
                    && (given.RefKind != RefKind.None || given.Type.SpecialType == SpecialType.System_String || given.Type.IsContainer())),
                _ => false,
            });
        return _relevantIn[method] = RelevantNames.Of(_provenance.NamesOf(body), values, _provenance.Members, method.ContainingType, _relevantAtRoot.Names);
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
            : CallKnownMethod(method, instance, arguments);

    private RunResult CallKnownMethod(IMethodSymbol method, Value instance, List<Argument> arguments)
    {
        if (Fills(method.Name))
            AddTo(instance, Value.Of(Flat(arguments)), null);
        return new RunResult(_state, _provenance.Sanitizers.Allows(method) ? Value.Of(Flat(arguments).Sanitized()) : Value.Of(Flat(arguments).Or(Flat(instance))), Facts.None);
    }

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
        {
            _cuts++;
            return new RunResult(_state, arguments is null ? Value.Empty : Value.Of(Flat(arguments)), Facts.None);
        }

        var (outer, outerThis, outerRoot, outerRelevant) = (_state, _this, _isAtRoot, _relevant);
        _state = _state.Entering();
        _isAtRoot = _own.Contains(method);
        _relevant = _isAtRoot ? _relevantAtRoot : RelevantIn(method, body);
        _this = function.Function?.Instance ?? _this;
        foreach (var parameter in method.Parameters)
            _state = _state.Set(Place.Of(parameter), given(parameter) ?? ParameterValue(parameter));
        var result = Run(body);
        _running.Remove(method);
        (_this, _isAtRoot, _relevant) = (outerThis, outerRoot, outerRelevant);
        _state = result.State is { } end ? outer.ReturningFrom(end) : outer;
        _isDead |= arguments is not null && result.State is null && !IsExhausted;
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

    /// <summary>A call that is bound when the program runs: which method it is, nobody knows yet.</summary>
    private Value CallLate(IOperation call)
    {
        var given = Others(call);
        if (_isAtRoot)
        {
            var number = 0;
            foreach (var use in _provenance.Sinks.FindAll(call))
                Reach(call, number++, TextOf(Evaluate(use.Text), use.Text));
        }

        return given.Text.IsConstant ? Unknown(call) : given;
    }

    /// <summary>Notes what a sink is given, where the sink stands in the body itself.</summary>
    private void Reach(IOperation operation, List<Argument> arguments)
    {
        if (!_isAtRoot)
            return;

        var number = 0;
        foreach (var use in _provenance.Sinks.FindAll(operation))
        {
            foreach (var (_, value, source) in arguments)
            {
                if (ReferenceEquals(source, use.Text))
                    Reach(operation, number, TextOf(value, use.Text));
            }

            number++;
        }
    }

    private void Reach(IOperation operation, Value value)
    {
        if (!_isAtRoot)
            return;

        var number = 0;
        foreach (var use in _provenance.Sinks.FindAll(operation))
            Reach(operation, number++, TextOf(value, use.Text));
    }

    /// <summary>A format whose arguments a library makes parameters of is constant.</summary>
    private Text TextOf(Value value, IOperation operation) =>
        operation.Type is { Name: "FormattableString" } ? value.Text : Flat(value);

    private void Reach(IOperation operation, int number, Text value)
    {
        var key = (operation.Syntax, number);
        _facts.Sinks[key] = _facts.Sinks.TryGetValue(key, out var known) ? known.Or(value) : value;
    }

    /// <summary>Notes what a method in source is given, as its own sinks may ask.</summary>
    private void Remember(IOperation call, List<Argument> arguments)
    {
        if (!_isAtRoot)
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
