using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The types through which an ASP.NET Core application is put together, looked up once per compilation.</summary>
internal sealed class HostingTypes
{
    private const int MaxNesting = 3;

    private readonly INamedTypeSymbol?[] _webHosts;
    private readonly INamedTypeSymbol?[] _carriers;
    private readonly INamedTypeSymbol?[] _builders;
    private readonly INamedTypeSymbol?[] _fixedBuilders;

    private HostingTypes(Compilation compilation, INamedTypeSymbol applicationBuilder)
    {
        ApplicationBuilder = applicationBuilder;
        AuthorizeData = compilation.GetTypeByMetadataName(KnownTypes.AuthorizeData);
        BuilderOptions = compilation.GetTypeByMetadataName(KnownTypes.BuilderOptions);
        EndpointConventionBuilder = compilation.GetTypeByMetadataName(KnownTypes.EndpointConventionBuilder);
        EndpointRouteBuilder = compilation.GetTypeByMetadataName(KnownTypes.EndpointRouteBuilder);
        HeaderDictionary = compilation.GetTypeByMetadataName(KnownTypes.HeaderDictionary);
        HeaderNames = compilation.GetTypeByMetadataName(KnownTypes.HeaderNames);
        HostApplicationBuilder = compilation.GetTypeByMetadataName(KnownTypes.HostApplicationBuilder);
        HostBuilder = compilation.GetTypeByMetadataName(KnownTypes.HostBuilder);
        HstsExtensions = compilation.GetTypeByMetadataName(KnownTypes.HstsExtensions);
        HttpContext = compilation.GetTypeByMetadataName(KnownTypes.HttpContext);
        HttpRequest = compilation.GetTypeByMetadataName(KnownTypes.HttpRequest);
        HttpResponse = compilation.GetTypeByMetadataName(KnownTypes.HttpResponse);
        ResponseHeaders = compilation.GetTypeByMetadataName(KnownTypes.ResponseHeaders);
        ServiceCollection = compilation.GetTypeByMetadataName(KnownTypes.ServiceCollection);
        StartupFilter = compilation.GetTypeByMetadataName(KnownTypes.StartupFilter);
        WebApplication = compilation.GetTypeByMetadataName(KnownTypes.WebApplication);
        WebApplicationBuilder = compilation.GetTypeByMetadataName(KnownTypes.WebApplicationBuilder);
        WebHostBuilder = compilation.GetTypeByMetadataName(KnownTypes.WebHostBuilder);
        WebHostFactory = compilation.GetTypeByMetadataName(KnownTypes.WebHostFactory);
        WorkerBuilder = compilation.GetTypeByMetadataName(KnownTypes.WorkerBuilder);
        _builders =
        [
            compilation.GetTypeByMetadataName(KnownTypes.GenericHostBuilder),
            compilation.GetTypeByMetadataName(KnownTypes.OldWebHostBuilder),
        ];
        _fixedBuilders =
        [
            compilation.GetTypeByMetadataName(KnownTypes.ConfigureHostBuilder),
            compilation.GetTypeByMetadataName(KnownTypes.ConfigureWebHostBuilder),
        ];
        _webHosts = [WebHostBuilder, compilation.GetTypeByMetadataName(KnownTypes.WebHost)];
        _carriers =
        [
            .. _webHosts, ApplicationBuilder, EndpointRouteBuilder, WebApplication, WebApplicationBuilder,
            compilation.GetTypeByMetadataName(KnownTypes.Host),
            HostApplicationBuilder, HostBuilder,
            ServiceCollection,
        ];
    }

    public INamedTypeSymbol ApplicationBuilder { get; }

    public INamedTypeSymbol? AuthorizeData { get; }

    /// <summary><c>WebApplicationOptions</c>.</summary>
    public INamedTypeSymbol? BuilderOptions { get; }

    public INamedTypeSymbol? EndpointConventionBuilder { get; }

    public INamedTypeSymbol? EndpointRouteBuilder { get; }

    public INamedTypeSymbol? HeaderDictionary { get; }

    public INamedTypeSymbol? HeaderNames { get; }

    public INamedTypeSymbol? HostApplicationBuilder { get; }

