using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Finds controllers and their actions as MVC does. Source: ControllerFeatureProvider, DefaultApplicationModelProvider.
/// </summary>
/// <param name="keepsAsync">Whether names of actions keep their ending Async.</param>
/// <param name="hidesTokens">Whether it is not known what names become in the place of tokens.</param>
/// <param name="transformer">What writes names anew in the place of tokens.</param>
/// <param name="data">What OData serves.</param>
internal sealed class ControllerReader(
    SourceBodies bodies, ReferencedFacts libraries, bool keepsAsync, bool hidesTokens, OutboundTransformer? transformer, DataRoutes data,
    CancellationToken cancellation)
{
    private static readonly string?[] s_nothing = [null];

    private static readonly string[] s_dataVerbs = ["Delete", "Get", "Patch", "Post", "Put"];

    private readonly RouteAttributes _routes = new(bodies, libraries, cancellation);

    /// <summary>The actions of a controller.</summary>
    /// <param name="scope">When controllers are mapped.</param>
    /// <param name="conventional">The routes that controllers are mapped to by name.</param>
    public IEnumerable<Endpoint> Read(
        INamedTypeSymbol controller, PipelineScope scope, IReadOnlyList<ControllerRoute> conventional, Location? place = null)
    {
        var said = TypeAttributes(controller, scope, "controller", bodies, cancellation).ToList();
        var prefixes = TemplatesOf(controller).ToList();
        var area = AreaOf(controller);
        var name = controller.Name.EndsWith("Controller", StringComparison.Ordinal)
            ? controller.Name.Substring(0, controller.Name.Length - "Controller".Length) : controller.Name;
        // What becomes of Items`1 only who makes a controller of it knows.
        if (controller.Arity > 0)
            name = HeaderTexts.Hole.ToString();
        foreach (var action in ActionsOf(controller))
        {
            var conventions = said.Concat(MethodAttributes(action, scope)).ToList();
            var actionName = ActionName(action);
            var own = ActionTemplates(action).ToList();
            // An action of a base class in another project has no place here; the class that inherits it has.
            var location = place ?? action.Locations.Concat(controller.Locations).FirstOrDefault(each => each.IsInSource) ?? Location.None;
            var made = new Endpoint(EndpointKind.Controller, "", [], location, scope, conventions)
            {
                Handler = $"{controller.Name}.{action.Name}",
                Method = action,
                Type = controller,
            };
            if (prefixes.Count == 0 && !own.Exists(each => each.Template is not null))
            {
                IReadOnlyList<string>? verbs = own.Exists(each => each.Verbs is null) ? null : [.. own.SelectMany(each => each.Verbs!).Distinct()];
                foreach (var mapped in conventional)
                {
                    if (mapped.Of(name, actionName, area) is { } route)
                        yield return made with { Route = route, Verbs = verbs };
                }

                foreach (var route in IsOfData(controller) ? data.Of(controller, name, action) : [])
                    yield return made with { Route = route, Verbs = verbs is { Count: 0 } ? VerbOfData(action.Name) : verbs };
                continue;
            }

            foreach (var (template, verbs) in own.Count == 0 ? [(null, [])] : own)
            {
                IEnumerable<string?> around = prefixes.Count == 0 || IsWhole(template) ? s_nothing : prefixes;
                foreach (var prefix in around)
                {
                    if (Routes.CombineTemplates(prefix, template) is not { } route)
                        continue;

                    var isKnown = true;
                    route = Routes.ReplaceTokens(route, NameOf);
                    yield return made with { Route = isKnown ? route : Routes.Combine("", HeaderTexts.Hole.ToString()), Verbs = verbs };

                    string? NameOf(string token)
                    {
                        switch (token)
                        {
                            case "controller":
                                return Shown(name);
                            case "action":
                                return Shown(actionName);
                            case "area":
                                return Shown(area ?? "");
                            default:
                                // What a token of the team's own stands for only its convention knows, slashes as well.
                                isKnown = false;
                                return null;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether MVC serves the class.</summary>
    public static bool IsController(INamedTypeSymbol type) =>
        type is { DeclaredAccessibility: Accessibility.Public, ContainingType: null } && IsControllerButForAccess(type);

    /// <summary>Whether the class is one that code of the application's own may take for a controller, though it is internal or within another.</summary>
    public static bool IsControllerButForAccess(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, Arity: 0 }
        && !type.WithBases().Any(each => Has(each, "NonControllerAttribute"))
        && (type.Name.EndsWith("Controller", StringComparison.OrdinalIgnoreCase) || type.WithBases().Any(each => Has(each, "ControllerAttribute")));

    /// <summary>Whether the class is one that code of the application's own may make controllers of.</summary>
    public static bool IsGeneric(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, Arity: > 0, ContainingType: null, DeclaredAccessibility: Accessibility.Public }
        && type.WithBases().Skip(1).Any(each => each.Name is "ControllerBase" && KnownMiddleware.IsFramework(each.ContainingAssembly));

    /// <summary>Whether the class answers with data for programs, as <c>[ApiController]</c> says.</summary>
    public static bool IsApi(INamedTypeSymbol type) =>
        type.WithBases().Any(each => Has(each, "ApiControllerAttribute")) || Has(type.ContainingAssembly, "ApiControllerAttribute");

    /// <summary>The public methods that are no part of a base of the framework's.</summary>
    public static IEnumerable<IMethodSymbol> ActionsOf(INamedTypeSymbol controller)
    {
        var hidden = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in controller.WithBases().TakeWhile(each => !IsFrameworkBase(each)))
        {
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            {
                if (method.OverriddenMethod is { } overridden)
                    hidden.Add(overridden.OriginalDefinition);
                if (method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: false, DeclaredAccessibility: Accessibility.Public, Arity: 0 }
                    && !hidden.Contains(method.OriginalDefinition) && !Overridden(method).Any(each => Has(each, "NonActionAttribute"))
                    && !IsDispose(method) && !IsOfFramework(method))
                {
                    yield return method;
                }
            }
        }
    }

    /// <summary>What the attributes of a class and of its bases say; those of its assembly do not count.</summary>
    public static IEnumerable<EndpointConvention> TypeAttributes(
        INamedTypeSymbol type, PipelineScope scope, string level, SourceBodies bodies, CancellationToken cancellation) =>
        type.WithBases().Reverse().SelectMany(each => MetadataReader.Of(each, scope, level, bodies, cancellation, isInherited: !SymbolEqualityComparer.Default.Equals(each, type)));

    private IEnumerable<EndpointConvention> MethodAttributes(IMethodSymbol method, PipelineScope scope) => Overridden(method).Reverse()
        .SelectMany(each => MetadataReader.Of(each, scope, "action", bodies, cancellation, isInherited: !SymbolEqualityComparer.Default.Equals(each, method)));

    /// <summary>The templates of an action with the verbs that each is for: none for every verb, null where they are not known.</summary>
    private IEnumerable<(string? Template, IReadOnlyList<string>? Verbs)> ActionTemplates(IMethodSymbol action)
    {
        // Of an action that is overridden the nearest method counts that says anything of routes. Source: DefaultApplicationModelProvider.
        var said = Overridden(action).Select(each => each.GetAttributes().Where(attribute => IsSaid(attribute.AttributeClass)).ToList())
            .FirstOrDefault(attributes => attributes.Count > 0) ?? [];
        // [AcceptVerbs("POST")] and [HttpPost] beside [Route("x")] share the route.
        var bare = new List<string>();
        var isBareKnown = true;
        var (plain, routes) = (new List<string>(), new List<(string?, IReadOnlyList<string>?)>());
        foreach (var attribute in said)
        {
            var (verbs, template) = (_routes.VerbsOf(attribute), _routes.TemplateOf(attribute));
            if (!RouteAttributes.IsVerb(attribute.AttributeClass) && template is not null)
                plain.Add(template);
            else if (template is not null)
                routes.Add((template, verbs));
            else
                bare.AddRange(verbs ?? []);
            isBareKnown &= verbs is not null || template is not null;
        }

        foreach (var template in plain)
            yield return (template, isBareKnown ? bare : null);
        foreach (var route in routes)
            yield return route;
        if (plain.Count == 0 && (bare.Count > 0 || !isBareKnown))
            yield return (null, isBareKnown ? bare : null);
    }

    private static bool IsSaid(INamedTypeSymbol? type) => RouteAttributes.IsRoute(type) || RouteAttributes.IsVerb(type);

    /// <summary>The templates of the class; of a base only where it has none itself.</summary>
    private IEnumerable<string> TemplatesOf(INamedTypeSymbol controller) =>
        controller.WithBases()
            .Select(each => each.GetAttributes().Where(attribute => RouteAttributes.IsRoute(attribute.AttributeClass)).Select(_routes.TemplateOf).OfType<string>().ToList())
            .FirstOrDefault(templates => templates.Count > 0) ?? [];

    private static bool IsWhole(string? template) =>
        template is not null && (template.StartsWith("/", StringComparison.Ordinal) || template.StartsWith("~/", StringComparison.Ordinal));

    private static string? AreaOf(INamedTypeSymbol controller) => controller.WithBases().SelectMany(each => each.GetAttributes())
        .FirstOrDefault(attribute => attribute.AttributeClass is { Name: "AreaAttribute" })?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>OData maps actions by their names and its model, to routes that only the model tells. Source: ODataController, routing conventions.</summary>
    private static bool IsOfData(INamedTypeSymbol controller) =>
        controller.WithBases().Any(each => each.Name == "ODataController" || Has(each, "ODataAttributeRoutingAttribute"));

    private static IReadOnlyList<string>? VerbOfData(string action) =>
        Array.Find(s_dataVerbs, verb => action.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) is { } verb ? [verb.ToUpperInvariant()] : null;

    private string Shown(string name) => name.Length == 0 || !Routes.IsKnown(name) ? name
        : hidesTokens ? HeaderTexts.Hole.ToString()
        : transformer is null ? name : transformer.Of(name) ?? HeaderTexts.Hole.ToString();

    private string ActionName(IMethodSymbol action)
    {
        var given = action.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "ActionNameAttribute" });
        return given?.ConstructorArguments.FirstOrDefault().Value as string
            // SuppressAsyncSuffixInActionNames is true unless it is set.
            ?? (!keepsAsync && action.Name.EndsWith("Async", StringComparison.Ordinal)
                ? action.Name.Substring(0, action.Name.Length - 5) : action.Name);
    }

    private static bool IsFrameworkBase(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object || type.Name is "ControllerBase" or "Controller" && KnownMiddleware.IsFramework(type.ContainingAssembly);

    private static bool IsDispose(IMethodSymbol method) => method is { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 };

    private static bool IsOfFramework(IMethodSymbol method) => Overridden(method).Last() is { ContainingType: var type }
        && (type.SpecialType == SpecialType.System_Object || KnownMiddleware.IsFramework(type.ContainingAssembly));

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
            yield return current;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(each => each.AttributeClass?.Name == attribute);
}
