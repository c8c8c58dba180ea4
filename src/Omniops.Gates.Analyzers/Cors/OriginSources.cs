using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Settings;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Where origins are looked for: the source of one compilation and its settings files.</summary>
internal sealed class OriginSources
{
    public OriginSources(Compilation compilation, AnalyzerOptions options)
    {
        Bodies = new SourceBodies(compilation);
        Values = new ValueSource(Bodies);
        References = new SourceReferences(Bodies);
        Reach = new Reach(Bodies, new EnvironmentCondition(Bodies, Values), References);
        Configuration = compilation.GetTypeByMetadataName(KnownTypes.Configuration);
        Section = compilation.GetTypeByMetadataName(KnownTypes.ConfigurationSection);
        Settings = new SettingsFiles(options);
        Address = compilation.GetTypeByMetadataName("System.Uri");
    }

    public SourceBodies Bodies { get; }

    public ValueSource Values { get; }

    public SourceReferences References { get; }

    public Reach Reach { get; }

    public INamedTypeSymbol? Configuration { get; }

    public INamedTypeSymbol? Section { get; }

    public SettingsFiles Settings { get; }

    public INamedTypeSymbol? Address { get; }
}