    public INamedTypeSymbol? HostBuilder { get; }

    public INamedTypeSymbol? HstsExtensions { get; }

    public INamedTypeSymbol? HttpContext { get; }

    public INamedTypeSymbol? HttpRequest { get; }

    public INamedTypeSymbol? HttpResponse { get; }

    public INamedTypeSymbol? ResponseHeaders { get; }

    public INamedTypeSymbol? ServiceCollection { get; }

    public INamedTypeSymbol? StartupFilter { get; }

    public INamedTypeSymbol? WebApplication { get; }

    public INamedTypeSymbol? WebApplicationBuilder { get; }

    public INamedTypeSymbol? WebHostBuilder { get; }

    public INamedTypeSymbol? WebHostFactory { get; }

    /// <summary><c>HostApplicationBuilder</c>, whose host serves no HTTP.</summary>
    public INamedTypeSymbol? WorkerBuilder { get; }

    /// <summary>Null where ASP.NET Core is not referenced.</summary>
    public static HostingTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder) is { } builder ? new HostingTypes(compilation, builder) : null;

    /// <summary>Whether a value of this type can be used to add middleware.</summary>
    public bool CarriesPipeline(ITypeSymbol? type) => type.IsA(ApplicationBuilder);

    /// <summary>Whether a value of this type is part of putting an application together, alone or in a Task, Lazy or tuple.</summary>
    public bool CarriesHosting(ITypeSymbol? type) => Carries(_carriers, type, 0);

    /// <summary>Whether a value of this type hands out what an application is put together with, as contexts of modules do.</summary>
    public bool WrapsHosting(ITypeSymbol? type) => type is INamedTypeSymbol named && !KnownMiddleware.IsFramework(named.ContainingAssembly)
        && named.AllInterfaces.Concat(named.WithBases()).SelectMany(each => each.GetMembers()).Any(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && member switch
        {
            IFieldSymbol { Type: var held } => Array.Exists(_carriers, held.Is),
            IPropertySymbol { Type: var held } => Array.Exists(_carriers, held.Is),
            _ => false,
        });

    /// <summary>Whether an object of this class keeps what an application is put together with, for its other methods.</summary>
    public bool KeepsHosting(INamedTypeSymbol type) => !KnownMiddleware.IsFramework(type.ContainingAssembly) && type.GetMembers().Any(member => member switch
    {
        IFieldSymbol { IsStatic: false, Type: var held } => Array.Exists(_carriers, held.Is),
        IPropertySymbol { IsStatic: false, Type: var held } => Array.Exists(_carriers, held.Is),
        _ => false,
    });

    /// <summary>Whether a value of this type is or will be a host that serves HTTP.</summary>
    public bool CarriesWebHost(ITypeSymbol? type) => Carries(_webHosts, type, 0);

    /// <summary>Whether a value of this type is or holds a <c>WebApplication</c>.</summary>
    public bool CarriesApplication(ITypeSymbol? type) => Carries([WebApplication], type, 0);

    /// <summary>Whether this is <c>HostBuilder</c> or <c>WebHostBuilder</c>, which can be created without a factory.</summary>
    public bool IsBuilder(ITypeSymbol type) => Array.Exists(_builders, type.Is);

    /// <summary>Whether this is <c>builder.Host</c> or <c>.WebHost</c> of minimal hosting, which throw when the environment changes.</summary>
    public bool IsFixedBuilder(ITypeSymbol? type) => Array.Exists(_fixedBuilders, type.Is);

    /// <summary>Whether the headers of a response can be written through a value of this type.</summary>
    public bool CarriesResponse(ITypeSymbol? type) => type.IsA(HttpContext) || type.IsA(HttpResponse) || type.IsA(HeaderDictionary);

    private static bool Carries(INamedTypeSymbol?[] carriers, ITypeSymbol? type, int depth) =>
        type is not null && depth < MaxNesting
        && (Array.Exists(carriers, carrier => type.IsA(carrier))
            || type is INamedTypeSymbol { IsGenericType: true } generic
                && generic.TypeArguments.Any(argument => Carries(carriers, argument, depth + 1)));
}
