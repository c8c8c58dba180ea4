using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Delegates: their code is read where they are invoked.</content>
internal sealed partial class PipelineReader
{
    private void Invoke(IInvocationOperation call, PipelineScope scope)
    {
        var invoked = _values.Of(call.Instance);
        if (invoked is { IsNext: true })
        {
            _handedOn ??= _order;
        }
        else if (invoked is { Function: { } code } function)
        {
            _values.SetResult(call, Run(function, call, scope, parameter =>
                parameter.Ordinal < call.Arguments.Length ? _values.Of(call.Arguments[parameter.Ordinal].Value) : null));
        }
        else if (NoteInvocation(call, scope))
        {
            // What the caller gives is read there.
        }
        else if (IsModule(call.TargetMethod) && FunctionsOf(call) is { Count: > 0 } functions)
        {
            foreach (var each in functions)
                RunAnew(each, call, scope);
        }
        else if (TakesPipeline(call.TargetMethod) || MayMap(call.TargetMethod))
        {
            if (MayMap(call.TargetMethod))
                NoteHiddenEndpoints(call.TargetMethod, call, scope, HostOf(Pipeline(call)), $"'{call.Syntax.OneLine()}' may map endpoints; {CallByName}");
            if (!TakesPipeline(call.TargetMethod))
                return;
            Gap(call, scope, HostOf(Pipeline(call)), $"'{call.Syntax}' hands the application to a delegate");
        }
        else if (types.CarriesApplication(call.TargetMethod.ReturnType))
        {
            var host = UnseenHost(call, scope, $"'{call.Syntax}' builds the application in a delegate");
            _values.SetResult(call, new PipelineValue(host));
        }
    }

