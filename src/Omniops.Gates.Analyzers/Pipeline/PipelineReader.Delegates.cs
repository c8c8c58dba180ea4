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
            return Enter(target, from, within, ImmutableArray<IArgumentOperation>.Empty, host, Dispatch.TypeOf(method.Instance));
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

        if (!isFramework || code.Parameters.Any(parameter => types.CarriesHosting(parameter.Type)))
            return scope;

        if (method.Name is "Use" or "Run" && types.CarriesPipeline(PipelineType(method)))
            return scope with { IsRequest = true };

        // Options, factories of services, endpoints: they run late, and not to build the application.
        return scope.Later(call.Syntax, $"'{method.Name}'") with { IsRequest = code.Parameters.Length > 0 || TakesEndpoints(method) };
    }

    private bool TakesEndpoints(IMethodSymbol method) =>
        method.Parameters.Length > 0 && method.Parameters[0].Type.Is(types.EndpointRouteBuilder);

    /// <summary>Task.Run, Parallel.Invoke and Lazy do. A list may keep the code, or find nothing to run it for.</summary>
    private static bool RunsAtOnce(IMethodSymbol code, IMethodSymbol method) =>
        code.Parameters.Length == 0
        && (method.ContainingType.Name == "Lazy"
            || method.Name is "Run" or "StartNew" or "Invoke" && method.ContainingNamespace.Name == "Tasks");

    private static ITypeSymbol PipelineType(IMethodSymbol method) =>
        method.IsStatic ? method.Parameters[0].Type : method.ContainingType;
}
