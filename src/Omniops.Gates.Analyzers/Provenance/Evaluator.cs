using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// Runs one body on what is known of its values instead of values: block by block of its control-flow graph, until nothing new is found.
/// Calls of methods in source are run in place, with what they are given.
/// </summary>
internal sealed partial class Evaluator
{
    /// <summary>Operations that are looked at for one body, with all it calls. A method of 5,000 lines has some 50,000.</summary>
    private const int MaxSteps = 400_000;

    /// <summary>Those of them that may lie in called methods. What is called after them is of unknown origin.</summary>
    private const int MaxStepsInCalls = 10_000;

    /// <summary>Operations that are looked at to know what one body gives a member.</summary>
    private const int MaxStepsForMember = 10_000;

    /// <summary>
    /// Bodies of others that are run for one body: reading one costs as much as compiling it. What lies beyond is of unknown origin.
    /// </summary>
    private const int MaxBodies = 32;

    /// <summary>Calls within each other. What lies deeper is of unknown origin.</summary>
    private const int MaxCalls = 12;

    /// <summary>How often a block is run again; texts settle in three or four rounds, a chain of variables in as many as it is long.</summary>
    private const int MaxRounds = 400;

    private readonly TextProvenance _provenance;
    private readonly CancellationToken _cancellation;
    private readonly BodyFacts _facts = new();
    private readonly HashSet<ISymbol> _running = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _own = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _ran = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ControlFlowGraph> _localFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<HeapObject, FlowState> _functions = [];
    private readonly Dictionary<CallKey, RunResult> _calls = [];
    private readonly Dictionary<Place, IOperation> _captured = [];

    /// <summary>Variables that are another name of a place.</summary>
    private readonly Dictionary<ISymbol, IOperation> _references = new(SymbolEqualityComparer.Default);

    private FlowState _state = FlowState.Empty;
    private ControlFlowGraph? _graph;
    private ControlFlowGraph? _rootGraph;
    private Value _this = Value.Empty;
    private Value _yielded = Value.Empty;
    private int _steps;
    private int _stepsInCalls;
    private int _maxSteps = MaxSteps;
    private IReadOnlyList<SyntaxNode> _asked = [];

    /// <summary>What the body returns to somebody else: what a call makes of its arguments there matters to nothing in the body.</summary>
    private IOperation? _givenAway;
    private RelevantNames _relevant = null!;
    private RelevantNames _relevantAtRoot = null!;

    /// <summary>Whether the method that was called last never comes back.</summary>
    private bool _isDead;
    private int _callDepth;

    /// <summary>Whether what runs is written in the body itself, and not in a method that it calls.</summary>
    private bool _isAtRoot = true;

    public Evaluator(TextProvenance provenance, CancellationToken cancellation) =>
        (_provenance, _cancellation) = (provenance, cancellation);


    /// <summary>Everything that the rules ask about a body.</summary>
    /// <param name="owner">The method, field or property that the body belongs to.</param>
    public BodyFacts Read(ControlFlowGraph graph, ISymbol owner, Focus focus)
    {
        if (focus.Member is not null)
            _maxSteps = MaxStepsForMember;
        var body = graph.OriginalOperation.Syntax;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var values = focus.ValuesIn(body, () => TextsOfSinks(graph.OriginalOperation, names), _provenance.Members).ToList();
        _asked = values;
        if (focus.Member is { } member)
            names.Add(member);
        _relevant = _relevantAtRoot = RelevantNames.Of(_provenance.NamesOf(body), values, _provenance.Members, owner.ContainingType, names);
        if (!owner.IsStatic && owner.ContainingType is { } type)
            _this = Value.Of(new HeapObject(ObjectKind.This, null, type));
        if (owner is IMethodSymbol method)
        {
            _running.Add(method.OriginalDefinition);
            foreach (var parameter in method.Parameters)
                _state = _state.Set(Place.Of(parameter), ParameterValue(parameter));
        }

        _rootGraph = graph;
        var result = Run(graph);
        if (result.State is { } end)
            _state = end;
        RunWhatNobodyCalled();
        _facts.IsIncomplete |= IsExhausted;
        _facts.Steps = _steps;
        return _facts;
    }