    /// <summary>foreach (var map in new Action&lt;IEndpointRouteBuilder&gt;[] { Orders.Map, Users.Map }): none where one of them is not in sight.</summary>
    private IReadOnlyList<PipelineValue> FunctionsOf(IInvocationOperation call)
    {
        var invoked = call.Instance is IConditionalAccessInstanceOperation access ? access.Accessed() : call.Instance;
        if (invoked?.Unwrapped() is not ILocalReferenceOperation { Local: var local })
            return [];

        IForEachLoopOperation? loop = null;
        for (var around = call.Parent; around is not null && loop is null; around = around.Parent)
            loop = around is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var symbol } } each && symbol.Equals(local, SymbolEqualityComparer.Default) ? each : null;
        if (loop is null || IsChanged(loop.Collection))
            return [];

        var functions = Written(_values.Origin(loop.Collection)).Select(_values.Of).ToList();
        return functions.TrueForAll(each => each?.Function is not null) ? [.. functions.OfType<PipelineValue>()] : [];
    }

    /// <summary>Whether a list may have got more than it was created with.</summary>
    private bool IsChanged(IOperation collection) => collection.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } reference => _values.Origin(reference).Type is not IArrayTypeSymbol
            && Root(reference).Descendants().OfType<ILocalReferenceOperation>().Count(each => each.Local.Equals(local, SymbolEqualityComparer.Default)) > 1,
        IMemberReferenceOperation member => member.Type is not IArrayTypeSymbol,
        _ => false,
    };

    /// <summary>What a list or array is written with, such as <c>new List&lt;Action&gt; { A, B }</c>.</summary>
    private IEnumerable<IOperation> Written(IOperation collection) => collection is IObjectCreationOperation creation
        ? creation.Arguments.Length > 0 ? [collection]
            : creation.Initializer?.Initializers.OfType<IInvocationOperation>().Select(add => add.Arguments.LastOrDefault()?.Value).OfType<IOperation>() ?? []
        : Elements(collection);

    /// <summary>Whether a call adds to a list that a loop goes through and nothing else asks for: what it holds is read there.</summary>
    private bool IsEnumerated(IOperation call)
    {
        if (call is not { IsImplicit: true, Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } })
            return false;

        var list = Outermost(creation);
        return list.Parent is IForEachLoopOperation || list.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            && Root(list).Descendants().OfType<ILocalReferenceOperation>().Where(each => each.Local.Equals(local, SymbolEqualityComparer.Default)).ToList() is [var only]
            && Outermost(only).Parent is IForEachLoopOperation;

        static IOperation Outermost(IOperation value)
        {
            while (value.Parent is IConversionOperation conversion)
                value = conversion;
            return value;
        }
    }

    /// <summary>Runs one of several delegates, each with a group of its own where that is made for it.</summary>
    private void RunAnew(PipelineValue function, IInvocationOperation call, PipelineScope scope)
    {
        var held = HoldGroupsAnew(call, scope);
        Run(function, call, scope, parameter => parameter.Ordinal < call.Arguments.Length ? _values.Of(call.Arguments[parameter.Ordinal].Value) : null);
        Restore(held);
    }

    /// <summary>Runs the code of a delegate.</summary>
    /// <param name="given">What its parameters hold.</param>
    private PipelineValue? Run(
        PipelineValue function, IOperation from, PipelineScope scope, Func<IParameterSymbol, PipelineValue?> given)
    {
        var within = function.Since is { } since ? scope.Within(since) : scope;
        var code = function.Function!;
        if (function.Lambda is { } lambda)
        {
            if (!_open.Add(code))
                return null;

            foreach (var parameter in code.Parameters)
                _values.Give(parameter, given(parameter));
            var returned = _returned;
            _returned = null;
            Visit(lambda.Body, lambda.Syntax.SyntaxTree == _entryTree ? within : Inner(from, within));
            var result = _returned;
            _returned = returned;
            _open.Remove(code);
            return result;
        }

        var method = function.Method!;
        var target = Dispatch.Targets(code, method.Instance, method.IsVirtual, method.ConstrainedToType) is [var only] ? only : code;
        if (bodies.Has(target))
        {
            var host = code.Parameters.Select(given).FirstOrDefault(value => value?.Host is not null)?.Host;
            var outer = _given;
            _given = code.Parameters.Where(parameter => parameter.Type.IsA(types.EndpointRouteBuilder)).Select(given).FirstOrDefault() ?? _given;
            var returned = Enter(target, from, within, ImmutableArray<IArgumentOperation>.Empty, host, Dispatch.TypeOf(method.Instance), method.Instance);
            _given = outer;
            return returned;
        }

        if (TakesPipeline(target))
            Middleware(target, from, within, null);
        return null;
    }

    private void RunPerhaps(IOperation code, PipelineScope scope)
    {
        if (_values.Of(code) is { Function: not null } function)
            Run(function, code, scope.Perhaps(code.Syntax, "who invokes a delegate"), _ => null);
    }

    /// <summary>Code that is handed out of the source runs, under circumstances that depend on whom it is handed to.</summary>
    private void RunFunctions(
        IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation call, PipelineScope scope, PipelineCall? host)
    {
        if (IsEnumerated(call))
            return;

        var (serving, isServed) = (_serving, _isServed);
        _serving = host ?? serving;
        _isServed |= TakesEndpoints(method);
        foreach (var argument in arguments)
        {
            // As an object it is handed on, not invoked.
            if (_invoked.Contains(argument) || argument.Parameter?.Type is not ({ TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate })
                || _values.Of(argument.Value) is not { Function: { } code } function)
            {
                continue;
            }

            var within = ScopeOf(code, method, call, scope);
            var given = host is null ? null : new PipelineValue(host);
            var isStarting = _isStarting;
            _isStarting |= method.Name == "OnStarting" && method.ContainingType.IsA(types.HttpResponse);
            var returned = Run(function, call, within, parameter => types.CarriesHosting(parameter.Type) ? given : null);
            // app.Use(next => async context => ...): what runs for a request is what is returned.
            if (returned?.Function is not null && within.IsRequest)
                Run(returned, call, within, _ => null);
            _isStarting = isStarting;
        }

        (_serving, _isServed) = (serving, isServed);
    }

    private PipelineScope ScopeOf(IMethodSymbol code, IMethodSymbol method, IOperation call, PipelineScope scope)
    {
        if (scope.IsRequest)
            return scope;

        var assembly = method.ContainingAssembly;
        var isFramework = KnownMiddleware.IsFramework(assembly);
        if (isFramework && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal))
            return RunsAtOnce(code, method) ? scope : scope.Perhaps(call.Syntax, $"'{method.Name}'");

        if (TakesPipeline(code) && (TakesPipeline(method) || !isFramework))
            return scope.Branch(call.Syntax, $"the branch '{method.Name}'", method.Name == "Map" && isFramework ? BranchOf(call) : null);

        if (!isFramework || code.Parameters.Any(parameter => types.CarriesHosting(parameter.Type)) || IsOfOldRoutes(method))
            return scope;

        if (method.Name is "Use" or "Run" && types.CarriesPipeline(PipelineType(method)))
            return scope with { IsRequest = true };

        // Options, factories of services, endpoints: they run late, and not to build the application.
        return scope.Later(call.Syntax, $"'{method.Name}'") with { IsRequest = code.Parameters.Length > 0 || TakesEndpoints(method) };
    }

    private bool TakesEndpoints(IMethodSymbol method) =>
        method.AllParameters().FirstOrDefault()?.Type.Is(types.EndpointRouteBuilder) == true;

    /// <summary>Task.Run, Parallel.Invoke and Lazy do. A list may keep the code, or find nothing to run it for.</summary>
    private static bool RunsAtOnce(IMethodSymbol code, IMethodSymbol method) =>
        code.Parameters.Length == 0
        && (method.ContainingType.Name == "Lazy"
            || method.Name is "Run" or "StartNew" or "Invoke" && method.ContainingNamespace.Name == "Tasks");

    private static ITypeSymbol PipelineType(IMethodSymbol method) =>
        method.IsStatic || ExtensionBlocks.Has(method) ? method.AllParameters().FirstOrDefault()?.Type ?? method.ContainingType : method.ContainingType;
}
