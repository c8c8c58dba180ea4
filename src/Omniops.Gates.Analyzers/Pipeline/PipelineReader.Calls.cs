using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Calls: into the source, into delegates, and out of the source.</content>
internal sealed partial class PipelineReader
{
    private void Call(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        WriteHeader(call, scope);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out && Variable(argument.Value) is { } written)
                _values.Forget(written);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            Invoke(call, scope);
            return;
        }

        var target = Dispatch.Target(method, call.Instance, call.IsVirtual, call.ConstrainedToType);
        if (target is null)
            Unknown(call, scope);
        else if (!bodies.Has(target))
            Leave(call, target, scope);
        else if (IsRead(target, scope))
            _values.SetResult(call, Enter(target, call, scope, call.Arguments, exact: Dispatch.TypeOf(call.Instance)));
    }

    /// <summary>While a request runs, only what can write headers is of interest.</summary>
    private bool IsRead(IMethodSymbol method, PipelineScope scope) =>
        !scope.IsRequest || method.MethodKind == MethodKind.LocalFunction
        || method.Parameters.Any(parameter => types.CarriesResponse(parameter.Type) || types.CarriesPipeline(parameter.Type));

    private void Unknown(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        var reason = $"which '{method.ContainingType.Name}.{method.Name}' runs is known only at run time";
        if (types.CarriesApplication(method.ReturnType) && Pipeline(call) is null)
            _values.SetResult(call, new PipelineValue(Host: UnseenHost(call, scope, reason)));
        else if (TakesPipeline(method))
            Gap(call, scope, HostOf(Pipeline(call)), reason);
    }

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

    /// <summary>A call of something that is not in this compilation.</summary>
    private void Leave(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        var pipeline = Pipeline(call);
        var value = _values.Of(pipeline);
        var within = value?.IsDetached == true ? scope.Perhaps(call.Syntax, "a pipeline of its own") : scope;
        var hosts = _facts.Hosts.Count;
        var host = NoteHost(call, method, pipeline, within) ?? value?.Host;
        NoteStartupFilter(call, method, within);
        NoteRun(call, method, pipeline, within);
        if (TakesPipeline(call))
            Middleware(method, call, within, call);
        RunFunctions(method, call.Arguments, call, within, host);
        if (method.Name is "ConfigureWebHostDefaults" or "ConfigureWebHost" && KnownMiddleware.IsFramework(method.ContainingAssembly) && hosts == _facts.Hosts.Count)
            UnseenHost(call, within, "where the web host gets its pipeline from cannot be seen");

        if (method.Name is "New" or "CreateApplicationBuilder" && types.CarriesPipeline(method.ReturnType))
            _values.SetResult(call, new PipelineValue(host, IsDetached: true));
        else if (host is not null && types.CarriesHosting(method.ReturnType))
            _values.SetResult(call, new PipelineValue(host));
        else if (types.CarriesPipeline(method.ReturnType))
            _values.SetResult(call, value);
    }

    private void Middleware(IMethodSymbol method, IOperation at, PipelineScope scope, IInvocationOperation? call)
    {
        var host = call is null ? null : HostOf(Pipeline(call));
        var names = provided.Of(method, out var error);
        if (error is not null)
            _facts.InvalidOptions.Add(new PipelineGap(error, Site(at, scope)));

        if (names is not null)
        {
            foreach (var name in names)
                Add(_facts.Middleware, name, at, scope, host);
        }
        else if (KnownMiddleware.IsFramework(method.ContainingAssembly))
        {
            if (method.Name != "UseHsts" || method.ContainingType.Is(types.HstsExtensions))
                Add(_facts.Middleware, method.Name, at, scope, host);
            if (method.Name == "UseMiddleware" && call is not null)
                MiddlewareClass(call, scope, host);
        }
        else if (KnownMiddleware.IsKnownPackage(method.ContainingAssembly))
        {
            Add(_facts.Middleware, $"{method.ContainingAssembly.Name}.{method.Name}", at, scope, host);
        }
        else
        {
            Gap(at, scope, host, $"'{method.Name}' of {method.ContainingAssembly.Name} cannot be seen; say what it adds in .editorconfig: "
                + $"{ProvidedMiddleware.KeyOf(method)} = UseHsts, or none");
        }
    }

    private void MiddlewareClass(IInvocationOperation call, PipelineScope scope, PipelineCall? host)
    {
        if (NamedType(call) is not { } type)
        {
            Gap(call, scope, host, "the class of a middleware is named at run time; name it as a type argument: UseMiddleware<T>()");
            return;
        }

        if (!bodies.Has(type))
        {
            if (!KnownMiddleware.IsFramework(type.ContainingAssembly) && !KnownMiddleware.IsKnownPackage(type.ContainingAssembly))
                Gap(call, scope, host, $"the middleware '{type.Name}' of {type.ContainingAssembly.Name} cannot be seen");
            return;
        }

        var serving = _serving;
        _serving = host;
        if ((Member(type, "InvokeAsync") ?? Member(type, "Invoke")) is { } invoke)
            Enter(invoke, call, scope with { IsRequest = true }, [], host, type);
        _serving = serving;
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

    /// <summary>Task.Run, Lazy and Thread do. A list may keep the code, or find nothing to run it for.</summary>
    private static bool RunsAtOnce(IMethodSymbol code, IMethodSymbol method) =>
        code.Parameters.Length == 0 && method.Name != "Register"
        && (method.ContainingType.Name == "Lazy" || method.ContainingNamespace.ToString().StartsWith("System.Threading", StringComparison.Ordinal));

    private static ITypeSymbol PipelineType(IMethodSymbol method) => method.IsStatic ? method.Parameters[0].Type : method.ContainingType;

    /// <summary>The application among the operands of a call.</summary>
    private IOperation? Pipeline(IInvocationOperation call)
    {
        if (call.Instance is { } instance && types.CarriesPipeline(instance.Type))
            return instance;

        foreach (var argument in call.Arguments)
        {
            if (types.CarriesPipeline(argument.Value.Unwrapped().Type))
                return argument.Value;
        }

        return null;
    }

    /// <summary>A method that asks for endpoints only is not handed the pipeline; one that takes any object may be.</summary>
    private bool TakesPipeline(IInvocationOperation call) =>
        call.Instance is { } instance && types.CarriesPipeline(instance.Type)
        || call.Arguments.Any(argument => types.CarriesPipeline(argument.Parameter?.Type)
            || argument.Parameter?.Type.SpecialType == SpecialType.System_Object && types.CarriesPipeline(argument.Value.Unwrapped().Type)
                && !KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly));

    private PipelineCall? HostOf(IOperation? pipeline) => _values.Of(pipeline)?.Host;

    private INamedTypeSymbol? NamedType(IInvocationOperation call) => call.TargetMethod.TypeArguments is [var type, ..]
        ? _values.TypeOf(type) as INamedTypeSymbol
        : call.Arguments.Select(argument => _values.Origin(argument.Value)).OfType<ITypeOfOperation>().FirstOrDefault() is { } typeOf
            ? _values.TypeOf(typeOf.TypeOperand) as INamedTypeSymbol
            : null;

    /// <summary>A method of a class or of the nearest of its bases that has it.</summary>
    private static IMethodSymbol? Member(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { IsAbstract: false } method)
                    return method;
            }
        }

        return null;
    }
}