    private IEnumerable<SyntaxNode> TextsOfSinks(IOperation body, HashSet<string> names)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            foreach (var use in _provenance.Sinks.FindAll(operation))
            {
                names.Add(use.Name);
                yield return use.Text.Syntax;
            }
        }
    }

    /// <summary>Lambdas and local functions that nothing in the body calls: whoever does gives them anything.</summary>
    private void RunWhatNobodyCalled()
    {
        var seen = 0;
        while (!IsExhausted)
        {
            var next = _functions.Keys.FirstOrDefault(function => function.Symbol is { } symbol && !_ran.Contains(symbol));
            if (next is not null)
            {
                _state = _functions[next];
                RunFunction(next, _ => null);
                continue;
            }

            var local = _localFunctions.FirstOrDefault(function => _own.Contains(function.Key) && !_ran.Contains(function.Key));
            if (local.Key is not IMethodSymbol method || seen++ > MaxSteps)
                return;

            RunFunction(new HeapObject(ObjectKind.Function, null, method) { Function = new FunctionBody(local.Value, null) }, _ => null);
        }
    }

    private RunResult Run(ControlFlowGraph graph)
    {
        foreach (var local in graph.LocalFunctions)
        {
            _localFunctions[local] = graph.GetLocalFunctionControlFlowGraph(local, _cancellation);
            if (_isAtRoot)
                _own.Add(local);
        }

        var (outerGraph, outerYielded) = (_graph, _yielded);
        (_graph, _yielded) = (graph, Value.Empty);
        var run = new BlockRun(graph, _state, Spend, region => IsInert(graph, region));
        while (run.Next() is { } block)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (IsExhausted)
            {
                _facts.IsIncomplete = _facts.IsCut = true;
                break;
            }

            if (run.RoundsOf(block) > MaxRounds)
            {
                _facts.IsIncomplete = true;
                continue;
            }

            _state = run.StateBefore(block);
            _isDead = false;
            run.MayThrow(block, _state);
            foreach (var operation in block.Operations)
            {
                if (!_relevant.IsIn(operation.Syntax))
                {
                    if (operation is IFlowCaptureOperation skipped)
                        _captured[Place.Of(skipped.Id, graph)] = skipped.Value;
                    if (!NeverReturns(operation))
                        continue;

                    _isDead = true;
                    break;
                }

                var before = _state;
                Evaluate(operation);
                if (operation is not IFlowCaptureOperation && !ReferenceEquals(before, _state))
                    run.MayThrow(block, _state);
                if (_isDead)
                    break;
            }

            if (!_isDead)
                Leave(block, run);
        }

        _isDead = false;

        var result = new RunResult(run.Exit, run.Returned.Or(_yielded), run.Facts ?? Facts.None);
        (_graph, _yielded) = (outerGraph, outerYielded);
        return result;
    }

    /// <summary>Whether nothing in a region matters to the text: what is known before it is known behind it.</summary>
    private bool IsInert(ControlFlowGraph graph, ControlFlowRegion region)
    {
        for (var at = region.FirstBlockOrdinal; at <= region.LastBlockOrdinal; at++)
        {
            if (graph.Blocks[at].Operations.Any(operation => _relevant.IsIn(operation.Syntax))
                || graph.Blocks[at].BranchValue is { } value && _relevant.IsIn(value.Syntax))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the body has taken all the time that it is given.</summary>
    private bool IsExhausted => _steps > _maxSteps;

    private bool IsOverspent => _stepsInCalls > MaxStepsInCalls;

    private void Spend(int steps)
    {
        _steps += steps;
        if (_callDepth > 0)
            _stepsInCalls += steps;
    }

    /// <summary>Whether a statement is the call of a method that only throws.</summary>
    private bool NeverReturns(IOperation operation) =>
        operation is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var method } }
        && _provenance.Bodies.Has(method) && !method.IsOpen() && method.MethodKind == MethodKind.Ordinary && !method.IsAsync
        && _provenance.GraphOf(method.OriginalDefinition, _cancellation) is { } graph && !graph.Blocks[graph.Blocks.Length - 1].IsReachable;

    private void Leave(BasicBlock block, BlockRun run)
    {
        var isGivenAway = block.BranchValue is { } given && IsGivenAway(block, given);
        if (block.BranchValue is not { } value || !_relevant.IsIn(value.Syntax)
            || isGivenAway && !_asked.Any(asked => asked.Span.IntersectsWith(value.Syntax.Span)))
        {
            // Nobody asked for it; if somebody does, it is not known.
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } returned)
                run.Return(Unknown(returned), Facts.None);
            run.Follow(block, block.ConditionalSuccessor, _state);
            run.Follow(block, block.FallThroughSuccessor, _state);
            return;
        }

        _givenAway = isGivenAway ? value : null;
        var result = Evaluate(value);
        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
                run.Return(result, FactsOf(value).And(_state.Narrowed));
            run.Follow(block, block.FallThroughSuccessor, _state);
            return;
        }

        var facts = FactsOf(value);
        var jumps = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        run.Follow(block, block.ConditionalSuccessor, _state.Narrow(facts.When(jumps)));
        run.Follow(block, block.FallThroughSuccessor, _state.Narrow(facts.When(!jumps)));
    }

    /// <summary>Whether a value is what the body itself returns: no statement of this body comes after it.</summary>
    private bool IsGivenAway(BasicBlock block, IOperation value) =>
        _callDepth == 0 && ReferenceEquals(_graph, _rootGraph) && block.ConditionKind == ControlFlowConditionKind.None
        && block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return, FinallyRegions.IsEmpty: true }
        && !value.DescendantsAndSelf().Any(part => part is IFlowAnonymousFunctionOperation or IMethodReferenceOperation
            or IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke });

    /// <summary>What an expression can be; what it does to variables and objects is done.</summary>
    private Value Evaluate(IOperation? operation)
    {
        if (operation is null)
            return Value.Empty;
        if (_steps++ > _maxSteps)
            return Unknown(operation);
        if (_callDepth > 0)
            _stepsInCalls++;
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return ConstantValue(constant);

        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            // Somebody generated this expression. What it holds is not known.
            _facts.IsIncomplete = true;
            return Unknown(operation);
        }

        var value = Follow(operation);
        return operation.Type.CanCarryText() || value.IsClean ? value : Value.Harmless;
    }

    private static Value ConstantValue(object? constant) => constant switch
    {
        null => Value.Empty,
        string text => Value.Of(Text.Constant(text)),
        char character => Value.Of(Text.Constant(character.ToString())),
        _ => Value.Harmless,
    };

    private static Value Unknown(IOperation operation) => operation.Type.IsOrigin()
        ? Value.Of(Text.Of(new Origin(OriginKind.Unknown, operation.Syntax.OneLine())))
        : Value.Harmless;
}
