using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Methods of referenced projects, of which is known what they do.</content>
internal sealed partial class PipelineReader
{
    /// <returns>What the method returns, where its caller can say more of the endpoints that it maps.</returns>
    private PipelineValue? Import(IReadOnlyList<LibraryFact> facts, ISymbol symbol, IInvocationOperation call, PipelineScope scope, PipelineCall? host)
    {
        // MapEndpoints(this WebApplication app, RouteGroupBuilder? group = null)
        var given = call.Arguments.Where(argument => argument.Parameter?.Type.IsA(types.EndpointRouteBuilder) == true).ToList();
        var routes = (given.Find(argument => argument.Parameter!.Type.IsA(types.EndpointConventionBuilder) && argument.ArgumentKind == ArgumentKind.Explicit && !argument.Value.IsNull())
            ?? given.FirstOrDefault())?.Value ?? call.Instance;
        return Import(facts, symbol, call, scope, host, _values.Of(routes)?.Group);
    }

    /// <param name="group">The group of endpoints that it is handed.</param>
    private PipelineValue? Import(
        IReadOnlyList<LibraryFact> facts, ISymbol symbol, IInvocationOperation call, PipelineScope scope, PipelineCall? host, EndpointGroup? group)
    {
        var library = $"'{symbol.Name}' of {symbol.ContainingAssembly.Name}";
        var returned = new EndpointGroup(group, "");
        EndpointGroup? own = null;
        var built = (PipelineCall?)null;
        foreach (var written in facts)
        {
            var fact = written.Value is string text && symbol is IMethodSymbol
                ? written with { Value = Complete(text, written.Kind == LibraryFactKind.Dispatch, call) } : written;
            var within = Within(fact, call, scope, library);
            switch (fact.Kind)
            {
                case LibraryFactKind.Gap:
                    Gap(call, within, host, $"{fact.Name} (in {library})");
                    break;
                case LibraryFactKind.Option:
                    var dot = fact.Name.LastIndexOf('.');
                    _facts.Options.Add(new OptionWrite(fact.Name.Substring(0, dot), fact.Name.Substring(dot + 1), null, fact.Method, Site(call, scope), within)
                    {
                        Constant = fact.Value,
                        Operation = call,
                        Library = library,
                    });
                    break;
                case LibraryFactKind.AccessPolicy when LibraryEndpoint.ReadPolicy(fact.Value as string ?? "", call.NameLocation(), within) is { } policy:
                    _facts.AccessPolicies.Add(policy);
                    break;
                case LibraryFactKind.RateLimit when LibraryEndpoint.ReadLimit(fact.Value as string ?? "", call.NameLocation(), within) is { } limit:
                    _facts.RateLimits.Add(limit);
                    break;
                case LibraryFactKind.GlobalFilter when LibraryEndpoint.ReadConvention(fact.Value as string ?? "", call.NameLocation(), within) is { } filter:
                    _facts.GlobalFilters.Add(filter with { IsByFilter = filter.Kind is ConventionKind.Authorize or ConventionKind.Anonymous });
                    break;
                case LibraryFactKind.PageConvention when LibraryPage.ReadConvention(fact.Value as string ?? "", call.NameLocation(), within) is { } page:
                    _facts.PageConventions.Add(page);
                    break;
                case LibraryFactKind.PageRoute when LibraryPage.ReadRoute(fact.Value as string ?? "") is { } route:
                    _facts.PageRoutes.Add(route);
                    break;
                case LibraryFactKind.Convention:
                    if (group is not null && LibraryEndpoint.ReadConvention(fact.Value as string ?? "", call.NameLocation(), within) is { } convention)
                        group.Conventions.Add(convention);
                    break;
                case LibraryFactKind.Group:
                    own = OwnGroup(fact, call, scope, group, returned);
                    break;
                case LibraryFactKind.Controllers when LibraryEndpoint.ReadConvention(fact.Value as string ?? "", call.NameLocation(), within) is { } said:
                    _facts.ControllerConventions.Add(said with { IsByFilter = said.Kind is ConventionKind.Authorize or ConventionKind.Anonymous });
                    break;
                case LibraryFactKind.Filter:
                    break;
                case LibraryFactKind.Host:
                    host = built = AddHost(call, fact.Name, within);
                    break;
                case LibraryFactKind.Controllers:
                    ControllerFacts.Note(fact.Name, _facts);
                    break;
                case LibraryFactKind.Dispatch:
                    ImportDispatch(fact, call, within, host, group, returned);
                    break;
                case LibraryFactKind.AccessPolicy or LibraryFactKind.GlobalFilter or LibraryFactKind.PageConvention or LibraryFactKind.PageRoute or LibraryFactKind.RateLimit:
                    Gap(call, within, host, $"what {library} says of access or limits cannot be read");
                    break;
                default:
                    Import(ListOf(fact.Kind), fact, call, within, host, library);
                    if (fact.Kind == LibraryFactKind.Endpoint && fact.Name != "MapGroup")
                        ImportEndpoint(fact, call, within, group, returned);
                    break;
            }
        }

        if (own is not null)
            return new PipelineValue(host, Group: own);
        if (built is not null)
            return new PipelineValue(Host: built);

        return symbol is IMethodSymbol { ReturnsVoid: false, ReturnType: var type } && facts.Any(fact => fact.Kind == LibraryFactKind.Endpoint)
            ? new PipelineValue(host, Group: type.Name == "RouteGroupBuilder" || !types.CarriesHosting(type) ? returned : group)
            : null;
    }

