using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Whether a handler may take a body as JSON, which no form can send. Parameters that are no simple values are taken from the body unless they
/// are services. Source: RequestDelegateFactory, InferParameterBindingInfoConvention.
/// </summary>
/// <param name="services">The names of the types that are registered as services.</param>
internal sealed class BodyParameters(ISet<string> services)
{
    private static readonly string[] s_elsewhere =
        ["FromFormAttribute", "FromHeaderAttribute", "FromKeyedServicesAttribute", "FromQueryAttribute", "FromRouteAttribute", "FromServicesAttribute"];

    private static readonly string[] s_values =
        ["BigInteger", "DateOnly", "DateTimeOffset", "Guid", "Half", "Int128", "IPAddress", "TimeOnly", "TimeSpan", "UInt128", "Uri", "Version"];

    private static readonly string[] s_given =
    [
        "CancellationToken", "ClaimsPrincipal", "HttpContext", "HttpRequest", "HttpResponse", "IFormCollection", "IFormFile", "IFormFileCollection", "RoleManager",
        "SignInManager", "UserManager",
    ];

    public bool MayBeJson(IMethodSymbol handler) => handler.Parameters.Any(MayBeJson);

    private bool MayBeJson(IParameterSymbol parameter)
    {
        var attributes = parameter.GetAttributes();
        if (attributes.Any(attribute => attribute.AttributeClass is { } type && Array.IndexOf(s_elsewhere, type.Name) >= 0))
            return false;

        // [FromBody], [AsParameters], and binders of the team's own
        return attributes.Any(attribute => attribute.AttributeClass is { } type && IsOfBinding(type)) || !IsFromElsewhere(parameter.Type);
    }

    private static bool IsOfBinding(INamedTypeSymbol attribute) => attribute.Name is "AsParametersAttribute" or "BindAttribute"
        || attribute.AllInterfaces.Any(contract => contract.Name is "IBindingSourceMetadata" or "IBinderTypeProviderMetadata" or "IFromBodyMetadata");

    private bool IsFromElsewhere(ITypeSymbol type) => type switch
    {
        { SpecialType: not SpecialType.None and not SpecialType.System_Object } => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String or SpecialType.System_DateTime,
        { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => IsFromElsewhere(value),
        INamedTypeSymbol named => Array.IndexOf(s_values, named.Name) >= 0 || Array.IndexOf(s_given, named.Name) >= 0
            || named.TypeKind == TypeKind.Interface && !named.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable)
            || services.Contains(named.Name) || IsContext(named)
            || named.GetMembers("TryParse").Any(member => member is IMethodSymbol { IsStatic: true, DeclaredAccessibility: Accessibility.Public }),
        _ => false,
    };

    /// <summary>A DbContext is always a service.</summary>
    private static bool IsContext(INamedTypeSymbol type) => type.WithBases().Any(each => each.Name == "DbContext");
}
