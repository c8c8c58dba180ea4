using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Services, their options, and endpoints.</content>
internal sealed partial class PipelineReader
{
    /// <summary>The options that rules ask about.</summary>
    private static readonly string[] s_options =
    [
        "HstsOptions", "HttpsRedirectionOptions", "ForwardedHeadersOptions", "KestrelServerOptions", "AntiforgeryOptions", "MvcOptions",
        "RateLimiterOptions", "KestrelServerLimits", "RazorPagesOptions",
    ];

    /// <summary>Methods that fill options, of classes of which the registration was read.</summary>
    private readonly HashSet<ISymbol> _filled = new(SymbolEqualityComparer.Default);

    private void NoteOption(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (assignment.Target is IPropertyReferenceOperation { Property: var property } && IsOptions(property.ContainingType))
            AddOption(property.ContainingType, property.Name, assignment is ISimpleAssignmentOperation ? assignment.Value : null, null, assignment.Target, scope);
    }

    private void NoteOption(IInvocationOperation call, PipelineScope scope)
    {
        var method = call.TargetMethod;
        ReadOptionClasses(call, scope);
        // options.KnownProxies.Clear()
        if (call.Instance?.Unwrapped() is IPropertyReferenceOperation { Property: var property } && IsOptions(property.ContainingType))
            AddOption(property.ContainingType, property.Name, null, method.Name, call, scope);
        // services.Configure<HstsOptions>(configuration.GetSection("Hsts"))
        else if (method.Name is "Configure" or "Bind" or "BindConfiguration" && KnownMiddleware.IsFramework(method.ContainingAssembly)
            && OptionsOf(method) is { } options && !call.Arguments.Any(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate))
        {
            AddConfigured(options, call, scope);
        }
    }

    /// <summary>What the settings files say of the options; of any that they do not name, nothing is known.</summary>
    private void AddConfigured(INamedTypeSymbol options, IInvocationOperation call, PipelineScope scope)
    {
        var known = _facts.Options.Count;
        foreach (var property in options.GetMembers().OfType<IPropertySymbol>().Where(property => configured is not null && property.SetMethod is not null))
        {
            if (configured!.Of(call, property.Name, cancellation) is { } text && Parse(property.Type, text) is { } value)
                _facts.Options.Add(new OptionWrite(options.Name, property.Name, null, null, Site(call, scope), scope) { Constant = value, Operation = call });
        }

        if (known == _facts.Options.Count)
            AddOption(options, OptionWrite.All, null, null, call, scope);
    }

