using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Policies that endpoints name: who may call, and how often. And what holds for all controllers and pages.</content>
internal sealed partial class PipelineReader
{
    /// <summary>What options that are read are put together with; helper methods that take one are read too.</summary>
    private static readonly string[] s_policyTypes =
    [
        "AuthorizationBuilder", "AuthorizationOptions", "FilterCollection", "MvcOptions", "PageConventionCollection", "RateLimiterOptions",
        "RazorPagesOptions",
    ];

    private AccessPolicyReader? _policyReader;
    private RateLimitReader? _limitReader;

    private AccessPolicyReader Policies => _policyReader ??= new AccessPolicyReader(bodies, _values.Origin, cancellation);

    private RateLimitReader Limits =>
        _limitReader ??= new RateLimitReader(bodies, _values.Origin, value => configured?.Of(value, cancellation), cancellation);

    private static bool TakesPolicies(IMethodSymbol method) => method.AllParameters().Any(parameter => Array.IndexOf(s_policyTypes, parameter.Type.Name) >= 0);

    private void NotePolicy(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (method.Name is "Add" or "Insert" && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrapped() is IPropertyReferenceOperation { Property: var list })
        {
            if (list is { Name: "Conventions", ContainingType.Name: "MvcOptions" })
                NoteControllerConvention(call, scope);
            // parts.FeatureProviders.Add(new InternalControllers())
            if (list is { Name: "FeatureProviders", ContainingType.Name: "ApplicationPartManager" })
                _facts.FindsInternal |= _values.Origin(call.Arguments[call.Arguments.Length - 1].Value).Type is not { } provider || IsControllerProvider(provider);
        }

        var receiver = call.Instance?.Unwrapped().Type ?? method.Parameters.FirstOrDefault()?.Type;
        if (receiver is null || Array.IndexOf(s_policyTypes, receiver.Name) < 0)
            return;

        var last = call.Arguments.LastOrDefault()?.Value;
        switch (receiver.Name, method.Name)
        {
            case ("AuthorizationOptions" or "AuthorizationBuilder", "AddPolicy" or "AddDefaultPolicy" or "AddFallbackPolicy") when last is not null:
                var name = NameOf(call);
                AddPolicy(name, last, call, scope);
                if (method.Name != "AddPolicy")
                    AddPolicy(method.Name == "AddDefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, last, call, scope);
                break;
            case ("AuthorizationBuilder", "SetDefaultPolicy" or "SetFallbackPolicy") when last is not null:
                AddPolicy(method.Name == "SetDefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, last, call, scope);
                break;
            case ("RateLimiterOptions", "AddPolicy") when method.TypeArguments.Length == 2:
                _facts.RateLimits.Add(ReadLimit(NameOf(call), _values.TypeOf(method.TypeArguments[1]) as INamedTypeSymbol, call.NameLocation(), scope));
                break;
            case ("RateLimiterOptions", "AddPolicy") when last is not null:
                _facts.RateLimits.Add(ReadLimit(NameOf(call), last, call.NameLocation(), scope));
                break;
            case ("RateLimiterOptions", _) when method.Name.StartsWith("Add", StringComparison.Ordinal) && method.Name.EndsWith("Limiter", StringComparison.Ordinal):
                _facts.RateLimits.Add(new RateLimit(NameOf(call), Limits.ReadShared(call), IsChained: false, call.NameLocation(), scope));
                break;
            case ("FilterCollection", _):
                NoteGlobalFilter(call, method, scope);
                break;
            case ("PageConventionCollection", _):
                NotePageConvention(call, method, scope);
                break;
        }
    }

    private void NotePolicy(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property })
            return;

        switch (property.ContainingType.Name, property.Name)
        {
            case ("AuthorizationOptions", "DefaultPolicy" or "FallbackPolicy"):
                AddPolicy(property.Name == "DefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, assignment.Value, assignment.Target, scope);
                break;
            case ("RateLimiterOptions", "GlobalLimiter") when !assignment.Value.IsNull():
                _facts.RateLimits.Add(ReadLimit(RateLimit.Global, assignment.Value, assignment.Target.NameLocation(), scope));
                break;
        }
    }

    private string? NameOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is { } name ? TextOf(name.Value) : null;

    private void AddPolicy(string? name, IOperation policy, IOperation at, PipelineScope scope) =>
        _facts.AccessPolicies.Add(new AccessPolicy(name, Policies.Read(policy), at.NameLocation(), scope));

    private RateLimit ReadLimit(string? name, IOperation limiter, Location place, PipelineScope scope)
    {
        var partitions = Limits.Read(limiter, out var isChained);
        return Known(new RateLimit(name, partitions, isChained, place, scope));
    }

    private RateLimit ReadLimit(string? name, INamedTypeSymbol? policy, Location place, PipelineScope scope) =>
        Known(new RateLimit(name, policy is null ? [] : Limits.Read(policy), IsChained: false, place, scope));

    private static RateLimit Known(RateLimit limit) =>
        limit.Partitions.Count > 0 ? limit : limit with { Unknown = "what it counts cannot be seen" };

    /// <summary>options.Filters.Add(new AuthorizeFilter())</summary>
    private void NoteGlobalFilter(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (!method.Name.StartsWith("Add", StringComparison.Ordinal))
            return;

        var argument = call.Arguments.FirstOrDefault()?.Value.Unwrapped();
        var source = argument is null ? null : _values.Origin(argument);
        var type = method.TypeArguments.FirstOrDefault() as INamedTypeSymbol
            ?? (source as ITypeOfOperation)?.TypeOperand as INamedTypeSymbol
            ?? source?.Type as INamedTypeSymbol;
        if (type is null)
            return;

        var place = call.NameLocation();
        var said = type.Name switch
        {
            "AuthorizeFilter" => new EndpointConvention(ConventionKind.Authorize, place, scope, "filter of all controllers")
            {
                Access = source is IObjectCreationOperation { Arguments: [{ Value: var policy }, ..] } && policy.Type?.Name == "AuthorizationPolicy"
                    ? new AccessPolicy(null, Policies.Read(policy), place, scope) : null,
                Policy = source is IObjectCreationOperation { Arguments: [{ Value: var named }, ..] } && named.Type?.SpecialType == SpecialType.System_String
                    ? TextOf(named) : null,
            },
            "AllowAnonymousFilter" => new EndpointConvention(ConventionKind.Anonymous, place, scope, "filter of all controllers"),
            _ => MetadataReader.Read(
                type, name => source is IObjectCreationOperation creation ? Given(creation, name) : null, place, scope, "filter of all controllers"),
        };
        if (said is not null)
            _facts.GlobalFilters.Add(Judged(said, EndpointKind.Controller));
    }

    private static bool IsControllerProvider(ITypeSymbol type) => !KnownMiddleware.IsFramework(type.ContainingAssembly)
        && (type.BaseType?.Name == "ControllerFeatureProvider" || type.AllInterfaces.Any(each => each.TypeArguments is [{ Name: "ControllerFeature" }]));

    /// <summary>options.Conventions.AuthorizeFolder("/admin")</summary>
    private void NotePageConvention(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        var texts = call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String && argument.Parameter.Name != "policy")
            .Select(argument => TextOf(argument.Value)).ToList();
        var policy = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "policy" } && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;
        var isArea = method.Name.Contains("Area");
        var target = isArea ? texts.Skip(1).FirstOrDefault() : texts.FirstOrDefault();
        var kind = method.Name.StartsWith("Authorize", StringComparison.Ordinal) ? ConventionKind.Authorize
            : method.Name.StartsWith("AllowAnonymousTo", StringComparison.Ordinal) ? ConventionKind.Anonymous
            : method.Name == "AddPageRoute" ? (ConventionKind?)null : ConventionKind.Unknown;
        if (method.Name == "AddPageRoute" && texts is [{ } page, { } route, ..])
            _facts.PageRoutes.Add((page, route));
        if (kind is not { } said || said == ConventionKind.Unknown && method.Name is not "ConfigureFilter" and not "Add")
            return;