    private PipelineScope Within(LibraryFact fact, IInvocationOperation call, PipelineScope scope, string library) =>
        fact.Within(scope, call.Syntax, library, path => Complete(path, isDispatch: false, call));

    /// <summary>Puts in what the call gives the method. What modules say is put in where they are known.</summary>
    private string Complete(string text, bool isDispatch, IInvocationOperation call)
    {
        return isDispatch ? LibraryTexts.WithParameters(text, Given) : LibraryTexts.Complete(text, Given);

        string? Given(int ordinal) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal) is { } argument
            ? argument.Value.ConstantValue.Value is "" ? "" : HeaderTexts.Of(argument.Value, _values.Origin, KnownText) : null;
    }

    /// <summary>
    /// A group that a library makes and returns. What the library maps in it knows already what it says of it; what the caller says of it holds
    /// for both.
    /// </summary>
    private static EndpointGroup OwnGroup(LibraryFact fact, IInvocationOperation call, PipelineScope scope, EndpointGroup? group, EndpointGroup returned)
    {
        var mapped = new PipelineCall("MapGroup", call.NameLocation(), scope, Host: null, 0);
        if (LibraryEndpoint.ReadMapping(fact.Value as string ?? "", mapped, group, returned, call.NameLocation(), scope) is not { } mapping)
            return new EndpointGroup(group, HeaderTexts.Hole.ToString(), returned.Conventions);

        var made = new EndpointGroup(group, mapping.Pattern);
        made.Conventions.AddRange(mapping.Conventions);
        return new EndpointGroup(made, "", returned.Conventions);
    }

    /// <summary>One whose text is not understood is there all the same, with nothing known of it.</summary>
    private void ImportEndpoint(LibraryFact fact, IInvocationOperation call, PipelineScope scope, EndpointGroup? group, EndpointGroup returned)
    {
        var mapped = _facts.Endpoints[_facts.Endpoints.Count - 1];
        _facts.Mappings.Add(LibraryEndpoint.ReadMapping(fact.Value as string ?? "", mapped, group, returned, call.NameLocation(), scope)
            ?? new EndpointMapping(EndpointKind.Library, mapped, group) { Pattern = HeaderTexts.Hole.ToString(), Verbs = null });
    }

    private void Import(List<PipelineCall> facts, LibraryFact fact, IInvocationOperation call, PipelineScope scope, PipelineCall? host, string library)
    {
        Add(facts, fact.Name, call, scope, host, fact.Value as string);
        var last = facts.Count - 1;
        facts[last] = facts[last] with { Operation = null, Library = library, Caller = call.NameLocation(), IsOnStarting = fact.IsOnStarting, IsAppended = fact.IsAppended };
    }

    private List<PipelineCall> ListOf(LibraryFactKind kind) => kind switch
    {
        LibraryFactKind.Answer => _facts.Answers,
        LibraryFactKind.Endpoint => _facts.Endpoints,
        LibraryFactKind.Header => _facts.Headers,
        LibraryFactKind.Middleware => _facts.Middleware,
        LibraryFactKind.Page => _facts.Pages,
        LibraryFactKind.Refusal => _facts.Refusals,
        LibraryFactKind.RemovedHeader => _facts.RemovedHeaders,
        LibraryFactKind.Service => _facts.Services,
        LibraryFactKind.Terminal => _facts.Terminals,
        _ => _facts.Unseen,
    };
}
