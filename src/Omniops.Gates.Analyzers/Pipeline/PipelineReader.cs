using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Collects the pipeline from the entry body onwards: through calls into source, lambdas where they are invoked, <c>Startup</c> classes
/// and conditions on the environment. What leaves the source with the application in hand becomes a gap.
/// </summary>
internal sealed partial class PipelineReader(
    HostingTypes types, SourceBodies bodies, EnvironmentCondition conditions, ValueSource source, ProvidedMiddleware provided, CancellationToken cancellation)
    : FlowWalker(conditions, ReadingContext.Start(cancellation))
{
    /// <summary>Enough for any start-up code; the limit only ends pathological call graphs, and says so.</summary>
    private const int MaxMethods = 1000;

    private readonly PipelineFacts _facts = new();
    private readonly PipelineValues _values = new(types, source, cancellation);
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _barren = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);
    private Dispatch? _dispatch;
    private SyntaxTree? _entryTree;
    private PipelineValue? _returned;
    private PipelineCall? _serving;
    private int _methods;
    private int _order;

    private Dispatch Dispatch => _dispatch ??= new Dispatch(bodies, _values);

    public PipelineFacts Read(IOperation entryBody)
    {
        _entryTree = entryBody.Syntax.SyntaxTree;
        _facts.Files.Add(_entryTree);
        try
        {
            Visit(entryBody, PipelineScope.Entry);
        }
        catch (InsufficientExecutionStackException)
        {
            GiveUp(entryBody.Syntax.GetFirstToken().GetLocation(), "the code is nested too deeply to be read");
        }

        _facts.IsIncomplete &= _facts.Hosts.Count > 0 || MayServe();
        return _facts;
    }

    protected override void Act(IOperation operation, PipelineScope scope)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Call(call, scope);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                Create(creation, constructor, scope);
                break;
            case IFieldReferenceOperation { Field: var field }:
                ReadMember(field, field.Type, operation, scope);
                break;
            case IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } reference when !IsTarget(reference):
                ReadProperty(reference, property, getter, scope);
                break;
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                Declare(declarator.Symbol, initializer.Value, scope);
                break;
            case IAssignmentOperation assignment:
                Assign(assignment, scope);
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                _returned = _values.Of(value);
                break;
        }
    }

    /// <summary>A large program that never speaks of a web application need not be read to its end.</summary>
    private bool MayServe() => bodies.Compilation.SyntaxTrees.Any(file =>
        file.GetText(cancellation).ToString() is var text && (text.Contains("WebApplication") || text.Contains("WebHost") || text.Contains("UseStartup")));

    /// <summary>An application that is kept in a field is built once, however often a property asks for it.</summary>
    protected override bool IsGiven(IOperation value) => _values.Of(value)?.Host is not null;

    protected override EnvironmentSplit Split(IOperation condition) => condition.Unwrapped() switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var other } } test when other.IsNull() && IsGiven(test.Value) => EnvironmentSplit.Always.Negated,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var other } } } test when other.IsNull() && IsGiven(test.Value) =>
            EnvironmentSplit.Always,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test when test.RightOperand.IsNull() && IsGiven(test.LeftOperand) => EnvironmentSplit.Always.Negated,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test when test.RightOperand.IsNull() && IsGiven(test.LeftOperand) => EnvironmentSplit.Always,
        _ => base.Split(condition),
    };

    /// <summary>While a request runs, whether it is https and whether the header is there already belongs to the header.</summary>
    protected override PipelineScope Narrow(PipelineScope scope, EnvironmentSplit split, bool isTrue, IOperation condition)
    {
        var narrowed = base.Narrow(scope, split, isTrue, condition);
        return scope.IsRequest && IsAboutHeader(condition) ? narrowed with { Conditions = scope.Conditions } : narrowed;
    }

    /// <summary>Reads a method of the source with the arguments of a call.</summary>
    private PipelineValue? Enter(
        IMethodSymbol method, IOperation from, PipelineScope scope, IEnumerable<IArgumentOperation> arguments, PipelineCall? host = null, INamedTypeSymbol? exact = null)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (bodies.Find(definition, cancellation) is not { } body)
        {
            // A partial method without a body is no call at all.
            if (!method.IsPartialDefinition && TakesPipeline(method))
                Gap(from, scope, host, $"which '{method.ContainingType.Name}.{method.Name}' runs is known only at run time");
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
        Context = Context.With(Splits(definition, arguments));
        VisitBody(body, IsIterator(definition, body) ? Inner(from, scope).Perhaps(from.Syntax, $"who enumerates '{method.Name}'") : Inner(from, scope));
        var result = _returned;
        (Context, Dispatch.This, _returned) = (context, type, returned);
        _open.Remove(definition);
        if (!isSpecial && order == _order && result is null)
            _barren.Add(definition);
        return result;
    }

    /// <summary>Hands the arguments over.</summary>
    /// <returns>Whether another call of the method may do something else.</returns>
    private bool Give(IMethodSymbol method, IMethodSymbol definition, IEnumerable<IArgumentOperation> arguments, PipelineCall? host)
    {
        var isSpecial = false;
        foreach (var parameter in definition.Parameters)
        {
            var argument = arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal);
            if (argument is not null)
                _values.Give(parameter, argument.Value);
            else
                _values.Give(parameter, host is not null && types.CarriesPipeline(parameter.Type) ? new PipelineValue(Host: host) : null);
            isSpecial |= parameter.Type.SpecialType == SpecialType.System_Boolean || types.CarriesResponse(parameter.Type)
                || types.CarriesHosting(parameter.Type) || argument is not null && _values.Of(argument.Value) is not null;
        }

        for (var (generic, given) = (definition, method); generic is not null; (generic, given) = (null, null!))
        {
            for (var i = 0; i < generic.TypeParameters.Length; i++)
                _values.SetType(generic.TypeParameters[i], given.TypeArguments[i]);
            for (var i = 0; i < generic.ContainingType.TypeParameters.Length; i++)
                _values.SetType(generic.ContainingType.TypeParameters[i], given.ContainingType.TypeArguments[i]);
        }

        return isSpecial || method.IsGenericMethod || method.ContainingType.IsGenericType;
    }

    /// <summary>Calling an iterator runs none of its code.</summary>
    private static bool IsIterator(IMethodSymbol method, IOperation body) =>
        method.ReturnType.Name is "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator"
        && body.Descendants().Any(operation => operation.Kind == OperationKind.YieldReturn);

    private IEnumerable<KeyValuePair<ISymbol, EnvironmentSplit>> Splits(IMethodSymbol definition, IEnumerable<IArgumentOperation> arguments) =>
        arguments.Where(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None })
            .Select(argument => new KeyValuePair<ISymbol, EnvironmentSplit>(definition.Parameters[argument.Parameter!.Ordinal], Split(argument.Value)));

    private void Declare(ILocalSymbol local, IOperation value, PipelineScope scope)
    {
        _values.Clear(local);
        _values.Assign(local, value, scope);
    }

    private bool TakesPipeline(IMethodSymbol method) => method.Parameters.Any(parameter => types.CarriesPipeline(parameter.Type));

    private void Add(List<PipelineCall> facts, string name, IOperation at, PipelineScope scope, PipelineCall? host)
    {
        var isDebug = ReleaseBuild.LeavesOut(at.Syntax);
        var within = isDebug ? scope with { Environments = scope.Environments & EnvironmentSet.Development } : scope;
        facts.Add(new PipelineCall(name, Site(at, scope), within, host, _order++));
    }

    /// <summary>What cannot run in production is no gap in it.</summary>
    private void Gap(IOperation at, PipelineScope scope, PipelineCall? host, string reason)
    {
        _order++;
        var gap = new PipelineGap(reason, Site(at, scope), host);
        if (scope.Environments.Includes(EnvironmentSet.Production) && !_facts.Gaps.Contains(gap))
            _facts.Gaps.Add(gap);
    }

    private void GiveUp(Location where, string reason)
    {
        if (!_facts.IsIncomplete)
            _facts.Gaps.Add(new PipelineGap(reason, where));
        _facts.IsIncomplete = true;
    }

    private static PipelineScope Inner(IOperation from, PipelineScope scope) => scope.Site is null ? scope with { Site = from.NameLocation() } : scope;

    /// <summary>A live finding must stand in the file that is being analysed: the entry body's.</summary>
    private Location Site(IOperation at, PipelineScope scope) =>
        at.Syntax.SyntaxTree == _entryTree || scope.Site is null ? at.NameLocation() : scope.Site;
}
