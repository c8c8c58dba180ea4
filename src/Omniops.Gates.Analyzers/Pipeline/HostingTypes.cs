using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The types through which an ASP.NET Core application is put together, looked up once per compilation.</summary>
internal sealed class HostingTypes
{
    private readonly INamedTypeSymbol?[] _carriers;

    private HostingTypes(Compilation compilation, INamedTypeSymbol applicationBuilder)
    {
        ApplicationBuilder = applicationBuilder;
        WebApplication = compilation.GetTypeByMetadataName(KnownTypes.WebApplication);
        WebApplicationBuilder = compilation.GetTypeByMetadataName(KnownTypes.WebApplicationBuilder);
        WebHostBuilder = compilation.GetTypeByMetadataName(KnownTypes.WebHostBuilder);
        StartupFilter = compilation.GetTypeByMetadataName(KnownTypes.StartupFilter);
        HeaderDictionary = compilation.GetTypeByMetadataName(KnownTypes.HeaderDictionary);
        _carriers =
        [
            ApplicationBuilder, WebApplication, WebApplicationBuilder, WebHostBuilder,
            compilation.GetTypeByMetadataName(KnownTypes.Host),
            compilation.GetTypeByMetadataName(KnownTypes.HostApplicationBuilder),
            compilation.GetTypeByMetadataName(KnownTypes.HostBuilder),
            compilation.GetTypeByMetadataName(KnownTypes.ServiceCollection),
            compilation.GetTypeByMetadataName(KnownTypes.WebHost),
        ];
    }

    public INamedTypeSymbol ApplicationBuilder { get; }

    public INamedTypeSymbol? WebApplication { get; }

    public INamedTypeSymbol? WebApplicationBuilder { get; }

    public INamedTypeSymbol? WebHostBuilder { get; }

    public INamedTypeSymbol? StartupFilter { get; }

    public INamedTypeSymbol? HeaderDictionary { get; }

    /// <summary>Null where ASP.NET Core is not referenced.</summary>
    public static HostingTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder) is { } builder ? new HostingTypes(compilation, builder) : null;

    /// <summary>Whether a value of this type can be used to add middleware.</summary>
    public bool CarriesPipeline(ITypeSymbol? type) => type.IsA(ApplicationBuilder);

    /// <summary>Whether a value of this type is part of putting an application together.</summary>
    public bool CarriesHosting(ITypeSymbol? type) => type is not null && _carriers.Any(carrier => type.IsA(carrier));
}
