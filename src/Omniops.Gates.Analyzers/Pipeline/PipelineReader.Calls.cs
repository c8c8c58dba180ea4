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
        NoteOption(call, scope);
        if (method.TypeArguments.Any(type => type.Name == RequireHttps))
            Add(_facts.Middleware, RequireHttps, call, scope, null);
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

        if (NoteDispatch(call, method, scope) || NoteReflection(call, method, scope))
            return;

        if (Dispatch.Modules(call) is { Count: > 0 } modules)
        {
            RunModules(modules, call, scope);
            return;
        }

        var targets = Dispatch.Targets(method, call.Instance, call.IsVirtual, call.ConstrainedToType);
        if (targets is [var target])
        {
            if (!bodies.Has(target))
                Leave(call, target, scope);
            else if (IsRead(target, scope))
                _values.SetResult(call, Enter(target, call, scope, call.Arguments, exact: Dispatch.TypeOf(call.Instance)));
            return;
        }

        if (targets.Count == 0)
            Unknown(call, scope);
        foreach (var possible in targets)
        {
            if (!bodies.Has(possible) || !IsRead(possible, scope))
                continue;

            // Each under a condition of its own: what one adds is not there when another runs.
            var written = possible.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            Enter(possible, call, scope.Perhaps(written, Which(method)), call.Arguments);
        }
    }

    /// <summary>While a request runs, only what can write headers is of interest.</summary>
    private bool IsRead(IMethodSymbol method, PipelineScope scope) =>
        !scope.IsRequest || method.MethodKind == MethodKind.LocalFunction
        || TakesResponse(method) || TakesPipeline(method) || TakesPolicies(method);

    private void Unknown(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        var reason = $"{Which(method)} is known only at run time";
        if (types.CarriesApplication(method.ReturnType) && Pipeline(call) is null)
            _values.SetResult(call, new PipelineValue(Host: UnseenHost(call, scope, reason)));
        else if (TakesPipeline(method))
            Gap(call, scope, HostOf(Pipeline(call)), reason);
        if (MayMap(method))
            NoteHiddenEndpoints(method, call, scope, HostOf(Pipeline(call)), $"{reason}, and it may map endpoints; {CallByName}");
    }

    private const string CallByName = "call the method that does by its own name";

    /// <summary>Whether a method is handed what routes are mapped with.</summary>
    private bool MayMap(IMethodSymbol method) => method.AllParameters().Any(parameter => parameter.Type.IsA(types.EndpointRouteBuilder));

    private static string Which(IMethodSymbol method) => $"which '{method.ContainingType.Name}.{method.Name}' runs";

    /// <summary>A call of something that is not in this compilation.</summary>
    private void Leave(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        var pipeline = Pipeline(call);
        var value = _values.Of(pipeline);
        var within = value?.IsDetached == true ? scope.Perhaps(call.Syntax, "a pipeline of its own") : scope;
        var (hosts, endpoints) = (_facts.Hosts.Count, _facts.Endpoints.Count);
        SetEnvironment(call, method, scope);
        var facts = provided.Knows(method) ? null : libraries.Of(method);
        if (facts is null && MayBuild(method.ContainingAssembly))
            _facts.Elsewhere ??= call;
        var host = (facts is null ? NoteHost(call, method, pipeline, within) : null) ?? value?.Host;
        if (!ReadStartupFilter(call, method, within))
        {
            foreach (var type in method.TypeArguments)
                NoteStartupFilter(type, call, within);
        }

        PipelineValue? imported = null;
        if (facts is not null)
        {
            imported = Import(facts, method, call, within, host);
        }
        else
        {
            NoteServiceOrEndpoint(call, method, within, host);
            NoteDataSource(call, within);
            NoteOldRoutes(call, method, within, host);
            NoteRun(call, method, pipeline, within);
            if (TakesPipeline(call))
                Middleware(method, call, within, call);
        }

        NotePolicy(call, method, within);
        NoteProxySettings(call, method);
        RunFunctions(method, call.Arguments, call, within, host);
        if (method.Name is "ConfigureWebHostDefaults" or "ConfigureWebHost" && hosts == _facts.Hosts.Count
            && KnownMiddleware.IsFramework(method.ContainingAssembly))
        {
            UnseenHost(call, within, "where the web host gets its pipeline from cannot be seen");
        }

        var said = facts is null && endpoints < _facts.Endpoints.Count && _facts.Endpoints[endpoints] is { Library: null } mapped && mapped.Operation == call
            && !_facts.Mappings.Exists(mapping => ReferenceEquals(mapping.Call, mapped))
            && !IsShortCircuit(method)
            ? NoteMapping(call, method, mapped) : NoteConvention(call, method, within, facts);
        // endpoints.AddContentEndpoints() of a package: what takes routes may map some.
        if (facts is null && endpoints == _facts.Endpoints.Count && !IsMapper(method) && !provided.Knows(method) && MayMap(method))
        {
            NoteHiddenEndpoints(
                method, call, within, host,
                $"'{method.Name}' of {method.ContainingAssembly.Name} cannot be seen and may map endpoints; where it maps none, say so in .editorconfig: {ProvidedMiddleware.KeyOf(method)} = none");
        }

        if ((imported ?? said) is { } known)
            _values.SetResult(call, known);
        else if (method.Name is "New" or "CreateApplicationBuilder" && types.CarriesPipeline(method.ReturnType))
            _values.SetResult(call, new PipelineValue(host, IsDetached: true));
        else if (host is not null && types.CarriesHosting(method.ReturnType))
            _values.SetResult(call, new PipelineValue(host));
        else if (types.CarriesPipeline(method.ReturnType))
            _values.SetResult(call, value);
    }

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
}
