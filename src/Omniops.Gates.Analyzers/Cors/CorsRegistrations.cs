using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Which policies the source registers, and where it applies them. Looked for by their names, in every file.</summary>
internal sealed class CorsRegistrations
{
    private readonly ProgramSources _sources;
    private readonly CancellationToken _cancellation;
    private readonly INamedTypeSymbol? _options;
    private readonly List<(IOperation Place, string? Name)> _registered = [];
    private readonly List<PolicyUse> _uses = [];
    private readonly bool _hasDefault;

    public CorsRegistrations(ProgramSources sources, CancellationToken cancellation)
    {
        (_sources, _cancellation) = (sources, cancellation);
        _options = sources.Bodies.Compilation.GetTypeByMetadataName(KnownTypes.CorsOptions);
        foreach (var call in Calls("AddPolicy").Where(call => call.TargetMethod.ContainingType.Is(_options)))
            _registered.Add((call, NameOf(call)));
        var defaults = Calls("AddDefaultPolicy").Where(call => call.TargetMethod.ContainingType.Is(_options)).ToList();
        _registered.AddRange(defaults.Select(call => ((IOperation)call, (string?)"")));
        _hasDefault = defaults.Count > 0 || sources.References.Named("DefaultPolicyName", cancellation).Count > 0;
        foreach (var call in Calls("UseCors").Concat(Calls("RequireCors"))
            .Where(call => KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly)))
        {
            var isOwn = call.Arguments.Any(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate);
            _uses.Add(new PolicyUse(
                call, call.Syntax, isOwn ? "" : NameOf(call), call.TargetMethod.Name == "UseCors", isOwn,
                sources.Reach.IsInProduction(call, cancellation)));
        }

