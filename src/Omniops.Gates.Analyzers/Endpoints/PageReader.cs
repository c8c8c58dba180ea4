using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Finds Razor Pages and routable components by what the Razor compiler writes into the assembly: <c>RazorCompiledItem</c> and
/// <c>RouteAttribute</c>. Source: Microsoft.AspNetCore.Razor.Hosting, PageRouteModelFactory, RazorComponentEndpointFactory.
/// </summary>
internal sealed class PageReader(SourceBodies bodies, PipelineFacts facts, CancellationToken cancellation)
{
    /// <summary>The package whose pages sign in, register and reset passwords. Source: IdentityDefaultUIConfigureOptions.</summary>
    public const string IdentityPages = "Microsoft.AspNetCore.Identity.UI";

    private const string Kind = "mvc.1.0.razor-page";

    private const string Version = "/Pages/V5/";

    /// <summary>The folder that pages lie in; null where that is not known.</summary>
    private readonly string? _root = facts.OptionOf("RazorPagesOptions", "RootDirectory") is { } write ? write.Constant as string : "/Pages";

    /// <summary>The pages of an assembly.</summary>
    public IEnumerable<Endpoint> Pages(IAssemblySymbol assembly, PipelineScope scope, IReadOnlyList<PageConvention> conventions, Location place)
    {
        foreach (var item in assembly.GetAttributes())
        {
            if (item is not { AttributeClass.Name: "RazorCompiledItemAttribute", ConstructorArguments: [{ Value: INamedTypeSymbol page }, { Value: Kind }, { Value: string path }] })
                continue;

            // The package holds its pages once for each version of Bootstrap and serves those of the newest.
            if (path.StartsWith("/Areas/Identity/Pages/V4/", StringComparison.Ordinal) && assembly.Name == IdentityPages)
                continue;

            var (area, name) = Name(assembly.Name == IdentityPages ? path.Replace(Version, "/Pages/") : path);
            if (name is null)
                continue;

            var model = ModelOf(page);
            var said = (model is null ? [] : ControllerReader.TypeAttributes(model, scope, "page", bodies, cancellation))
                .Concat(ControllerReader.TypeAttributes(page, scope, "page", bodies, cancellation))
                .Concat(conventions.Where(each => Covers(each.On, area, name) is not false).Select(each =>
                    Covers(each.On, area, name) is null ? each.Convention with { Kind = ConventionKind.Unknown, Reason = "which pages it is said of is not known" } : each.Convention))
                .ToList();
            var made = new Endpoint(EndpointKind.Page, "", [], model?.Locations.FirstOrDefault(each => each.IsInSource) ?? FileOf(page, path) ?? place, scope, said)
            {
                Handler = area is null ? name : $"/{area}{name}",
                Type = model ?? page,
            };
            foreach (var route in RoutesOf(area, name, Template(page)).Distinct())
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

                var conventions = ControllerReader.TypeAttributes(type, scope, "component", bodies, cancellation).Concat(said).ToList();
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

    /// <summary>
    /// /Areas/Shop/Pages/Index.cshtml is the page /Index of the area Shop. What lies below neither folder is no page. Source:
    /// CompiledPageRouteModelProvider.
    /// </summary>
    private (string? Area, string? Name) Name(string path)
    {
        var name = path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - 7) : path;
        if (name.StartsWith("/Areas/", StringComparison.OrdinalIgnoreCase))
        {
            var segments = Routes.Segments(name);
            return segments.Length > 3 && segments[2] == "Pages" ? (segments[1], "/" + string.Join("/", segments.Skip(3))) : default;
        }

        if (_root is null)
            return (null, name);

        var root = _root.Trim('/') is { Length: > 0 } folder ? $"/{folder}/" : "/";
        return name.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? (null, name.Substring(root.Length - 1)) : default;
    }

    private bool? Covers(PagePath path, string? area, string name) => _root is null && area is null && path != PagePath.All ? null : path.Covers(area, name);

    /// <summary>A page named Index also answers for its folder. A template that begins with a slash stands for itself.</summary>
    private IEnumerable<string> RoutesOf(string? area, string name, string? template)
    {
        var said = facts.PageRoutes.Where(each => Covers(each.On, area, name) is not false).ToList();
        var further = said.Where(each => each.Route.Length > 0).Select(each => Routes.Combine("", each.Route));
        if (said.Exists(each => each.IsReplaced) || _root is null && area is null)
            return [HeaderTexts.Hole.ToString(), .. further];
        if (template is not null && (template.StartsWith("/", StringComparison.Ordinal) || template.StartsWith("~/", StringComparison.Ordinal)))
            return [Routes.Combine("", template.TrimStart('~')), .. further];

        var path = Routes.Combine(area ?? "", name);
        var folder = name.EndsWith("/Index", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - "/Index".Length) : null;
        return [Own(path), .. folder is null ? Enumerable.Empty<string>() : [Own(folder)], .. further];

        string Own(string of) => Routes.Combine(facts.ChangesPageNames ? string.Join("/", Routes.Segments(of).Select(_ => HeaderTexts.Hole)) : of, template ?? "");
    }

    /// <summary>The page's own file, by what the Razor compiler writes at the head of what it makes of it.</summary>
    private Location? FileOf(INamedTypeSymbol page, string path)
    {
        foreach (var part in page.DeclaringSyntaxReferences)
        {
            foreach (var trivia in part.SyntaxTree.GetRoot(cancellation).GetLeadingTrivia())
            {
                if (trivia.GetStructure() is PragmaChecksumDirectiveTriviaSyntax { File.ValueText: var file } && Path.IsPathRooted(file)
                    && file.Replace('\\', '/').EndsWith(path, StringComparison.OrdinalIgnoreCase))
                {
                    return Location.Create(file, default, default);
                }
            }
        }

        return null;
    }

    private static string? Template(INamedTypeSymbol page) => page.GetAttributes()
        .Where(each => each is { AttributeClass.Name: "RazorCompiledItemMetadataAttribute", ConstructorArguments: [{ Value: "RouteTemplate" }, _] })
        .Select(each => each.ConstructorArguments[1].Value as string).FirstOrDefault();

    private static INamedTypeSymbol? ModelOf(INamedTypeSymbol page) =>
        page.GetMembers("Model").OfType<IPropertySymbol>().FirstOrDefault()?.Type as INamedTypeSymbol is { } model
        && !SymbolEqualityComparer.Default.Equals(model, page) ? model : null;
}
