using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Middleware that the source does not hold, and classes of it that it does.</content>
internal sealed partial class PipelineReader
{
    private static readonly string s_unknownPath = HeaderTexts.Hole.ToString();

    private void Middleware(IMethodSymbol method, IOperation at, PipelineScope scope, IInvocationOperation? call)
    {
        var host = call is null ? null : HostOf(Pipeline(call));
        if (KnownMiddleware.IsFramework(method.ContainingAssembly) && !provided.Knows(method))
        {
            if (method.Name != "UseHsts" || method.ContainingType.Is(types.HstsExtensions))
                Add(_facts.Middleware, method.Name, at, scope, host, ValueOf(method.Name, call));
            NoteGivenOptions(call, scope);
            if (method.Name == "UseMiddleware" && call is not null)
                MiddlewareClass(call, scope, host);
        }
        else if (!provided.Knows(method) && UseHeaderPolicies(method, call, scope, host))
        {
            return;
        }
        else if (KnownMiddleware.IsKnownPackage(method.ContainingAssembly) && !provided.Knows(method))
        {
            Add(_facts.Middleware, $"{method.ContainingAssembly.Name}.{method.Name}", at, scope, host);
            NoteDashboard(method, call, scope, host);
        }
        else
        {
            Provided(method, at, scope, host, $"'{method.Name}' of {method.ContainingAssembly.Name} cannot be seen");
        }
    }

    /// <summary>Adds what the team says that a method adds; without a word of it, there is a gap.</summary>
    private void Provided(IMethodSymbol method, IOperation at, PipelineScope scope, PipelineCall? host, string reason)
    {
        var names = provided.Of(method, out var error);
        if (error is not null && !_facts.InvalidOptions.Exists(option => option.Reason == error))
            _facts.InvalidOptions.Add(new PipelineGap(error, Site(at, scope)));
        if (names is null)
        {
            var wayOut = (libraries.IsProject(method.ContainingAssembly) ? "build that project with Omniops.Gates as well, or " : "")
                + $"say so in .editorconfig: {ProvidedMiddleware.KeyOf(method)} = {ProvidedMiddleware.Choice}";
            Gap(at, scope, host, $"{reason}; {wayOut}");
            // app.MapDefaults() of a project that was built without the gate: what takes routes may map some.
            if (at is IInvocationOperation && MayMap(method))
                NoteHiddenEndpoints(method, at, scope, host, $"{reason} and may map endpoints; {wayOut}");
        }

        foreach (var name in names ?? [])
            Declare(name.StartsWith("Use", StringComparison.Ordinal) ? _facts.Middleware : _facts.Headers, name, at, scope, host);
    }

    private void Declare(List<PipelineCall> facts, string name, IOperation at, PipelineScope scope, PipelineCall? host)
    {
        Add(facts, name, at, scope, host);
        facts[facts.Count - 1] = facts[facts.Count - 1] with { IsDeclared = true };
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
            if (type.TypeKind == TypeKind.Error)
                Gap(call, scope, host, $"the middleware '{type.Name}' cannot be found");
            else if (libraries.Of(type) is { } facts)
                Import(facts, type, call, scope, host);
            else if (!KnownMiddleware.IsFramework(type.ContainingAssembly) && !KnownMiddleware.IsKnownPackage(type.ContainingAssembly))
                Gap(call, scope, host, $"the middleware '{type.Name}' of {type.ContainingAssembly.Name} cannot be seen");
            return;
        }

        var serving = _serving;
        _serving = host;
        if ((Member(type, "InvokeAsync", TakesResponse) ?? Member(type, "Invoke", TakesResponse)) is { } invoke)
            Enter(invoke, call, scope with { IsRequest = true }, ImmutableArray<IArgumentOperation>.Empty, host, type);
        _serving = serving;
    }

    private string? ValueOf(string name, IInvocationOperation? call) => name switch
    {
        "UseExceptionHandler" => PathOf(call),
        "UseMiddleware" when call is not null => NamedType(call)?.Name,
        _ => null,
    };

    /// <summary>The path to which a middleware sends the request again.</summary>
    private static string? PathOf(IInvocationOperation? call) =>
        call?.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String && !argument.Value.IsNull()) is { } path
            ? path.Value.ConstantValue.Value as string ?? s_unknownPath
        : call?.Descendants().OfType<IPropertyReferenceOperation>().Any(option => option.Property.Name == "ExceptionHandlingPath") == true ? s_unknownPath
        : null;

    private INamedTypeSymbol? NamedType(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments is [var type, ..])
            return _values.TypeOf(type) as INamedTypeSymbol;

        var typeOf = call.Arguments.Select(argument => _values.Origin(argument.Value)).OfType<ITypeOfOperation>().FirstOrDefault();
        return typeOf is null ? null : _values.TypeOf(typeOf.TypeOperand) as INamedTypeSymbol;
    }

    /// <summary>A method of a class or of the nearest of its bases that has it.</summary>
    private static IMethodSymbol? Member(INamedTypeSymbol type, string name, Func<IMethodSymbol, bool> isMeant)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { IsAbstract: false } method && isMeant(method))
                    return method;
            }
        }

        return null;
    }
}
