using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Settings;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Collects the pipeline from the entry body onwards: through calls into source, lambdas where they are invoked, <c>Startup</c> classes
/// and conditions on the environment. What leaves the source with the application in hand becomes a gap.
/// </summary>
internal sealed partial class PipelineReader(
    HostingTypes types,
    SourceBodies bodies,
    EnvironmentCondition conditions,
    ValueSource source,
    ProvidedMiddleware provided,
    ReferencedFacts libraries,
    ConfiguredValues? configured,
    HostEnvironments environments,
    CancellationToken cancellation)
    : FlowWalker(conditions, ReadingContext.Start(environments, cancellation))
{
    /// <summary>Enough for any start-up code; the limit only ends pathological call graphs, and says so.</summary>
    private const int MaxMethods = 1000;

    /// <summary>Expressions within expressions that hold the environment's name.</summary>
    private const int MaxNesting = 16;

    private readonly EnvironmentNames _names = conditions.Names;
    private readonly PipelineFacts _facts = new(environments);
    private readonly PipelineValues _values = new(types, source, cancellation);
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _barren = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);
    private readonly List<(IOperation Code, PipelineScope Scope)> _unread = [];
    private readonly List<IObjectCreationOperation> _options = [];
    private Dispatch? _dispatch;
    private AccessFilters? _filters;
    private SyntaxTree? _entryTree;
    private PipelineValue? _returned;
    private PipelineCall? _serving;
    /// <summary>Delegates that a library is known to invoke, and that are read as it does.</summary>
    private readonly HashSet<IOperation> _invoked = [];

    private IMethodSymbol? _alone;

    /// <summary>The class of a module whose library's method is imported.</summary>
    private INamedTypeSymbol? _module;
    private bool _isStarting;

    /// <summary>Whether a method of a library is read without its program.</summary>
    private bool _isLibrary;

    /// <summary>Whether the code of an endpoint is read, which no other request runs.</summary>
    private bool _isServed;

    /// <summary>What the parameter that routes are mapped with is given by code that is out of sight.</summary>
    private PipelineValue? _given;
    private int _methods;
    private int _order;

    /// <summary>The order at which a start-up filter hands on; null while it has not.</summary>
    private int? _handedOn;

    private AccessFilters Filters => _filters ??= new AccessFilters(bodies, libraries, cancellation);

    private Dispatch Dispatch
    {
        get
        {
            if (_dispatch is null)
            {
                _dispatch = new Dispatch(bodies, _values, types, libraries);
                _values.ClassOf = _dispatch.TypeOf;
            }

            return _dispatch;
        }
    }

    /// <summary>Reads the program twice where it sets the environment behind what depends on it.</summary>
    public static PipelineFacts Read(IOperation entryBody, Func<HostEnvironments, PipelineReader> create)
    {
        var facts = create(new HostEnvironments()).Read(entryBody);
        return facts.Environments.Late.Count == 0 ? facts : create(new HostEnvironments(facts.Environments.Late)).Read(entryBody);
    }

    /// <summary>Reads what a method, or what a middleware does to a request, without knowing who calls it.</summary>
    public PipelineFacts ReadAlone(IMethodSymbol method, bool isRequest)
    {
        if (bodies.Find(method, cancellation) is not { } body)
            return _facts;

        _entryTree = body.Syntax.SyntaxTree;
        _isLibrary = true;
        _alone = method;
        _facts.Handed = new EndpointGroup(parent: null, "");
        _facts.IsHandedBoth = method.AllParameters().Where(parameter => parameter.Type.IsA(types.EndpointRouteBuilder))
            .Select(parameter => parameter.Type.IsA(types.EndpointConventionBuilder)).Distinct().Count() == 2;
        try
        {
            // Of a class that others derive from, its own methods need not be those that run.
            var exact = isRequest || method.ContainingType.IsSealed || !method.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(Dispatch.IsOpen)
                ? method.ContainingType : null;
            _facts.Returned = Enter(
                method, body, PipelineScope.Entry with { IsRequest = isRequest }, ImmutableArray<IArgumentOperation>.Empty, exact: exact);
            if (_facts.Endpoints.Count + _facts.Middleware.Count > 0)
                NotePages();
        }
        catch (InsufficientExecutionStackException)
        {
            GiveUp(body.Syntax.GetFirstToken().GetLocation(), "the code is nested too deeply to be read");
        }

        return _facts;
    }

    /// <summary>Whether a package finds a class by itself and maps what it says.</summary>
    public static bool IsFoundByPackage(INamedTypeSymbol type) => IsCarterModule(type) || IsEndpointClass(type);

    /// <summary>Reads such a class of a library.</summary>
    public PipelineFacts ReadFound(INamedTypeSymbol type)
    {
        _isLibrary = true;
        ReadFoundClass(type);
        return _facts;
    }

    /// <summary>Reads a start-up class as the host would that calls it, where none is in sight.</summary>
    public static PipelineFacts ReadStartup(IMethodSymbol configure, IOperation body, Func<HostEnvironments, PipelineReader> create)
    {
        var reader = create(new HostEnvironments());
        return reader.Read(body, () =>
        {
            var host = new PipelineCall(configure.Name, configure.Locations[0], PipelineScope.Entry, null, reader._order++) { Operation = body };
            reader._facts.Hosts.Add(host);
            reader.Startup(configure.ContainingType, body, PipelineScope.Entry, host);
        });
    }

    private PipelineFacts Read(IOperation entryBody) => Read(entryBody, () =>
    {
        Visit(entryBody, PipelineScope.Entry);
        // Delegates that nothing in sight invokes: one of them may be the command that serves.
        for (var i = 0; i < _unread.Count && _facts.Hosts.Count == 0; i++)
            RunPerhaps(_unread[i].Code, _unread[i].Scope);
    });

    private PipelineFacts Read(IOperation entryBody, Action read)
    {
        _entryTree = entryBody.Syntax.SyntaxTree;
        _facts.Files.Add(_entryTree);
        try
        {
            read();
        }
        catch (InsufficientExecutionStackException)
        {
            GiveUp(entryBody.Syntax.GetFirstToken().GetLocation(), "the code is nested too deeply to be read");
        }

        if (_facts.Hosts.Count > 0)
        {
            NoteOptionClasses();
            NotePages();
            NoteFilters();
        }

        environments.Complete(_facts.Hosts is [var host] ? host.Scope : PipelineScope.Entry);
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
            case IDynamicInvocationOperation or IDynamicObjectCreationOperation:
                NoteDynamic(operation, scope);
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
            case ITypeOfOperation { TypeOperand: var type }:
                NoteStartupFilter(type, operation, scope);
                break;
            case IMethodReferenceOperation reference:
                _unread.Add((reference, scope));
                break;
            case IIsPatternOperation { Pattern: var pattern } test when Declared(pattern) is { } declared:
                _values.Give(declared, _values.Of(test.Value));
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                _returned = _values.Of(value);
                break;
        }
    }

    protected override void ActOnFunction(IAnonymousFunctionOperation function, PipelineScope scope) => _unread.Add((function, scope));

    /// <summary>A large program that never speaks of a web application need not be read to its end.</summary>
    private bool MayServe() => bodies.Compilation.SyntaxTrees.Any(file => file.GetText(cancellation).ToString() is var text
        && (text.Contains("WebApplication") || text.Contains("WebHost") || text.Contains("UseStartup")));

    private static ISymbol? Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        _ => null,
    };

    private void Declare(ILocalSymbol local, IOperation value, PipelineScope scope)
    {
        _values.Clear(local);
        _values.Assign(local, value, scope);
    }

    private bool TakesResponse(IMethodSymbol method) => method.AllParameters().Any(parameter => types.CarriesResponse(parameter.Type));

    private bool TakesPipeline(IMethodSymbol method) => method.AllParameters().Any(parameter => types.CarriesPipeline(parameter.Type));

    private void Add(List<PipelineCall> facts, string name, IOperation at, PipelineScope scope, PipelineCall? host, string? value = null)
    {
        var isDebug = ReleaseBuild.LeavesOut(at.Syntax);
        var within = isDebug ? scope with { Environments = scope.Environments & EnvironmentSet.Development } : scope;
        facts.Add(new PipelineCall(name, Site(at, scope), within, host, _order++) { Operation = at, Value = value, IsOnStarting = _isStarting });
    }

    /// <summary>What cannot run in production is no gap in it.</summary>
    private void Gap(IOperation at, PipelineScope scope, PipelineCall? host, string reason)
    {
        _order++;
        var gap = new PipelineGap(reason, Site(at, scope), host) { Place = at.NameLocation() };
        if (scope.Environments.Includes(EnvironmentSet.Production) && !_facts.Gaps.Contains(gap))
            _facts.Gaps.Add(gap);
    }

    private void GiveUp(Location where, string reason)
    {
        if (!_facts.IsIncomplete)
            _facts.Gaps.Add(new PipelineGap(reason, where));
        _facts.IsIncomplete = true;
    }

    private static PipelineScope Inner(IOperation from, PipelineScope scope) =>
        scope.Site is null ? scope with { Site = from.NameLocation() } : scope;

    /// <summary>What a helper in another file does stands where the entry body calls it.</summary>
    private Location Site(IOperation at, PipelineScope scope) =>
        at.Syntax.SyntaxTree == _entryTree || scope.Site is null ? at.NameLocation() : scope.Site;
}
