using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// The classes and attributes of MVC by their full names, of ASP.NET Core and of ASP.NET before it. Source: ControllerFeatureProvider,
/// DefaultApplicationModelProvider, HttpMethodActionConstraint; System.Web.Mvc.ActionMethodSelector.
/// </summary>
internal static class MvcNames
{
    private const string Core = "Microsoft.AspNetCore.Mvc";
    private const string Old = "System.Web.Mvc";
    private const string Authorization = "Microsoft.AspNetCore.Authorization";

    /// <summary>HttpVerbs of System.Web.Mvc by its bits.</summary>
    private static readonly string[] s_bits = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"];

    private static readonly string[] s_verbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];
    private static readonly string[] s_handlers = ["OnPost", "OnPut", "OnDelete", "OnPatch"];

    /// <summary>Whether MVC finds the class by what it derives from.</summary>
    public static bool IsController(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, ContainingType: null }
        && type.WithBases().Skip(1).Any(each => each.Name is "ControllerBase" or "Controller" && IsMvc(each))
        && !type.WithBases().Any(each => Has(each, "NonControllerAttribute"));

    /// <summary>Whether MVC finds the class by its name alone.</summary>
    public static bool IsNamedController(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, ContainingType: null, DeclaredAccessibility: Accessibility.Public, Arity: 0 }
        && type.Name.EndsWith("Controller", StringComparison.OrdinalIgnoreCase) && !type.WithBases().Any(each => Has(each, "NonControllerAttribute"));

    public static bool IsPage(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class }
        && type.WithBases().Skip(1).Any(each => each.Name == "PageModel" && each.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Mvc.RazorPages");

    /// <summary>Whether the class answers programs: its base, or its assembly, may say so.</summary>
    public static bool IsApi(INamedTypeSymbol type) =>
        type.WithBases().Any(each => Has(each, "ApiControllerAttribute")) || Has(type.ContainingAssembly, "ApiControllerAttribute");

    /// <summary>Whether MVC calls the method for a request.</summary>
    public static bool IsAction(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public, Arity: 0 }
        && !Overridden(method).Any(each => Has(each, "NonActionAttribute") || Has(each, "ChildActionOnlyAttribute"))
        && Overridden(method).Last().ContainingType is { SpecialType: not SpecialType.System_Object } declared && !IsFrameworkBase(declared)
        && method is not { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 };

    /// <summary>Whether a method of a page answers requests.</summary>
    public static bool IsHandler(IMethodSymbol method) => IsUnsafeHandler(method)
        || method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } && method.Name.StartsWith("OnGet", StringComparison.Ordinal);

    /// <summary>Whether a handler of a page changes state.</summary>
    public static bool IsUnsafeHandler(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public }
        && Array.Exists(s_handlers, name => method.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Whether the attribute, or one that it derives from, is this one of MVC's.</summary>
    public static bool Is(INamedTypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == name && IsMvc(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether it asks for somebody. Source: IAuthorizeData.</summary>
    public static bool IsAuthorize(INamedTypeSymbol? type) => Implements(type, "IAuthorizeData") || Is(type, "AuthorizeAttribute");

    /// <summary>Whether it lets everybody in. Source: IAllowAnonymous.</summary>
    public static bool IsAnonymous(INamedTypeSymbol? type) => Implements(type, "IAllowAnonymous") || Is(type, "AllowAnonymousAttribute");

    /// <summary>Whether derived classes and overriding methods have it as well.</summary>
    public static bool IsInherited(INamedTypeSymbol? attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().FirstOrDefault(each => each.AttributeClass?.Name == "AttributeUsageAttribute") is { } usage)
                return usage.NamedArguments.FirstOrDefault(given => given.Key == "Inherited").Value.Value is not false;
        }

        return true;
    }

    public static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
            yield return current;
    }

    /// <summary>The verbs that an attribute of MVC's, or one that derives from it, is for; null for any other.</summary>
    public static IReadOnlyList<string>? VerbsOf(AttributeData attribute)
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name.StartsWith("Http", StringComparison.Ordinal) && type.Name.EndsWith("Attribute", StringComparison.Ordinal)
                && type.Name.Substring(4, type.Name.Length - 13) is var verb && Array.IndexOf(s_verbs, verb) >= 0 && IsMvc(type))
            {
                return [verb.ToUpperInvariant()];
            }

            if (type.Name == "AcceptVerbsAttribute" && IsMvc(type))
            {
                return [.. attribute.ConstructorArguments
                    .SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
                    .SelectMany(given => given is int bits ? s_bits.Where((_, at) => (bits & 1 << at) != 0)
                        : given is string name ? [name.ToUpperInvariant()] : Enumerable.Empty<string>())];
            }
        }

        return null;
    }

    private static bool IsFrameworkBase(INamedTypeSymbol type) => type.Name is "ControllerBase" or "Controller" && IsMvc(type);

    /// <summary>Whether a part of a route, or an action, lets everybody try to come in.</summary>
    public static bool IsEntrance(string name) => name.ToLowerInvariant() is "login" or "signin" or "sign-in" or "logon" or "logout";

    /// <summary>The path of an action without the templates of its own: by its area, controller and name.</summary>
    public static string RouteOf(INamedTypeSymbol controller, IMethodSymbol action)
    {
        var name = controller.Name.EndsWith("Controller", StringComparison.Ordinal)
            ? controller.Name.Substring(0, controller.Name.Length - "Controller".Length) : controller.Name;
        var given = controller.WithBases().SelectMany(type => type.GetAttributes())
            .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "AreaAttribute")?
            .ConstructorArguments.FirstOrDefault().Value as string;
        var template = controller.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "RouteAttribute")?
            .ConstructorArguments.FirstOrDefault().Value as string;
        return $"/{(template ?? $"{given}/{name}").Replace("[controller]", name).Replace("[area]", given)}/{action.Name}";
    }

    /// <summary>Whether the type is one of MVC's own.</summary>
    public static bool IsMvc(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() is Core or Old;

    private static bool Implements(INamedTypeSymbol? type, string contract) => type is not null && type.AllInterfaces.Any(each =>
        each.Name == contract && each.ContainingNamespace.ToDisplayString() == Authorization);

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(each => Is(each.AttributeClass, attribute));
}