        var convention = new EndpointConvention(said, call.NameLocation(), scope, "convention") { Reason = $"'{method.Name}' can say anything of pages" };
        _facts.PageConventions.Add(new PageConvention(
            said == ConventionKind.Authorize ? Named(policy, convention) : convention,
            isArea ? texts.FirstOrDefault() : null,
            said == ConventionKind.Unknown ? "/" : target,
            IsFolder: said == ConventionKind.Unknown || method.Name.EndsWith("Folder", StringComparison.Ordinal)));
    }

    /// <summary>
    /// context.Response.StatusCode = 401 in a middleware, which answers before endpoints are asked. What becomes of an exception is the answer
    /// of an endpoint that was.
    /// </summary>
    private void NoteRefusal(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (scope.IsRequest && !_isServed
            && assignment.Target is IPropertyReferenceOperation { Property: { Name: "StatusCode", ContainingType: var type } } && type.Is(types.HttpResponse)
            && _values.Origin(assignment.Value).ConstantValue.Value is int status && status is 401 or 403 or PipelineFacts.TooMany && !IsOfException(assignment))
        {
            Add(_facts.Refusals, status == PipelineFacts.TooMany ? PipelineFacts.Limit : PipelineFacts.Refusal, assignment.Target, scope, _serving);
        }
    }

    private static bool IsOfException(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is ICatchClauseOperation)
                return true;
        }

        return operation.Syntax.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.ParameterList.Parameters
            .Any(parameter => parameter.Type?.ToString().EndsWith("Exception", StringComparison.Ordinal) == true) == true;
    }
}
