using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Where applications are built and run.</content>
internal sealed partial class PipelineReader
{
    /// <summary>The application that a call builds or configures, if it does.</summary>
    private PipelineCall? NoteHost(IInvocationOperation call, IMethodSymbol method, IOperation? pipeline, PipelineScope scope)
    {
        if (!KnownMiddleware.IsFramework(method.ContainingAssembly))
            return NoteUnseenHost(call, method, pipeline, scope);

        var onWebHost = method.Parameters.Length > 0 && method.Parameters[0].Type.Is(types.WebHostBuilder);
        var isHost = method.Name switch
        {
            "Build" => method.ContainingType.Is(types.WebApplicationBuilder),
            "Create" => method.ContainingType.Is(types.WebApplication),
            "UseStartup" or "Configure" => onWebHost,
            "CreateDefaultBuilder" => method.ContainingType.Is(types.WebHostFactory) && method.TypeArguments.Length == 1,
            "Start" or "StartWith" => method.ContainingType.Is(types.WebHostFactory),
            _ => false,
        };
        if (!isHost)
            return null;

        var host = AddHost(call, method.Name, scope);
        if (method.Name is "UseStartup" or "CreateDefaultBuilder")
            Startup(call, scope, host);
        return host;
    }

    /// <summary>A package that builds an application, or is handed what an application is built from.</summary>
    private PipelineCall? NoteUnseenHost(IInvocationOperation call, IMethodSymbol method, IOperation? pipeline, PipelineScope scope)
    {
        if (pipeline is not null)
            return null;

        var takesHosting = types.CarriesHosting(call.Instance?.Type) || method.Parameters.Any(parameter => types.CarriesHosting(parameter.Type));
        var builds = types.CarriesApplication(method.ReturnType)
            || !takesHosting && (types.CarriesWebHost(method.ReturnType)
                || call.Arguments.Any(argument => _values.Of(argument.Value)?.Function is { } code && TakesPipeline(code))
                || method.TypeArguments.Any(type => _values.TypeOf(type) is INamedTypeSymbol named && bodies.Has(named)
                    && Member(named, "Configure", TakesPipeline) is not null));
        if (!builds)
            return null;

        var host = AddHost(call, method.Name, scope);
        var reason = $"what '{method.Name}' of {method.ContainingAssembly.Name} builds cannot be seen";
        Provided(method, call, scope, host, reason);
        if (!provided.Knows(method) && !MayMap(method))
            NoteHiddenEndpoints(method.Name, call, scope, host, $"{reason}; which endpoints there are is not known");
        return host;
    }

