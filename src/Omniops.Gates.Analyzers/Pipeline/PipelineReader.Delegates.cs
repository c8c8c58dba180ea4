using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Delegates: their code is read where they are invoked.</content>
internal sealed partial class PipelineReader
{
    private void Invoke(IInvocationOperation call, PipelineScope scope)
    {
        if (_values.Of(call.Instance) is { Function: { } code } function)
        {
            _values.SetResult(call, Run(function, call, scope, parameter =>
                parameter.Ordinal < call.Arguments.Length ? _values.Of(call.Arguments[parameter.Ordinal].Value) : null));
        }
        else if (TakesPipeline(call.TargetMethod))
        {
            Gap(call, scope, HostOf(Pipeline(call)), $"'{call.Syntax}' hands the application to a delegate");
        }
        else if (types.CarriesApplication(call.TargetMethod.ReturnType))
        {
            _values.SetResult(call, new PipelineValue(Host: UnseenHost(call, scope, $"'{call.Syntax}' builds the application in a delegate")));
        }
    }

    /// <summary>Runs the code of a delegate.</summary>
    /// <param name="given">What its parameters hold.</param>
    private PipelineValue? Run(PipelineValue function, IOperation from, PipelineScope scope, Func<IParameterSymbol, PipelineValue?> given)
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

        var target = Dispatch.Target(code, function.Method!.Instance, function.Method.IsVirtual, function.Method.ConstrainedToType);
        if (target is not null && bodies.Has(target))
            return Enter(target, from, within, [], code.Parameters.Select(given).FirstOrDefault(value => value?.Host is not null)?.Host, Dispatch.TypeOf(function.Method.Instance));

        if (target is null || TakesPipeline(target))
            Middleware(target ?? code, from, within, null);
        return null;
    }

    /// <summary>Code that is handed out of the source runs, under circumstances that depend on whom it is handed to.</summary>
    private void RunFunctions(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, IOperation call, PipelineScope scope, PipelineCall? host)
    {
        var serving = _serving;
        _serving = host ?? serving;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type is not { } type || type.TypeKind != TypeKind.Delegate && type.SpecialType is not (SpecialType.System_Delegate or SpecialType.System_MulticastDelegate)
                || _values.Of(argument.Value) is not { Function: { } code } function)
            {
                continue;
            }

            var within = ScopeOf(code, method, call, scope);
            var given = host is null ? null : new PipelineValue(host);
            var returned = Run(function, call, within, parameter => types.CarriesHosting(parameter.Type) ? given : null);
            // app.Use(next => async context => ...): what runs for a request is what is returned.
            if (returned?.Function is not null && within.IsRequest)
                Run(returned, call, within, _ => null);
        }

        _serving = serving;
    }

    private PipelineScope ScopeOf(IMethodSymbol code, IMethodSymbol method, IOperation call, PipelineScope scope)
    {
        if (scope.IsRequest)
            return scope;

        var assembly = method.ContainingAssembly;
        var isFramework = KnownMiddleware.IsFramework(assembly);
        if (isFramework && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal))
            return RunsAtOnce(code, method) ? scope : scope.Perhaps(call.Syntax, $"'{method.Name}'");

        var takesPipeline = TakesPipeline(code);
        if (takesPipeline && (TakesPipeline(method) || !isFramework))
            return scope.Perhaps(call.Syntax, $"the branch '{method.Name}'");

        if (takesPipeline || code.Parameters.Any(parameter => types.CarriesHosting(parameter.Type)))
            return scope;

        if (!isFramework)
            return scope;

        if (method.Name is "Use" or "Run" && types.CarriesPipeline(PipelineType(method)))
            return scope with { IsRequest = true };

        // Options, factories of services, endpoints: they run late, and not to build the application.
        return scope.Perhaps(call.Syntax, $"'{method.Name}'") with { IsRequest = code.Parameters.Length > 0 || TakesEndpoints(method) };
    }

    private bool TakesEndpoints(IMethodSymbol method) => method.Parameters.Length > 0 && method.Parameters[0].Type.Is(types.EndpointRouteBuilder);

    /// <summary>Task.Run, Parallel.Invoke and Lazy do. A list may keep the code, or find nothing to run it for.</summary>
    private static bool RunsAtOnce(IMethodSymbol code, IMethodSymbol method) =>
        code.Parameters.Length == 0
        && (method.ContainingType.Name == "Lazy" || method.Name is "Run" or "StartNew" or "Invoke" && method.ContainingNamespace.Name == "Tasks");

    private static ITypeSymbol PipelineType(IMethodSymbol method) => method.IsStatic ? method.Parameters[0].Type : method.ContainingType;
}
