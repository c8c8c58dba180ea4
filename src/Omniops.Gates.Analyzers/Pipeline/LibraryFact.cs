using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>One thing that a method of another project does to the application it is handed.</summary>
/// <param name="Name">What <see cref="PipelineCall.Name"/> is; of an option its type and property; of a gap the reason.</param>
/// <param name="Environments">Where the conditions on the environment let it run.</param>
/// <param name="IsOnStarting">Whether a header is written as the response starts.</param>
/// <param name="Value">What a header or option is given: a text, a number or a truth value; null where that is not known.</param>
/// <param name="Method">The method that is called on an option or header, such as <c>Clear</c>.</param>
internal sealed record LibraryFact(
    LibraryFactKind Kind,
    string Name,
    EnvironmentSet Environments,
    bool IsOnStarting = false,
    object? Value = null,
    string? Method = null)
{
    private const string Append = "Append";

    /// <summary>On what it depends besides, outermost first.</summary>
    public ImmutableArray<LibraryCondition> Conditions { get; init; } = ImmutableArray<LibraryCondition>.Empty;

    /// <summary>Whether a header is written beside what it holds already.</summary>
    public bool IsAppended => Kind == LibraryFactKind.Header && Method == Append;

    /// <summary>All that was read of a method, in the order in which it happens.</summary>
    public static IReadOnlyList<LibraryFact> AllOf(PipelineFacts read)
    {
        var facts = new List<(int Order, LibraryFact Fact)>();
        Add(LibraryFactKind.Host, read.Hosts);
        Add(LibraryFactKind.Middleware, read.Middleware);
        Add(LibraryFactKind.Header, read.Headers);
        Add(LibraryFactKind.RemovedHeader, read.RemovedHeaders);
        Add(LibraryFactKind.Answer, read.Answers);
        Add(LibraryFactKind.Page, read.Pages);
        Add(LibraryFactKind.Service, read.Services);
        Add(LibraryFactKind.Endpoint, read.Endpoints);
        Add(LibraryFactKind.Terminal, read.Terminals);
        Add(LibraryFactKind.Unseen, read.Unseen);
        Add(LibraryFactKind.Dispatch, read.Dispatches);
        Add(LibraryFactKind.Refusal, read.Refusals);
        foreach (var option in read.Options)
        {
            facts.Add((int.MaxValue, Under(option.Scope, new LibraryFact(LibraryFactKind.Option, $"{option.Options}.{option.Property}", EnvironmentSet.All)
            {
                Value = option.Constant is bool or double or int or string ? option.Constant : null,
                Method = option.Method,
            })));
        }

        foreach (var policy in read.AccessPolicies)
        {
            facts.Add((int.MaxValue, Under(policy.Scope, new LibraryFact(LibraryFactKind.AccessPolicy, "policy", EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(policy),
            })));
        }

        foreach (var page in read.PageConventions)
        {
            facts.Add((int.MaxValue, Under(page.Convention.Scope, new LibraryFact(LibraryFactKind.PageConvention, "page", EnvironmentSet.All)
            {
                Value = LibraryPage.Write(page),
            })));
        }

        facts.AddRange(read.PageRoutes.Select(route => (int.MaxValue, new LibraryFact(LibraryFactKind.PageRoute, "page", EnvironmentSet.All)
        {
            Value = LibraryPage.Write(route),
        })));
        foreach (var filter in read.GlobalFilters)
        {
            facts.Add((int.MaxValue, Under(filter.Scope, new LibraryFact(LibraryFactKind.GlobalFilter, "filter", EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(filter, filter.Scope),
            })));
        }

        foreach (var name in ControllerFacts.Of(read))
            facts.Add((int.MaxValue, new LibraryFact(LibraryFactKind.Controllers, name, EnvironmentSet.All)));
        foreach (var said in read.ControllerConventions)
        {
            facts.Add((int.MaxValue, Under(said.Scope, new LibraryFact(LibraryFactKind.Controllers, ControllerFacts.Convention, EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(said, said.Scope),
            })));
        }

        foreach (var said in read.Handed?.Conventions ?? [])
        {
            facts.Add((int.MaxValue, Under(said.Scope, new LibraryFact(LibraryFactKind.Convention, "convention", EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(said, said.Scope),
            })));
        }

        if (read.Returned?.Group is { } own && !ReferenceEquals(own, read.Handed))
        {
            facts.Add((int.MaxValue, new LibraryFact(LibraryFactKind.Group, "MapGroup", EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(
                    new EndpointMapping(EndpointKind.Library, new PipelineCall("MapGroup", Location.None, PipelineScope.Entry, Host: null, 0), own), isReturned: false),
            }));
        }

        foreach (var limit in read.RateLimits)
        {
            facts.Add((int.MaxValue, Under(limit.Scope, new LibraryFact(LibraryFactKind.RateLimit, "limit", EnvironmentSet.All)
            {
                Value = LibraryEndpoint.Write(limit),
            })));
        }

        foreach (var gap in read.Gaps)
            facts.Add((int.MaxValue, new LibraryFact(LibraryFactKind.Gap, gap.Reason, EnvironmentSet.All)));
        return [.. facts.OrderBy(fact => fact.Order).Select(fact => fact.Fact)];

        // Of each endpoint all that is said of it; of anything else what the call is given.
        IEnumerable<string?> ValuesOf(PipelineCall call) => read.Mappings.Where(mapping => ReferenceEquals(mapping.Call, call))
            .Select(mapping => (string?)LibraryEndpoint.Write(mapping, IsReturned(mapping), IsApart(mapping))).DefaultIfEmpty(call.Value);

        // In the application, where the method is handed a group as well.
        bool IsApart(EndpointMapping mapping)
        {
            var root = mapping.Group;
            while (root?.Parent is { } parent)
                root = parent;
            return read.IsHandedBoth && !ReferenceEquals(root, read.Handed);
        }

        bool IsReturned(EndpointMapping mapping)
        {
            if (read.Returned?.Endpoint is { } endpoint)
                return ReferenceEquals(endpoint, mapping);

            for (var group = mapping.Group; group is not null; group = group.Parent)
            {
                if (ReferenceEquals(group, read.Returned?.Group))
                    return true;
            }

            return false;
        }

        void Add(LibraryFactKind kind, List<PipelineCall> calls)
        {
            foreach (var call in calls)
            {
                facts.AddRange(ValuesOf(call).Select(value => (call.Order, Under(call.Scope, new LibraryFact(kind, call.Name, EnvironmentSet.All, call.IsOnStarting, value)
                {
                    Method = call.IsAppended ? Append : null,
                }))));
            }
        }
    }

    /// <summary>When it happens to an application that calls the method.</summary>
    /// <param name="scope">When that calls it.</param>
    /// <param name="library">How messages name the method.</param>
    /// <param name="complete">Puts what the call gives the method into a text.</param>
    public PipelineScope Within(PipelineScope scope, SyntaxNode call, string library, Func<string, string> complete) => scope with
    {
        Environments = scope.Environments & Environments,
        Conditions = scope.Conditions.AddRange(Conditions.Select(condition => condition.Within(call, library, complete))),
    };

    private static LibraryFact Under(PipelineScope scope, LibraryFact fact) => fact with
    {
        Environments = scope.Environments,
        Conditions = ImmutableArray.CreateRange(scope.Conditions, LibraryCondition.Of),
    };
}