    /// <summary>Whether an assembly knows how to build a web application, and does not say in which methods.</summary>
    private bool MayBuild(IAssemblySymbol? assembly) => assembly is not null && _facts.Elsewhere is null && !KnownMiddleware.IsFramework(assembly) && !libraries.IsRead(assembly)
        && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name is "Microsoft.AspNetCore" or "Microsoft.AspNetCore.Hosting"));

    private PipelineCall UnseenHost(IInvocationOperation call, PipelineScope scope, string reason)
    {
        var host = AddHost(call, call.TargetMethod.Name, scope);
        Hide(call, scope, host, reason);
        return host;
    }

    private PipelineCall AddHost(IOperation at, string name, PipelineScope scope)
    {
        Add(_facts.Hosts, name, at, scope, null);
        return _facts.Hosts[_facts.Hosts.Count - 1];
    }

    private void NoteRun(IInvocationOperation call, IMethodSymbol method, IOperation? pipeline, PipelineScope scope)
    {
        if (pipeline is null || !KnownMiddleware.IsFramework(method.ContainingAssembly))
            return;

        var runs = method.Name switch
        {
            "Run" when method.ContainingType.Name == "RunExtensions" => _facts.Terminals,
            "Run" or "RunAsync" or "Start" or "StartAsync" when types.CarriesApplication(pipeline.Unwrapped().Type) => _facts.Runs,
            _ => null,
        };
        if (runs is not null)
            Add(runs, method.Name, call, scope, HostOf(pipeline));
    }

    /// <summary>
    /// AddTransient&lt;IStartupFilter, Filter&gt;(): its middleware comes before all other, in the order in which filters are registered. What
    /// one adds behind the others is not followed.
    /// </summary>
    private bool ReadStartupFilter(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (types.StartupFilter is null || method.TypeArguments is not [var service, INamedTypeSymbol filter] || !service.Is(types.StartupFilter)
            || !bodies.Has(filter) || Member(filter, "Configure", candidate => candidate.Parameters.Length == 1) is not { } configure
            || Enter(configure, call, scope, ImmutableArray<IArgumentOperation>.Empty, exact: filter) is not { Function: not null } function)
        {
            return false;
        }

        var (outer, middleware, headers) = (_handedOn, _facts.Middleware.Count, _facts.Headers.Count);
        _handedOn = null;
        _values.Give(configure.Parameters[0], new PipelineValue(IsNext: true));
        Run(function, call, scope, _ => null);
        var isFirst = _handedOn == _order;
        _handedOn = outer;
        if (!isFirst)
        {
            _facts.Middleware.RemoveRange(middleware, _facts.Middleware.Count - middleware);
            _facts.Headers.RemoveRange(headers, _facts.Headers.Count - headers);
        }

        return isFirst;
    }

    private void NoteStartupFilter(ITypeSymbol type, IOperation at, PipelineScope scope)
    {
        if (types.StartupFilter is not null && type.Is(types.StartupFilter))
            Gap(at, scope, null, "an IStartupFilter adds middleware of its own");
    }

    private void Startup(IInvocationOperation call, PipelineScope scope, PipelineCall host)
    {
        if ((NamedType(call) ?? StartupOf(call, scope)) is not { } startup)
        {
            Hide(call, scope, host, "the start-up class is named at run time; name it as a type argument: UseStartup<Startup>()");
            return;
        }

        Startup(startup, call, scope, host);
    }

    /// <summary>
    /// UseStartup("Shop"), UseStartup(typeof(Startup).Assembly.FullName!): the class of that assembly that is named after the environment, or
    /// Startup. Source: StartupLoader.FindStartupType.
    /// </summary>
    private INamedTypeSymbol? StartupOf(IInvocationOperation call, PipelineScope scope)
    {
        if (call.Arguments.LastOrDefault() is not { Value: { Type.SpecialType: SpecialType.System_String } named } || AssemblyOf(_values.Origin(named)) is not { } assembly)
            return null;

        var production = environments.InProduction(scope);
        var found = SourceBodies.TypesOf(assembly.GlobalNamespace).Where(type => type.Name.StartsWith("Startup", StringComparison.OrdinalIgnoreCase)).ToList();
        return (production.IsKnown ? Named($"Startup{production.Text ?? nameof(EnvironmentSet.Production)}") : null)
            ?? (production.IsKnown || found.Count == 1 ? Named("Startup") : null);

        INamedTypeSymbol? Named(string name) => found
            .OrderByDescending(type => type.ToDisplayString() is var full && (full == name || full == $"{assembly.Name}.{name}"))
            .FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The assembly that a value names: "Shop", typeof(X).Assembly.FullName, Assembly.GetExecutingAssembly().GetName().Name.</summary>
    private IAssemblySymbol? AssemblyOf(IOperation value)
    {
        var compilation = bodies.Compilation;
        if (value.ConstantValue is { HasValue: true, Value: string name })
            return compilation.SourceModule.ReferencedAssemblySymbols.Append(compilation.Assembly).FirstOrDefault(assembly => assembly.Name == name.Split(',')[0]);

        return value.DescendantsAndSelf().Select(part => part switch
        {
            IInvocationOperation { TargetMethod: { Name: "GetEntryAssembly" or "GetExecutingAssembly", ContainingType.Name: "Assembly" } } => compilation.Assembly,
            ITypeOfOperation { TypeOperand: var type } => type.ContainingAssembly,
            _ => null,
        }).FirstOrDefault(assembly => assembly is not null);
    }

    private void Startup(INamedTypeSymbol startup, IOperation call, PipelineScope scope, PipelineCall host)
    {
        if (Member(startup, "ConfigureServices", method => method.Parameters.Any(parameter => parameter.Type.Is(types.ServiceCollection))) is { } services)
            EnterStartup(services, startup, call, scope, host);

        // The host prefers the method that is named after the environment.
        var production = environments.InProduction(scope);
        var preferred = Member(startup, $"Configure{production.Text ?? nameof(EnvironmentSet.Production)}", TakesPipeline);
        if (!production.IsKnown && startup.GetMembers().OfType<IMethodSymbol>().Any(IsConfigureOfOne))
            Hide(call, scope, host, $"which Configure method of '{startup.Name}' runs depends on the environment, which code sets to what cannot be told");
        else if ((preferred ?? Member(startup, "Configure", TakesPipeline)) is { } configure)
            EnterStartup(configure, startup, call, scope, host);
        else
            Hide(call, scope, host, $"'{startup.Name}' has no Configure method in sight");
    }

    /// <summary>A start-up class can stand in another project.</summary>
    private void EnterStartup(IMethodSymbol method, INamedTypeSymbol startup, IOperation call, PipelineScope scope, PipelineCall host)
    {
        if (bodies.Has(method))
            Enter(method, call, scope, ImmutableArray<IArgumentOperation>.Empty, host, startup);
        else if (call is IInvocationOperation named && libraries.Of(method) is { } facts)
            Import(facts, method, named, scope, host, group: null);
        else if (TakesPipeline(method))
            Hide(call, scope, host, $"what '{startup.Name}.{method.Name}' of {method.ContainingAssembly.Name} does cannot be seen"
                + (libraries.IsProject(method.ContainingAssembly) ? "; build that project with Omniops.Gates as well" : ""));
    }

    /// <summary>What puts the application together is out of sight, and so are its endpoints.</summary>
    private void Hide(IOperation call, PipelineScope scope, PipelineCall host, string reason)
    {
        Gap(call, scope, host, reason);
        NoteHiddenEndpoints(host.Name, call, scope, host, $"{reason}; which endpoints there are is not known");
    }

    private bool IsConfigureOfOne(IMethodSymbol method) =>
        method.Name.Length > "Configure".Length && method.Name.StartsWith("Configure", StringComparison.Ordinal) && TakesPipeline(method);
}
