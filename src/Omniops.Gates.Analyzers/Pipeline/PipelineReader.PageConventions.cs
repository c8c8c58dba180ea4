using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// What options say of Razor Pages: where they lie, who may call them, and by which routes. Source: PageConventionCollectionExtensions,
/// MvcRazorPagesMvcBuilderExtensions.
/// </content>
internal sealed partial class PipelineReader
{
    private const string PageLevel = "convention";

    private static readonly string[] s_routeWords = ["AttributeRouteModel", "RouteValues", "Template"];

    private static readonly string[] s_filterWords = ["Filters"];

    private static readonly string[] s_selectorChanges = ["Clear", "Insert", "Remove", "RemoveAt"];

    /// <summary>AddRazorPages().WithRazorPagesRoot("/Features")</summary>
    private void NotePageRoot(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (method.Name is not ("WithRazorPagesRoot" or "WithRazorPagesAtContentRoot") || !KnownMiddleware.IsFramework(method.ContainingAssembly))
            return;

        _facts.Options.Add(new OptionWrite("RazorPagesOptions", "RootDirectory", null, null, Site(call, scope), scope)
        {
            Constant = method.Name == "WithRazorPagesAtContentRoot" ? "/" : call.Arguments.LastOrDefault() is { } root ? TextOf(root.Value) : null,
            Operation = call,
        });
    }

    /// <summary>options.Conventions.AuthorizeFolder("/admin")</summary>
    private void NotePageConvention(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (method.Name is "Add" or "Insert")
            NotePageConventionClass(call, scope);
        else
            NoteNamedPages(call, method, scope);
    }