        foreach (var name in sources.References.Named("EnableCors", cancellation)
            .Concat(sources.References.Named("EnableCorsAttribute", cancellation))
            .Where(name => name.Parent is AttributeSyntax or QualifiedNameSyntax))
        {
            if (Attribute(name) is { } attribute)
                _uses.Add(attribute);
        }
    }

    /// <summary>Whether the source says nothing about policies.</summary>
    public bool IsEmpty => _registered.Count == 0 && _uses.Count == 0;

    /// <summary>Where policies are registered, with their names: empty for the default one, null where it is not seen.</summary>
    public IReadOnlyList<(IOperation Place, string? Name)> Registered => _registered;

    /// <summary>Where policies are applied.</summary>
    public IReadOnlyList<PolicyUse> Uses => _uses;

    /// <summary>Whether endpoints have policies of their own.</summary>
    public bool HasEndpointPolicies => _uses.Exists(use => !use.IsMiddleware && use.IsInProduction);

    /// <summary>What is wrong with them.</summary>
    /// <param name="gap">What is not seen of the pipeline; null where all of it is.</param>
    public IEnumerable<CorsUseFinding> Judge(string? gap, PipelineFacts pipeline)
    {
        var isAppliedElsewhere = pipeline.Middleware.Exists(call => call is { Name: "UseCors", Library: not null, IsInProduction: true });
        // Who chooses policies by itself knows names that nobody sees.
        if (_sources.References.Named("ICorsPolicyProvider", _cancellation).Count > 0 || pipeline.Services.Exists(call => call.Value == "ICorsPolicyProvider"))
            yield break;

        foreach (var use in _uses.Where(use => use is { IsInProduction: true, IsOwn: false, Name: not null }))
        {
            if (Missing(use, pipeline) is { } missing)
                yield return missing;
        }

        if (_uses.Count == 0 && !isAppliedElsewhere && !HasProxy()
            && _registered.Find(policy => _sources.Reach.IsInProduction(policy.Place, _cancellation)) is { Place: { } place, Name: var name })
        {
            yield return gap is null
                ? new CorsUseFinding(
                    Outcome.Fails, place, Label(name), $"The policy {Quoted(name)} is registered and never applied, so no header is sent",
                    string.IsNullOrEmpty(name) ? "call app.UseCors()" : $"call app.UseCors({Quoted(name)})",
                    name is null ? null : $"UseCors({name})")
                : new CorsUseFinding(Outcome.NotProven, place, Label(name), $"the policy {Quoted(name)} is applied nowhere in sight, and {gap}", "");
        }

        var endpoint = _uses.Find(use => use is { IsMiddleware: false, IsInProduction: true });
        if (endpoint != default && !isAppliedElsewhere && !_uses.Exists(use => use is { IsMiddleware: true, IsInProduction: true }))
        {
            yield return gap is null
                ? new CorsUseFinding(
                    Outcome.Advised, endpoint.Place, Label(endpoint.Name),
                    "An endpoint has a CORS policy and production has no CORS middleware, so its requests are answered with 500",
                    "call app.UseCors()", "UseCors()")
                : new CorsUseFinding(
                    Outcome.NotProven, endpoint.Place, Label(endpoint.Name), $"'UseCors' is called nowhere in sight, and {gap}", "");
        }
    }

    private CorsUseFinding? Missing(PolicyUse use, PipelineFacts pipeline)
    {
        var isDefault = use.Name!.Length == 0;
        if (isDefault
            ? _hasDefault || use.IsMiddleware && HasEndpointPolicies
            : _registered.Exists(policy => policy.Name is null || policy.Name == use.Name))
            return null;

        if (pipeline.Services.Exists(policy => policy is { Library: not null, IsInProduction: true }
            && (isDefault ? policy.Name == "AddDefaultPolicy" : policy.Name == "AddPolicy" && (policy.Value is null || policy.Value == use.Name))))
            return null;

        var how = use.Place is IInvocationOperation { TargetMethod.Name: var method } ? method : "EnableCors";
        if (IsRegisteredElsewhere() is { } assembly)
        {
            return new CorsUseFinding(
                Outcome.NotProven, use.Place, Label(use.Name), $"'{how}' applies the policy {Quoted(use.Name)}, which {assembly} may register", "");
        }

        return isDefault
            ? new CorsUseFinding(
                Outcome.Fails, use.Place, Label(use.Name), $"'{how}' applies the default policy and none is registered, so no header is sent",
                "register one, AddCors(cors => cors.AddDefaultPolicy(...)), or name another", "AddDefaultPolicy()")
            : new CorsUseFinding(
                Outcome.Fails, use.Place, Label(use.Name),
                $"'{how}' applies the policy {Quoted(use.Name)}, which is not registered, so no header is sent",
                $"register it: AddCors(cors => cors.AddPolicy({Quoted(use.Name)}, ...))", $"AddPolicy({use.Name})");
    }

    private static string Label(string? name) => string.IsNullOrEmpty(name) ? "default policy" : name!;

    private static string Quoted(string? name) => string.IsNullOrEmpty(name) ? "'default'" : $"\"{name}\"";

    /// <summary>YARP takes the names of policies from its configuration.</summary>
    private bool HasProxy() =>
        _sources.Bodies.Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name.StartsWith("Yarp.", StringComparison.Ordinal));

    /// <summary>An assembly in which policies could be registered: one that uses the framework's CORS.</summary>
    private string? IsRegisteredElsewhere() => _sources.Bodies.Compilation.SourceModule.ReferencedAssemblySymbols
        .FirstOrDefault(assembly => !KnownMiddleware.IsFramework(assembly) && !_sources.Libraries.IsRead(assembly) && assembly.Modules.Any(module =>
            module.ReferencedAssemblies.Any(reference => reference.Name is "Microsoft.AspNetCore.Cors" or "Microsoft.AspNetCore")))?.Name;

    private IEnumerable<IInvocationOperation> Calls(string name) => _sources.References.Named(name, _cancellation)
        .Select(use => _sources.References.UseOf(use, _cancellation)).OfType<IInvocationOperation>().Where(call => call.TargetMethod.Name == name);

    /// <summary>The name among the arguments; empty without one, null where it is not seen.</summary>
    private string? NameOf(IInvocationOperation call)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is not { } name)
            return "";

        return _sources.Values.Origin(name.Value, _cancellation).ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }

    private PolicyUse? Attribute(SimpleNameSyntax name)
    {
        var model = _sources.Bodies.ModelOf(name.SyntaxTree);
        if (name.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || model.GetSymbolInfo(attribute, _cancellation).Symbol is not IMethodSymbol { ContainingType: var type }
            || !KnownMiddleware.IsFramework(type.ContainingAssembly))
        {
            return null;
        }

        var policy = attribute.ArgumentList?.Arguments is [var given, ..]
            ? model.GetConstantValue(given.Expression, _cancellation).Value as string
            : "";
        return new PolicyUse(null, attribute, policy, IsMiddleware: false, IsOwn: false, IsInProduction: true);
    }
}