    private static object? Parse(ITypeSymbol type, string text) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => bool.TryParse(text, out var truth) ? truth : null,
        { Name: "TimeSpan" } => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var length) ? length.TotalSeconds : null,
        _ => null,
    };

    /// <summary>app.UseForwardedHeaders(options): what they hold is seen where they are filled, if that is in sight.</summary>
    private void NoteGivenOptions(IInvocationOperation? call, PipelineScope scope)
    {
        var given = call?.Arguments.FirstOrDefault(argument => argument.Parameter?.Type is INamedTypeSymbol type && IsOptions(type));
        if (given is { Parameter.Type: INamedTypeSymbol options } && given.Value.Unwrapped() is not IObjectCreationOperation
            && !_facts.Options.Exists(write => write.Options == options.Name))
        {
            AddOption(options, OptionWrite.All, null, null, given, scope);
        }
    }

    private void AddOption(INamedTypeSymbol options, string property, IOperation? value, string? method, IOperation at, PipelineScope scope)
    {
        var write = new OptionWrite(options.Name, property, value is null ? null : _values.Origin(value), method, Site(at, scope), scope) { Operation = at };
        // options.RejectionStatusCode = configuration.GetValue<int>("Status")
        _facts.Options.Add(write.Constant is null && value is { Type.SpecialType: SpecialType.System_Int32 } && Numbers.Number(value) is { } number
            ? write with { Constant = (int)number } : write);
    }

    private static INamedTypeSymbol? OptionsOf(IMethodSymbol method) =>
        method.TypeArguments.Concat(method.ContainingType.TypeArguments).Concat(method.Parameters.Select(parameter => parameter.Type))
            .OfType<INamedTypeSymbol>().SelectMany(type => type.TypeArguments.OfType<INamedTypeSymbol>().Prepend(type)).FirstOrDefault(IsOptions);

    private static bool IsOptions(INamedTypeSymbol type) => Array.IndexOf(s_options, type.Name) >= 0 && KnownMiddleware.IsFramework(type.ContainingAssembly);

    /// <summary>
    /// Classes of the program that fill options when they are asked for: those of which no registration is in sight. Whoever registers them
    /// has them fill any option, and add policies perhaps.
    /// </summary>
    private void NoteOptionClasses()
    {
        foreach (var type in bodies.Types)
        {
            foreach (var (contract, options) in FilledBy(type))
            {
                if (_filled.Contains(MethodOf(type, contract)))
                    continue;
                if (IsOptions(options))
                    _facts.Options.Add(new OptionWrite(options.Name, OptionWrite.All, null, null, _facts.Hosts[0].Location, _facts.Hosts[0].Scope));
                if (IsPolicies(options) && bodies.Find(MethodOf(type, contract), cancellation) is { } body)
                    ReadOptionClass(type, contract, body, _facts.Hosts[0].Scope.Perhaps(body.Syntax, $"who registers '{type.Name}'"));
            }
        }
    }

    /// <summary>services.ConfigureOptions&lt;T&gt;(), services.AddSingleton&lt;IConfigureOptions&lt;RateLimiterOptions&gt;, T&gt;()</summary>
    private void ReadOptionClasses(IInvocationOperation call, PipelineScope scope)
    {
        if (call.TargetMethod.Name != "ConfigureOptions" && !call.TargetMethod.TypeArguments.Any(IsFilling)
            && !call.Arguments.Any(argument => argument.Value is ITypeOfOperation { TypeOperand: var given } && IsFilling(given))
            || !KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly))
        {
            return;
        }

        var named = call.TargetMethod.TypeArguments.Concat(call.Arguments.Select(argument => _values.Origin(argument.Value) switch
        {
            ITypeOfOperation { TypeOperand: var type } => type,
            IObjectCreationOperation { Type: { } type } => type,
            _ => null,
        }));
        foreach (var type in named.OfType<INamedTypeSymbol>().Where(each => each.TypeKind == TypeKind.Class && bodies.Has(each)))
        {
            foreach (var (contract, options) in FilledBy(type))
            {
                if ((IsOptions(options) || IsPolicies(options)) && _filled.Add(MethodOf(type, contract)))
                    ReadOptionClass(type, contract, call, scope.Later(IsPost(contract) ? PlaceOf(type, contract) : call.Syntax, $"'{type.Name}'"));
            }
        }
    }

    private void ReadOptionClass(INamedTypeSymbol type, INamedTypeSymbol contract, IOperation from, PipelineScope scope) =>
        Enter(MethodOf(type, contract), from, scope with { IsRequest = true }, ImmutableArray<IArgumentOperation>.Empty, exact: type);

    private static IMethodSymbol MethodOf(INamedTypeSymbol type, INamedTypeSymbol contract) =>
        (IMethodSymbol)type.FindImplementationForInterfaceMember(contract.GetMembers().OfType<IMethodSymbol>().First())!;

    private SyntaxNode PlaceOf(INamedTypeSymbol type, INamedTypeSymbol contract) =>
        MethodOf(type, contract).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? type.DeclaringSyntaxReferences[0].GetSyntax(cancellation);

    /// <summary>A class that can fill options by their name is asked to with the name alone.</summary>
    private static IEnumerable<(INamedTypeSymbol Contract, INamedTypeSymbol Options)> FilledBy(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            yield break;

        foreach (var contract in type.AllInterfaces)
        {
            if (IsFilling(contract) && contract.TypeArguments[0] is INamedTypeSymbol options
                && type.FindImplementationForInterfaceMember(contract.GetMembers().OfType<IMethodSymbol>().First()) is IMethodSymbol
                && (contract.Name != "IConfigureOptions" || !type.AllInterfaces.Any(other => other.Name == "IConfigureNamedOptions" && options.Is(other.TypeArguments.FirstOrDefault() as INamedTypeSymbol))))
            {
                yield return (contract, options);
            }
        }
    }

    private static bool IsFilling(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions", TypeArguments.Length: 1 }
        && KnownMiddleware.IsFramework(type.ContainingAssembly);

    private static bool IsPost(INamedTypeSymbol contract) => contract.Name == "IPostConfigureOptions";

    private static bool IsPolicies(INamedTypeSymbol options) =>
        Array.IndexOf(s_policyTypes, options.Name) >= 0 && KnownMiddleware.IsFramework(options.ContainingAssembly);

    /// <summary>What a call of the framework or of a package registers or maps.</summary>
    private void NoteServiceOrEndpoint(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, PipelineCall? host)
    {
        if (!KnownMiddleware.IsFramework(method.ContainingAssembly) && !KnownMiddleware.IsKnownPackage(method.ContainingAssembly)
            && call.ChildOperations.Any(operand => types.CarriesHosting((operand as IArgumentOperation)?.Value.Unwrapped().Type ?? operand.Type)))
        {
            Add(_facts.Unseen, method.Name, call, scope, host, method.ContainingAssembly.Name);
        }

        if (method.ContainingType.Name == "CorsOptions" && method.Name is "AddPolicy" or "AddDefaultPolicy")
        {
            var name = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)?.Value;
            Add(_facts.Services, method.Name, call, scope, host, name is null ? "" : _values.Origin(name).ConstantValue.Value as string);
        }

        NoteDataModel(call, method, scope, host);
        var first = method.IsStatic && method.Parameters.Length > 0 ? method.Parameters[0].Type : call.Instance?.Type;
        if (method.Name.StartsWith("Add", StringComparison.Ordinal) && (first.Is(types.ServiceCollection) || first?.Name.EndsWith("Builder", StringComparison.Ordinal) == true)
            || method.Name == "Replace" && first.Is(types.ServiceCollection))
            AddService(call, method, scope, host, first.Is(types.ServiceCollection) ? method.TypeArguments.FirstOrDefault()?.Name : null);
        else if (method.Name is "AddRedirectToHttps" or "AddRedirectToHttpsPermanent")
            Add(_facts.Middleware, method.Name, call, scope, host);
        else if (method.Name.StartsWith("Map", StringComparison.Ordinal) && first.Is(types.EndpointRouteBuilder) || IsShortCircuit(method)
            || method is { Name: "UseFastEndpoints", ContainingAssembly.Name: "FastEndpoints" })
            Add(_facts.Endpoints, method.Name, call, scope, host);
    }

    /// <summary>What lets everybody in is judged where its code stands.</summary>
    private void AddService(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, PipelineCall? host, string? value)
    {
        Add(_facts.Services, method.Name, call, scope, host, value);
        var last = _facts.Services.Count - 1;
        if (_isLibrary && new AuthorizationHandlers(bodies, [_facts.Services[last]]).OpenAll is [var opening, ..])
            _facts.Services[last] = _facts.Services[last] with { Value = opening.Write() };
    }

    /// <summary>endpoint.ShortCircuit(), of whatever kind the endpoint is.</summary>
    private static bool IsShortCircuit(IMethodSymbol method) =>
        method is { Name: "ShortCircuit", ContainingType.Name: "RouteShortCircuitEndpointConventionBuilderExtensions" };
}