    private void NoteNamedPages(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        var policy = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "policy" } && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;
        var code = call.Arguments.LastOrDefault(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate)?.Value;
        foreach (var on in PagesOf(call, method))
        {
            var convention = new EndpointConvention(ConventionKind.Unknown, call.NameLocation(), scope, PageLevel)
            {
                Reason = $"'{method.Name}' can say anything of pages",
                Depth = on.Depth,
            };
            if (method.Name.StartsWith("Authorize", StringComparison.Ordinal))
                _facts.PageConventions.Add(new PageConvention(Named(policy, convention with { Kind = ConventionKind.Authorize, Reason = null }), on));
            else if (method.Name.StartsWith("AllowAnonymousTo", StringComparison.Ordinal))
                _facts.PageConventions.Add(new PageConvention(convention with { Kind = ConventionKind.Anonymous, Reason = null }, on));
            else if (method.Name is "AddPageRoute" or "AddAreaPageRoute")
                _facts.PageRoutes.Add(new PageRoute(on, call.Arguments.LastOrDefault() is { } route ? TextOf(route.Value) ?? HeaderTexts.Hole.ToString() : ""));
            else if (method.Name.EndsWith("RouteModelConvention", StringComparison.Ordinal))
                NoteRouteChange(BodyOf(code), on, scope);
            else if (method.Name.EndsWith("ApplicationModelConvention", StringComparison.Ordinal))
                _facts.PageConventions.AddRange(SaidIn(BodyOf(code), convention).Select(said => new PageConvention(said with { Depth = on.Depth }, on)));
            else if (method.Name == "ConfigureFilter")
                _facts.PageConventions.AddRange(FilterOf(call, convention).Select(said => new PageConvention(said, on)));
        }
    }

    /// <summary>The pages that a call names; those that a loop goes through one by one.</summary>
    private IEnumerable<PagePath> PagesOf(IInvocationOperation call, IMethodSymbol method)
    {
        if (method.Name == "ConfigureFilter")
            return [PagePath.All];

        var given = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_String, Name: "folderPath" or "pageName" });
        var area = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_String, Name: "areaName" });
        var isFolder = given?.Parameter?.Name == "folderPath";
        if (area is not null && TextOf(area.Value) is null)
            return [new PagePath(null, null, isFolder)];

        return (given is null ? [null] : TextsOf(given.Value)).Select(path => new PagePath(area is null ? null : TextOf(area.Value), path, isFolder));
    }

    /// <summary>The text, or each of those that a loop goes through; null for one that is not known.</summary>
    private IEnumerable<string?> TextsOf(IOperation value)
    {
        if (_values.Origin(value) is ILocalReferenceOperation { Local: var local } reference)
        {
            for (var around = reference.Parent; around is not null; around = around.Parent)
            {
                if (around is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var variable } } loop
                    && SymbolEqualityComparer.Default.Equals(variable, local)
                    && _values.Origin(loop.Collection) is IArrayCreationOperation { Initializer: not null } or { Syntax: CollectionExpressionSyntax })
                {
                    return Elements(loop.Collection).Select(TextOf);
                }
            }
        }

        return [TextOf(value)];
    }

    /// <summary>options.Conventions.Add(new PageRouteTransformerConvention(new Slugs())), or one of the team's own.</summary>
    private void NotePageConventionClass(IInvocationOperation call, PipelineScope scope)
    {
        var given = call.Arguments.LastOrDefault()?.Value;
        if (given is null || !scope.Environments.Includes(EnvironmentSet.Production))
            return;

        var type = _values.Origin(given).Type as INamedTypeSymbol;
        // The framework's own convention writes names otherwise and says nothing else.
        if (type is { Name: "PageRouteTransformerConvention" } || type?.BaseType is { Name: "PageRouteTransformerConvention" })
        {
            _facts.ChangesPageNames = true;
            return;
        }

        if (Mentions(type, s_routeWords))
            _facts.PageRoutes.Add(new PageRoute(PagePath.All, HeaderTexts.Hole.ToString(), IsReplaced: type is null || !bodies.Has(type) || IsReplacing(type)));
        // Which outweighs whatever asks for somebody.
        if (type is not null && CodeOf(type)?.SelectMany(each => each.DescendantNodes()).Any(IsOpening) == true)
        {
            _facts.PageConventions.Add(new PageConvention(
                new EndpointConvention(ConventionKind.Anonymous, call.NameLocation(), scope.Perhaps(call.Syntax, $"'{type.Name}'"), PageLevel), PagePath.All));
        }

        if (Mentions(type, s_accessWords))
        {
            _facts.PageConventions.Add(new PageConvention(
                new EndpointConvention(ConventionKind.Unknown, call.NameLocation(), scope, PageLevel) { Reason = $"'{type?.Name ?? "Add"}' can say anything of pages" },
                PagePath.All));
        }
        else if (type is not null && Mentions(type, s_filterWords))
        {
            _facts.PageConventions.AddRange(FiltersOf(type.Name, CodeOf(type)?.SelectMany(each => each.DescendantNodes()).ToList() ?? [], call, scope).Select(said => new PageConvention(said, PagePath.All)));
        }
    }

    /// <summary>Whether the code of a class speaks of one of some members; what cannot be seen may.</summary>
    private bool Mentions(ITypeSymbol? type, string[] names) => type is not INamedTypeSymbol named || !bodies.Has(named)
        || named.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantTokens().Any(token => Array.IndexOf(names, token.ValueText) >= 0));

    /// <summary>The code of a delegate; null where it is not in sight.</summary>
    private IOperation? BodyOf(IOperation? code) => _values.Of(code) is not { } function ? null
        : function.Lambda?.Body ?? (function.Method is { Method: var method } ? bodies.Find(method, cancellation) : null);

    /// <summary>Code that adds selectors gives pages further routes, and code that changes those that are there gives them others.</summary>
    private void NoteRouteChange(IOperation? code, PagePath on, PipelineScope scope)
    {
        if (scope.Environments.Includes(EnvironmentSet.Production))
            _facts.PageRoutes.Add(new PageRoute(on, HeaderTexts.Hole.ToString(), IsReplaced: code is null || IsReplacing(code)));
    }

    private bool IsReplacing(INamedTypeSymbol convention) =>
        convention.GetMembers().OfType<IMethodSymbol>().Select(method => bodies.Find(method, cancellation)).Any(body => body is not null && IsReplacing(body));

    /// <summary>Whether code does more to routes than to add some, or to leave one out of links.</summary>
    private static bool IsReplacing(IOperation code) => code.Descendants().Any(operation => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "AttributeRouteModel" or "Template", ContainingType.Name: "SelectorModel" or "AttributeRouteModel" } } target } =>
            target.Instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
        IInvocationOperation { TargetMethod.Name: var name, Instance: IPropertyReferenceOperation { Property.Name: "Selectors" } } => Array.IndexOf(s_selectorChanges, name) >= 0,
        _ => false,
    });

    /// <summary>
    /// model => model.Filters.Add(new AuthorizeFilter()): what code adds to a page, certain where nothing stands around it. Of what it calls
    /// with the model nothing is known.
    /// </summary>
    private IEnumerable<EndpointConvention> SaidIn(IOperation? code, EndpointConvention unknown)
    {
        if (code is null)
        {
            yield return unknown;
            yield break;
        }

        foreach (var call in code.Descendants().OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name is "Add" or "Insert"
                && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrapped() is IPropertyReferenceOperation { Property.Name: "EndpointMetadata" or "Filters" })
            {
                foreach (var said in FilterOf(call, unknown))
                    yield return IsAlways(call, code) ? said : unknown with { Place = call.NameLocation() };
            }
            else if (call.Arguments.Any(argument => argument.Value.Unwrapped().Type?.Name == "PageApplicationModel"))
            {
                yield return unknown with { Place = call.NameLocation() };
            }
        }
    }

    /// <summary>What a filter or metadata says that a call adds; none for what says nothing.</summary>
    private IEnumerable<EndpointConvention> FilterOf(IInvocationOperation call, EndpointConvention unknown)
    {
        var given = call.Arguments.LastOrDefault()?.Value;
        if (given?.Unwrapped().Type?.TypeKind == TypeKind.Delegate)
            return [unknown];

        return _values.Origin(given ?? call) is not IObjectCreationOperation { Type: INamedTypeSymbol type } source ? [unknown]
            : SaidByFilter(type, source, unknown.Place, unknown.Scope, unknown.Level) is { } said ? [said with { Depth = unknown.Depth }] : [];
    }

    private static bool IsAlways(IOperation call, IOperation code)
    {
        for (var around = call.Parent; around is not null && around != code; around = around.Parent)
        {
            if (around is not (IExpressionStatementOperation or IBlockOperation or IReturnOperation))
                return false;
        }

        return true;
    }
}
