using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What the application does to requests, as far as its source tells.</summary>
internal sealed class PipelineFacts(HostEnvironments environments)
{
    /// <summary>Name of an answer that is written as HTML.</summary>
    public const string Page = "text/html";

    /// <summary>Name of an answer that turns a caller away.</summary>
    public const string Refusal = "401";

    /// <summary>Name of an answer that asks a caller to come back later.</summary>
    public const string Limit = "429";

    /// <summary>The status of such an answer.</summary>
    public const int TooMany = 429;

    private static readonly string[] s_pages =
    [
        Page, "AddControllersWithViews", "AddMvc", "AddRazorComponents", "AddRazorPages", "AddServerSideBlazor", "AddSpaStaticFiles",
        "MapBlazorHub", "MapFallbackToFile", "MapFallbackToPage", "MapRazorComponents", "MapRazorPages", "MapStaticAssets",
        "UseBlazorFrameworkFiles", "UseDefaultFiles", "UseFileServer", "UseSpa", "UseSpaStaticFiles", "UseStaticFiles",
    ];

    private static readonly string[] s_pageAssemblies =
    [
        "Microsoft.AspNetCore.Components.Endpoints", "Microsoft.AspNetCore.Components.Server", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Mvc.Razor",
        "Microsoft.AspNetCore.Mvc.RazorPages", "Microsoft.AspNetCore.Mvc.ViewFeatures", "Microsoft.AspNetCore.StaticFiles",
    ];

    /// <summary>What code sets the environment to.</summary>
    public HostEnvironments Environments => environments;

    /// <summary>Where web applications are built; none for a program that serves no HTTP.</summary>
    public List<PipelineCall> Hosts { get; } = [];

    /// <summary>Where web applications begin to serve: nothing that is added later has an effect.</summary>
    public List<PipelineCall> Runs { get; } = [];

    /// <summary>Where a middleware answers every request that reaches it.</summary>
    public List<PipelineCall> Terminals { get; } = [];

    /// <summary>Middleware in the order of the source.</summary>
    public List<PipelineCall> Middleware { get; } = [];

    /// <summary>Answers that are written as HTML by hand.</summary>
    public List<PipelineCall> Pages { get; } = [];

    /// <summary>What is registered in the service collection, by the name of the method that registers it.</summary>
    public List<PipelineCall> Services { get; } = [];

    /// <summary>What is mapped to routes, by the name of the method that maps it.</summary>
    public List<PipelineCall> Endpoints { get; } = [];

    /// <summary>The same with their routes and what is said of them.</summary>
    public List<EndpointMapping> Mappings { get; } = [];

    /// <summary>What stands for the endpoint or group that a library's method is handed that was read alone.</summary>
    public EndpointGroup? Handed { get; set; }

    /// <summary>Whether the method of a library that is read is handed an application beside it, which may have endpoints of its own.</summary>
    public bool IsHandedBoth { get; set; }

    /// <summary>What a library's method that was read alone returns.</summary>
    public PipelineValue? Returned { get; set; }

    /// <summary>Authorization policies.</summary>
    public List<AccessPolicy> AccessPolicies { get; } = [];

    /// <summary>Rate limits.</summary>
    public List<RateLimit> RateLimits { get; } = [];

    /// <summary>What filters of all controllers and pages say of them.</summary>
    public List<EndpointConvention> GlobalFilters { get; } = [];

    /// <summary>What code of the application's own may say of controllers when they are found.</summary>
    public List<EndpointConvention> ControllerConventions { get; } = [];

    /// <summary>Whether such code may change the routes of controllers.</summary>
    public bool ChangesRoutes { get; set; }

    /// <summary>Whether the names that stand for tokens such as <c>[controller]</c> are written otherwise.</summary>
    public bool ChangesTokens { get; set; }

    /// <summary>The class that writes names of controllers and actions anew for routes; null where there is none.</summary>
    public INamedTypeSymbol? TokenTransformer { get; set; }

    /// <summary>Whether code of the application's own says which classes are controllers, such as internal ones.</summary>
    public bool FindsInternal { get; set; }

