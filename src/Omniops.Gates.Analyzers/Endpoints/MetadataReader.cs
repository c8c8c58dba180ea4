using System.Globalization;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What an attribute, or an object of its class given as metadata, says of an endpoint. Classes that derive from the framework's, or implement
/// its contracts, say the same. Source: IAuthorizeData, IAllowAnonymous, ICorsMetadata, IAntiforgeryMetadata, IRequestSizeLimitMetadata.
/// </summary>
internal static class MetadataReader
{
    private static readonly string[] s_antiforgery = ["ValidateAntiForgeryTokenAttribute", "AutoValidateAntiforgeryTokenAttribute"];

    /// <summary>What the attributes of a method, class or lambda say.</summary>
    /// <param name="isInherited">Whether it is asked for what derives from the symbol. Source: AttributeUsageAttribute.Inherited.</param>
    public static IEnumerable<EndpointConvention> Of(
        ISymbol symbol, PipelineScope scope, string level, SourceBodies bodies, CancellationToken cancellation, bool isInherited = false)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || isInherited && !MvcNames.IsInherited(type))
                continue;

            var place = attribute.ApplicationSyntaxReference is { } reference
                ? Location.Create(reference.SyntaxTree, reference.Span)
                : symbol.Locations.FirstOrDefault() ?? Location.None;
            if (Read(type, Argument(attribute, bodies, cancellation), place, scope, level) is { } convention)
            {
                yield return convention.Kind == ConventionKind.Authorize && convention.IsPolicyUnknown && NamesNoPolicy(attribute, type, bodies, cancellation)
                    ? convention with { IsPolicyUnknown = false } : convention;
            }
        }
    }

    /// <summary>Whether all code of an attribute is in sight, and gives it no policy.</summary>
    private static bool NamesNoPolicy(AttributeData attribute, INamedTypeSymbol type, SourceBodies bodies, CancellationToken cancellation) =>
        !Is(type, "IAuthorizationRequirementData") && bodies.Has(type)
        && type.WithBases().All(each => bodies.Has(each) || KnownMiddleware.IsFramework(each.ContainingAssembly))
        && new AttributeValues(bodies, cancellation).OfProperty(attribute, "Policy") is null;

    /// <summary>What metadata of a class says; null for what says nothing of access, limits, origins or requests.</summary>
    /// <param name="argument">The value of a property, or of the only argument of the constructor when asked for with an empty name.</param>
    public static EndpointConvention? Read(
        INamedTypeSymbol type, Func<string, object?> argument, Location place, PipelineScope scope, string level)
    {
        EndpointConvention Say(ConventionKind kind) => new(kind, place, scope, level);

        // A class of the team's own is made to ask for something, whatever it names.
        AccessPolicy Own() => new(null, PolicyStrength.Guards, place, scope);

        if (Is(type, "IAllowAnonymous"))
            return Say(ConventionKind.Anonymous);

        if (Is(type, "IAuthorizeData"))
        {
            // A class of its own can have a policy that it names in its constructor.
            var isOwn = type.Name != "AuthorizeAttribute";
            var policy = argument("Policy") as string ?? (isOwn ? null : argument("") as string);
            return Say(ConventionKind.Authorize) with
            {
                Policy = policy,
                Roles = argument("Roles") as string,
                Schemes = argument("AuthenticationSchemes") as string,
                IsPolicyUnknown = isOwn && policy is null,
                Access = isOwn && policy is null ? Own() : null,
            };
        }

        // A requirement is asked for with or without [Authorize] beside it. Source: AuthorizationMiddleware, ASP.NET Core 8 and later.
        if (Is(type, "IAuthorizationRequirementData"))
            return Say(ConventionKind.Authorize) with { IsPolicyUnknown = true, Access = Own(), Requirement = type };

        switch (BaseName(type))
        {
            case "DisableRateLimitingAttribute":
                return Say(ConventionKind.NoRateLimit);
            case "EnableRateLimitingAttribute":
                return Say(ConventionKind.RateLimit) with { Policy = argument("") as string, IsPolicyUnknown = argument("") is not string };
            case "EnableCorsAttribute":
                return Say(ConventionKind.Cors) with { Policy = argument("") as string };
            case "DisableCorsAttribute":
                return Say(ConventionKind.NoCors);
            case "RequireAntiforgeryTokenAttribute":
                return Say(argument("") is false ? ConventionKind.NoAntiforgery : ConventionKind.Antiforgery);
            case "IgnoreAntiforgeryTokenAttribute":
                return Say(ConventionKind.NoAntiforgery) with { Order = argument("Order") as int? ?? EndpointConvention.UsualOrder };
            case "DisableRequestSizeLimitAttribute":
                return Say(ConventionKind.NoRequestSize);
            case "RequestSizeLimitAttribute":
                return Say(ConventionKind.RequestSize) with { Bytes = Number(argument("")) };
            case { } name when Array.IndexOf(s_antiforgery, name) >= 0:
                return Say(ConventionKind.Antiforgery) with { Order = argument("Order") as int? ?? EndpointConvention.UsualOrder };
        }

        // [TypeFilter(typeof(ApiKeyFilter))], [ServiceFilter<ApiKeyFilter>]
        var made = type.Name is "ServiceFilterAttribute" or "TypeFilterAttribute" ? type.TypeArguments.FirstOrDefault() ?? argument("") : null;
        return IsFilter(type) ? Say(ConventionKind.Filter) with { Filter = made as INamedTypeSymbol ?? type } : null;
    }

    /// <summary>Whether a class runs before an action and can answer in its place.</summary>
    public static bool IsFilter(INamedTypeSymbol type) => type.AllInterfaces.Any(contract =>
        contract.Name is "IAuthorizationFilter" or "IAsyncAuthorizationFilter" or "IActionFilter" or "IAsyncActionFilter" or "IResourceFilter"
            or "IAsyncResourceFilter" or "IPageFilter" or "IAsyncPageFilter" or "IEndpointFilter" or "IFilterFactory"
        && !KnownMiddleware.IsFramework(type.ContainingAssembly)) || type.Name is "ServiceFilterAttribute" or "TypeFilterAttribute";

    private static bool Is(INamedTypeSymbol type, string contract) => type.AllInterfaces.Any(each =>
        each.Name == contract && each.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Authorization");

    /// <summary>The name of the framework's class that this is or derives from; null for others.</summary>
    private static string? BaseName(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (KnownMiddleware.IsFramework(current.ContainingAssembly))
                return current.Name;
        }

        return null;
    }

    private static long? Number(object? value) => value is int or long ? System.Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    private static Func<string, object?> Argument(AttributeData attribute, SourceBodies bodies, CancellationToken cancellation) => name => name.Length == 0
        ? attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: var only }, ..] ? only : null
        : attribute.NamedArguments.FirstOrDefault(given => given.Key == name).Value is { Kind: not TypedConstantKind.Array and not TypedConstantKind.Error, IsNull: false } given
            ? given.Value
        // class AdminAttribute : AuthorizeAttribute { public AdminAttribute() { Roles = "Admin"; } }
        : attribute.AttributeClass is { } type && bodies.Has(type)
            ? new AttributeValues(bodies, cancellation).OfProperty(attribute, name) is { } text && Routes.IsKnown(text) ? text : null
        : null;
}
