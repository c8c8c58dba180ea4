using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Secrets;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Settings;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What rules read of a program beyond the place they look at: the source of one compilation and its settings files.</summary>
internal sealed class ProgramSources
{
    private readonly AnalyzerOptions _options;
    private readonly EnvironmentCondition _conditions;
    private readonly ConfiguredValues _configured;
    private readonly Lazy<HostingTypes?> _types;
    private readonly HostEnvironments _untouched = new();
    private readonly object _lock = new();
    private PipelineFacts? _program;

    public ProgramSources(Compilation compilation, AnalyzerOptions options)
    {
        Bodies = new SourceBodies(compilation);
        Values = new ValueSource(Bodies);
        References = new SourceReferences(Bodies);
        _options = options;
        _types = new Lazy<HostingTypes?>(() => HostingTypes.Find(compilation));
        _conditions = new EnvironmentCondition(Bodies, Values);
        Reach = new Reach(Bodies, _conditions, References, Environments);
        Configuration = compilation.GetTypeByMetadataName(KnownTypes.Configuration);
        Section = compilation.GetTypeByMetadataName(KnownTypes.ConfigurationSection);
        Settings = new SettingsFiles(options);
        Libraries = new ReferencedFacts(options.AnalyzerConfigOptionsProvider);
        _configured = new ConfiguredValues(new ConfigurationKeys(Bodies, Values, References, Configuration, Section, _ => null), Settings);
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

    public ReferencedFacts Libraries { get; }

    /// <summary>What a condition on the environment is worth in production; null where it is about something else.</summary>
    public bool? IsTrueInProduction(IOperation condition, CancellationToken cancellation)
    {
        var split = _conditions.Read(condition, ReadingContext.Start(Environments(cancellation), cancellation));
        return !split.WhenTrue.Includes(EnvironmentSet.Production) ? false
            : !split.WhenFalse.Includes(EnvironmentSet.Production) ? true : null;
    }

    /// <summary>What the program sets the environment to. Read when the first origin is in question; a library leaves it to its program.</summary>
    private HostEnvironments Environments(CancellationToken cancellation) =>
        _types.Value is { } types && ReadProgram(types, cancellation) is { } program ? program.Environments : _untouched;

    /// <summary>The pipeline as the program's entry body puts it together, read once; null without an entry body.</summary>
    public PipelineFacts? ReadProgram(HostingTypes types, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_program is null && Bodies.Compilation.GetEntryPoint(cancellation) is { } entry && Bodies.Find(entry, cancellation) is { } body)
            {
                var pipeline = PipelineReader.Read(body, Reader(body, types, cancellation));
                if (pipeline.Hosts.Count > 0)
                    WebConfig.AddTo(pipeline, _options, body.Syntax, cancellation);
                else if (pipeline.Elsewhere is { } call && IsWeb && !pipeline.IsIncomplete)
                    NoteElsewhere(pipeline, call);
                else if (!pipeline.IsIncomplete && !IsTest)
                    NoteUncalled(pipeline, cancellation);
                _program = pipeline;
            }

            return _program;
        }
    }

    /// <summary>A project of the web SDK is there to serve something.</summary>
    private bool IsWeb => _options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.UsingMicrosoftNETSdkWeb", out var used)
        && string.Equals(used, "true", StringComparison.OrdinalIgnoreCase);

    private bool IsTest => _options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var test)
            && string.Equals(test, "true", StringComparison.OrdinalIgnoreCase)
        || TestFrameworks.IsReferenced(Bodies.Compilation);

    /// <summary>
    /// services.AddHostedService&lt;Server&gt;(), where Server of another project builds an application: what is made of the class cannot be
    /// followed. A method that is called by its name is read.
    /// </summary>
    private void NoteUncalled(PipelineFacts pipeline, CancellationToken cancellation)
    {
        foreach (var parts in Libraries.Builders(Bodies.Compilation).Select(id => id.Substring(2).Split('(')[0].Split('.')).Where(parts => parts.Length > 1))
        {
            var (owner, method) = (parts[parts.Length - 2], parts[parts.Length - 1]);
            if (References.Named(owner, cancellation).FirstOrDefault(IsHandedOn) is not { } use)
                continue;

            pipeline.Gaps.Add(new PipelineGap(
                $"'{owner}.{method}' builds a web application, and whether it runs cannot be followed from here; call it from the program by its name", use.GetLocation()));
            pipeline.IsIncomplete = true;
            return;
        }
    }

    private static bool IsHandedOn(SyntaxNode name) => name.Parent is TypeArgumentListSyntax or TypeOfExpressionSyntax or ObjectCreationExpressionSyntax;

    private static void NoteElsewhere(PipelineFacts pipeline, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        pipeline.Gaps.Add(new PipelineGap(
            $"this project of Microsoft.NET.Sdk.Web builds no application in sight, and '{method.ContainingType.Name}.{method.Name}' of {method.ContainingAssembly.Name} "
            + "may build one; build it in this project, or use Microsoft.NET.Sdk where nothing is served",
            call.NameLocation()));
        pipeline.IsIncomplete = true;
    }

    /// <summary>Whether the program has been read by now and builds a host: nobody waits for that.</summary>
    public bool IsKnownToServe => Volatile.Read(ref _program) is { Hosts.Count: > 0 };

    /// <summary>Whether a program in sight builds a host, or may.</summary>
    public bool HasHost(HostingTypes types, CancellationToken cancellation) =>
        ReadProgram(types, cancellation) is { } program && (program.Hosts.Count > 0 || program.IsIncomplete);

    /// <summary>The pipeline as a start-up class puts it together that no host in sight calls.</summary>
    public PipelineFacts ReadStartup(IMethodSymbol configure, IOperation body, HostingTypes types, CancellationToken cancellation) =>
        PipelineReader.ReadStartup(configure, body, Reader(body, types, cancellation));

    /// <summary>What a method does to an application that it is handed, or to a request.</summary>
    public PipelineFacts ReadAlone(IMethodSymbol method, bool isRequest, IOperation body, HostingTypes types, CancellationToken cancellation) =>
        Reader(body, types, cancellation)(new HostEnvironments()).ReadAlone(method, isRequest);

    private Func<HostEnvironments, PipelineReader> Reader(IOperation body, HostingTypes types, CancellationToken cancellation)
    {
        var provided = new ProvidedMiddleware(_options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree));
        return environments => new PipelineReader(types, Bodies, _conditions, Values, provided, Libraries, _configured, environments, cancellation);
    }
}