    /// <summary>The full names of classes that code of the application's own takes for controllers, whatever they look like.</summary>
    public HashSet<string> AddedControllers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether code of the application's own makes controllers of generic classes.</summary>
    public bool FindsGeneric { get; set; }

    /// <summary>What is said of Razor Pages by their path.</summary>
    public List<PageConvention> PageConventions { get; } = [];

    /// <summary>Further routes of Razor Pages, and changes of those that they have by their paths.</summary>
    public List<PageRoute> PageRoutes { get; } = [];

    /// <summary>Whether the names of folders and pages are written otherwise in routes.</summary>
    public bool ChangesPageNames { get; set; }

    /// <summary>The models that OData serves in production.</summary>
    public List<DataModel> DataModels { get; } = [];

    /// <summary>Where the application's own middleware turns a caller away.</summary>
    public List<PipelineCall> Refusals { get; } = [];

    /// <summary>Calls of a library that reach code of other projects, which only the program knows; by the name of the method.</summary>
    public List<PipelineCall> Dispatches { get; } = [];

    /// <summary>Code that cannot be seen and is handed what an application is put together with.</summary>
    public List<PipelineCall> Unseen { get; } = [];

    /// <summary>A call of another assembly that may build an application of its own, where none is built in sight.</summary>
    public IInvocationOperation? Elsewhere { get; set; }

    /// <summary>What options of the framework are given.</summary>
    public List<OptionWrite> Options { get; } = [];

    /// <summary>Response headers written by the application's own middleware.</summary>
    public List<PipelineCall> Headers { get; } = [];

    /// <summary>Response headers written by filters, for the endpoints that they are put on.</summary>
    public List<PipelineCall> FilterHeaders { get; } = [];

    /// <summary>Where the application's own middleware writes an answer itself.</summary>
    public List<PipelineCall> Answers { get; } = [];

    /// <summary>Response headers that it takes away again, or sets to nothing.</summary>
    public List<PipelineCall> RemovedHeaders { get; } = [];

    /// <summary>What could not be seen of what runs in production.</summary>
    public List<PipelineGap> Gaps { get; } = [];

    /// <summary>Options of the configuration that could not be understood.</summary>
    public List<PipelineGap> InvalidOptions { get; } = [];

    /// <summary>The files that were read.</summary>
    public HashSet<SyntaxTree> Files { get; } = [];

    /// <summary>The writes of a header.</summary>
    public IEnumerable<PipelineCall> HeadersNamed(string header) => Headers.Where(call => call.IsHeader(header));

    /// <summary>What production runs with: the last write, as later ones win, those of PostConfigure over all others.</summary>
    public OptionWrite? OptionOf(string options, string property)
    {
        var writes = Options.FindAll(write => write.Options == options && (write.Property == property || write.Property == OptionWrite.All)
            && write.Scope.Environments.Includes(EnvironmentSet.Production));
        return writes.FindLast(write => write.IsPost) ?? writes.LastOrDefault();
    }

    /// <summary>
    /// A call out of sight that may have to do with a part of the framework: whoever uses an assembly names it in its own references.
    /// </summary>
    public PipelineCall? HiddenUseOf(params string[] assemblies) => Unseen.Find(call => call.IsInProduction
        && (call.Operation is not IInvocationOperation { TargetMethod.ContainingAssembly: var assembly }
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => Array.IndexOf(assemblies, reference.Name) >= 0))));

    /// <summary>Whether it answers with pages or files, not with data only.</summary>
    public bool ServesPages() => Services.Concat(Middleware).Concat(Endpoints).Concat(Pages).Any(call => call.IsInProduction && Array.IndexOf(s_pages, call.Name) >= 0);

    /// <summary>What may serve pages without being seen to; null where nothing may.</summary>
    public PipelineCall? HiddenPages() => HiddenUseOf(s_pageAssemblies);

    /// <summary>Whether the reading was given up before its end.</summary>
    public bool IsIncomplete { get; set; }
}
