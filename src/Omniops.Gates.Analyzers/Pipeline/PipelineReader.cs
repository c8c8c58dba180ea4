using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Collects the pipeline from the entry body onwards: through calls into source, lambdas, local functions, <c>Startup</c> classes and
/// conditions on the environment. What leaves the source with the application in hand becomes a gap.
/// </summary>
internal sealed class PipelineReader(HostingTypes types, SourceBodies bodies, EnvironmentCondition conditions, ProvidedMiddleware provided, CancellationToken cancellation)
{
    /// <summary>Enough for any start-up code; the limit only ends pathological call graphs, and says so.</summary>
    private const int MaxMethods = 500;

    private readonly PipelineFacts _facts = new();
    private readonly HashSet<IMethodSymbol> _open = new(SymbolEqualityComparer.Default);
    private SyntaxTree? _entryTree;
    private int _methods;

    public PipelineFacts Read(IOperation entryBody)
    {
        _entryTree = entryBody.Syntax.SyntaxTree;
        Visit(entryBody, PipelineScope.Entry);
        return _facts;
    }

    private void Visit(IOperation operation, PipelineScope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IBlockOperation block:
                VisitBlock(block, scope);
                break;
            case IConditionalOperation conditional:
                VisitConditional(conditional, scope);
                break;
            case ISwitchOperation @switch:
                VisitChildren(operation, scope.When(EnvironmentSplit.Unknown, isTrue: true, @switch.Value.Syntax));
                break;
            case ILocalFunctionOperation:
                // Read where it is called.
                break;
            case IInvocationOperation call:
                VisitChildren(call, BranchOf(call) is { } branch ? scope.In(branch) : scope);
                Call(call, scope);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                VisitChildren(creation, scope);
                if (creation.Arguments.Any(argument => types.CarriesPipeline(argument.Parameter?.Type)))
                    Enter(constructor, creation, scope);
                break;
            case IMethodReferenceOperation { Method: var method } reference when method.Parameters.Any(parameter => types.CarriesPipeline(parameter.Type)):
                // builder.Configure(ConfigurePipeline): the method group runs with the application in hand.
                VisitChildren(reference, scope);
                Enter(method, reference, scope);
                break;
            case IAssignmentOperation assignment:
                VisitChildren(assignment, scope);
                if (types.HeaderDictionary is { } headers)
                    Assignment(assignment, headers, scope);
                break;
            default:
                VisitChildren(operation, scope);
                break;
        }
    }

    private void VisitChildren(IOperation operation, PipelineScope scope)
    {
        foreach (var child in operation.ChildOperations)
            Visit(child, scope);
    }

    private void VisitBlock(IBlockOperation block, PipelineScope scope)
    {
        foreach (var statement in block.Operations)
        {
            Visit(statement, scope);
            if (statement is IConditionalOperation { WhenFalse: null } conditional && Leaves(conditional.WhenTrue))
                scope = scope.When(conditions.Read(conditional.Condition), isTrue: false, conditional.Condition.Syntax);
        }
    }

    private void VisitConditional(IConditionalOperation conditional, PipelineScope scope)
    {
        Visit(conditional.Condition, scope);
        var split = conditions.Read(conditional.Condition);
        Visit(conditional.WhenTrue, scope.When(split, isTrue: true, conditional.Condition.Syntax));
        if (conditional.WhenFalse is { } whenFalse)
            Visit(whenFalse, scope.When(split, isTrue: false, conditional.Condition.Syntax));
    }

    private static bool Leaves(IOperation branch) => branch switch
    {
        IBlockOperation block => block.Operations.Length > 0 && Leaves(block.Operations[block.Operations.Length - 1]),
        IReturnOperation => true,
        IExpressionStatementOperation statement => statement.Operation is IThrowOperation,
        IThrowOperation => true,
        _ => false,
    };

    /// <summary>A branch serves only some requests.</summary>
    private PipelineCondition? BranchOf(IInvocationOperation call) =>
        call.TargetMethod.Name is "Map" or "MapWhen" or "UseWhen"
        && KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly)
        && call.Arguments.Length > 0 && types.CarriesPipeline(call.Arguments[0].Parameter?.Type)
            ? new PipelineCondition(call.Syntax, $"the branch '{call.TargetMethod.Name}'", IsBranch: true)
            : null;

    private void Call(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        NoteHost(call, scope);
        if (method.Name == "UseStartup" && types.WebHostBuilder is not null)
            Startup(call, scope);

        if (method.Name is "Add" or "Append" or "TryAdd" && types.HeaderDictionary is { } headers)
            HeaderCall(call, headers, scope);

        if (types.StartupFilter is not null && method.TypeArguments.Any(type => type.Is(types.StartupFilter)))
            Gap(call, scope, "an IStartupFilter adds middleware of its own");

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            if (TakesPipeline(method))
                Gap(call, scope, $"'{call.Syntax}' hands the application to a delegate");
        }
        else if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            if (scope.Site is null || method.MethodKind == MethodKind.LocalFunction || TakesHosting(method))
                Enter(method, call, scope);
        }
        else if (TakesPipeline(method))
        {
            Metadata(call, method, scope);
        }
    }

    private void NoteHost(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        var isHost = method.Name switch
        {
            "Build" => types.WebApplicationBuilder is not null && method.ContainingType.Is(types.WebApplicationBuilder),
            "Create" => types.WebApplication is not null && method.ContainingType.Is(types.WebApplication),
            "UseStartup" or "Configure" => call.Arguments.Length > 0 && types.WebHostBuilder is not null && call.Arguments[0].Parameter?.Type.Is(types.WebHostBuilder) == true,
            _ => false,
        };
        if (isHost)
            _facts.Hosts.Add(new PipelineCall(method.Name, Site(call, scope), scope));
    }

    private void Metadata(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (provided.Of(method, out var error) is { } middleware)
        {
            foreach (var name in middleware)
                _facts.Middleware.Add(new PipelineCall(name, Site(call, scope), scope));
            return;
        }

        if (error is not null)
            _facts.InvalidOptions.Add(new PipelineGap(error, Site(call, scope)));

        if (KnownMiddleware.IsFramework(method.ContainingAssembly) || KnownMiddleware.IsKnownPackage(method.ContainingAssembly))
        {
            _facts.Middleware.Add(new PipelineCall(method.Name, Site(call, scope), scope));
            if (method is { Name: "UseMiddleware", TypeArguments: [INamedTypeSymbol middlewareType] })
                MiddlewareClass(call, middlewareType, scope);
        }
        else
        {
            Gap(call, scope, $"'{method.Name}' of {method.ContainingAssembly.Name} cannot be seen; say what it adds in .editorconfig: "
                + $"{ProvidedMiddleware.KeyOf(method)} = UseHsts, or none");
        }
    }

    private void MiddlewareClass(IInvocationOperation call, INamedTypeSymbol type, PipelineScope scope)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            if (!KnownMiddleware.IsFramework(type.ContainingAssembly) && !KnownMiddleware.IsKnownPackage(type.ContainingAssembly))
                Gap(call, scope, $"the middleware '{type.Name}' of {type.ContainingAssembly.Name} cannot be seen");
            return;
        }

        foreach (var invoke in type.GetMembers().OfType<IMethodSymbol>().Where(member => member.Name is "Invoke" or "InvokeAsync"))
            Enter(invoke, call, scope);
    }

    private void Startup(IInvocationOperation call, PipelineScope scope)
    {
        var startup = call.TargetMethod.TypeArguments.FirstOrDefault()
            ?? call.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
        if (startup is null)
        {
            Gap(call, scope, "the start-up class is named at run time; name it as a type argument: UseStartup<Startup>()");
            return;
        }

        for (var type = startup; type is not null; type = type.BaseType)
        {
            var configure = type.GetMembers("ConfigureProduction").Concat(type.GetMembers("Configure")).OfType<IMethodSymbol>().FirstOrDefault();
            if (configure is null)
                continue;

            Enter(configure, call, scope);
            return;
        }

        Gap(call, scope, $"'{startup.Name}' has no Configure method in sight");
    }

    private bool TakesPipeline(IMethodSymbol method) => method.Parameters.Any(parameter => types.CarriesPipeline(parameter.Type));

    private bool TakesHosting(IMethodSymbol method) =>
        types.CarriesHosting(method.ReturnType) || method.Parameters.Any(parameter => types.CarriesHosting(parameter.Type));

    private void Enter(IMethodSymbol method, IOperation from, PipelineScope scope)
    {
        var inner = scope.Site is null ? scope with { Site = from.NameLocation() } : scope;
        var body = _methods < MaxMethods ? bodies.Find(method, cancellation) : null;
        var isOpen = method.IsAbstract || (method.IsVirtual && !method.ContainingType.IsSealed);
        if (body is null || isOpen)
        {
            if (TakesPipeline(method))
                Gap(from, scope, $"which '{method.ContainingType.Name}.{method.Name}' runs is known only at run time");
            if (body is null)
                return;
        }

        if (!_open.Add(method.OriginalDefinition))
            return;

        _methods++;
        VisitChildren(body, inner);
        _open.Remove(method.OriginalDefinition);
    }

    private void HeaderCall(IInvocationOperation call, INamedTypeSymbol headers, PipelineScope scope)
    {
        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (receiver?.Unwrapped().Type.IsA(headers) != true)
            return;

        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        if (key is not null && HeaderName(key.Value) is { } name)
            AddHeader(name, call, scope);
    }

    private void Assignment(IAssignmentOperation assignment, INamedTypeSymbol headers, PipelineScope scope)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } target || target.Instance?.Type.IsA(headers) != true)
            return;

        if (!property.IsIndexer)
            AddHeader(Hyphenated(property.Name), assignment, scope);
        else if (target.Arguments.Length == 1 && HeaderName(target.Arguments[0].Value) is { } name)
            AddHeader(name, assignment, scope);
    }

    /// <summary>While a request runs, a condition on it (is it https?) belongs to the header; only the environment is kept.</summary>
    private void AddHeader(string name, IOperation at, PipelineScope scope) =>
        _facts.Headers.Add(new PipelineCall(name, Site(at, scope), scope with { Conditions = scope.Conditions.RemoveAll(condition => !condition.IsBranch) }));

    /// <summary>A constant, or one of HeaderNames, which are static readonly fields named after their header.</summary>
    private static string? HeaderName(IOperation value) => value.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IFieldReferenceOperation { Field: { ContainingType.Name: "HeaderNames" } field } => Hyphenated(field.Name),
        _ => null,
    };

    /// <summary>StrictTransportSecurity of IHeaderDictionary is the header Strict-Transport-Security.</summary>
    private static string Hyphenated(string property) =>
        string.Concat(property.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + c : c.ToString()));

    private void Gap(IOperation at, PipelineScope scope, string reason) => _facts.Gaps.Add(new PipelineGap(reason, Site(at, scope)));

    /// <summary>A live finding must stand in the file that is being analysed: the entry body's.</summary>
    private Location Site(IOperation at, PipelineScope scope) =>
        at.Syntax.SyntaxTree == _entryTree || scope.Site is null ? at.NameLocation() : scope.Site;
}
