using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Finds Razor Pages and routable components by what the Razor compiler writes into the assembly: <c>RazorCompiledItem</c> and
/// <c>RouteAttribute</c>. Source: Microsoft.AspNetCore.Razor.Hosting, PageRouteModelFactory, RazorComponentEndpointFactory.
/// </summary>
internal sealed class PageReader(CancellationToken cancellation)
{
    /// <summary>The package whose pages sign in, register and reset passwords. Source: IdentityDefaultUIConfigureOptions.</summary>
    public const string IdentityPages = "Microsoft.AspNetCore.Identity.UI";

    private const string Kind = "mvc.1.0.razor-page";

    private const string Version = "/Pages/V5/";

    /// <summary>The pages of an assembly.</summary>
    /// <param name="routes">Further routes of pages.</param>
    public IEnumerable<Endpoint> Pages(
        IAssemblySymbol assembly, PipelineScope scope, IReadOnlyList<(string Page, string Route)> routes, IReadOnlyList<PageConvention> conventions, Location place)
    {
        foreach (var item in assembly.GetAttributes())
        {
            if (item is not { AttributeClass.Name: "RazorCompiledItemAttribute", ConstructorArguments: [{ Value: INamedTypeSymbol page }, { Value: Kind }, { Value: string path }] })
                continue;

            // The package holds its pages once for each version of Bootstrap and serves those of the newest.
            var (area, name) = Name(assembly.Name == IdentityPages ? path.Replace(Version, "/Pages/") : path);
            if (path.StartsWith("/Areas/Identity/Pages/V4/", StringComparison.Ordinal) && assembly.Name == IdentityPages)
                continue;
            if (name is null)
                continue;

            var model = ModelOf(page);
            var said = (model is null ? [] : ControllerReader.TypeAttributes(model, scope, "page", cancellation))
                .Concat(ControllerReader.TypeAttributes(page, scope, "page", cancellation))
                .Concat(conventions.Where(each => each.Covers(area, name) is not false).Select(each =>
                    each.Covers(area, name) is null ? each.Convention with { Kind = ConventionKind.Unknown, Reason = "which pages it is said of is not known" } : each.Convention))
                .ToList();
            var made = new Endpoint(EndpointKind.Page, "", [], model?.Locations.FirstOrDefault(each => each.IsInSource) ?? place, scope, said)
            {
                Handler = area is null ? name : $"/{area}{name}",
                Type = model ?? page,
            };
            foreach (var route in RoutesOf(area, name, Template(page)).Concat(routes.Where(each => each.Page == name).Select(each => Routes.Combine("", each.Route))))
                yield return made with { Route = route };
        }
    }

    /// <summary>The components of an assembly that have a route.</summary>
    public IEnumerable<Endpoint> Components(IEnumerable<INamedTypeSymbol> types, PipelineScope scope, IReadOnlyList<EndpointConvention> said)
    {
        foreach (var type in types)
        {
            if (!type.AllInterfaces.Any(each => each is { Name: "IComponent", ContainingNamespace.Name: "Components" }))
                continue;

            foreach (var attribute in type.GetAttributes())
            {
                if (attribute is not { AttributeClass: { Name: "RouteAttribute", ContainingNamespace.Name: "Components" }, ConstructorArguments: [{ Value: string template }] })
                    continue;

                // The Razor compiler says of the template, and of nothing else of it, where it stands in the component's own file.
                var written = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();

                var conventions = ControllerReader.TypeAttributes(type, scope, "component", cancellation).Concat(said).ToList();
                yield return new Endpoint(
                    EndpointKind.Component, Routes.Combine("", template), ["GET", "POST"],
                    written?.GetLocation() ?? type.Locations.FirstOrDefault() ?? Location.None, scope, conventions)
                {
                    Handler = type.Name,
                    Type = type,
                };
            }
        }
    }

    /// <summary>/Areas/Shop/Pages/Index.cshtml is the page /Index of the area Shop.</summary>
    private static (string? Area, string? Name) Name(string path)
    {
        var segments = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var isArea = segments.Length > 3 && segments[0] == "Areas" && segments[2] == "Pages";
        if (!isArea && (segments.Length < 2 || segments[0] != "Pages"))
            return (null, null);

        var name = "/" + string.Join("/", segments.Skip(isArea ? 3 : 1));
        return (isArea ? segments[1] : null, name.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 7) : name);
    }

    /// <summary>A page named Index also answers for its folder. A template that begins with a slash stands for itself.</summary>
    private static IEnumerable<string> RoutesOf(string? area, string name, string? template)
    {
        if (template is not null && (template.StartsWith("/", StringComparison.Ordinal) || template.StartsWith("~/", StringComparison.Ordinal)))
            return [Routes.Combine("", template.TrimStart('~'))];

        var path = Routes.Combine(area ?? "", name);
        var own = Routes.Combine(path, template ?? "");
        return name.EndsWith("/Index", StringComparison.OrdinalIgnoreCase)
            ? [own, Routes.Combine(path.Substring(0, path.Length - "/Index".Length), template ?? "")]
            : [own];
    }

    private static string? Template(INamedTypeSymbol page) => page.GetAttributes()
        .Where(each => each is { AttributeClass.Name: "RazorCompiledItemMetadataAttribute", ConstructorArguments: [{ Value: "RouteTemplate" }, _] })
        .Select(each => each.ConstructorArguments[1].Value as string).FirstOrDefault();

    private static INamedTypeSymbol? ModelOf(INamedTypeSymbol page) =>
        page.GetMembers("Model").OfType<IPropertySymbol>().FirstOrDefault()?.Type as INamedTypeSymbol is { } model
        && !SymbolEqualityComparer.Default.Equals(model, page) ? model : null;
}
