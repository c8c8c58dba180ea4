using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>Compiles a program with every analyzer of the gate and says what each kind of question to the compiler answers.</summary>
internal sealed class Findings
{
    private static readonly string[] s_broad =
    [
        HeaderRules.HstsWeak.Id, HeaderRules.HttpsRedirectionMissing.Id, HeaderRules.HeaderMissing.Id, HeaderRules.ServerBanner.Id,
        Engine.RateLimits.RateLimitRules.RateLimitMissing.Id, Engine.Access.AccessRules.EndpointUndecided.Id,
    ];

    private static readonly ConcurrentDictionary<string, ImmutableArray<DiagnosticAnalyzer>> s_asked = new();

    private readonly CompilationWithAnalyzers _compilation;
    private readonly SyntaxTree _program;
    private readonly ImmutableArray<AdditionalText> _files;

    /// <param name="program">Program.cs of a web application.</param>
    /// <param name="settings">Name and text of a settings file.</param>
    /// <param name="options">Global options, as the targets or a .globalconfig give them.</param>
    public Findings(string program, (string Name, string Text)? settings = null, params (string Key, string Value)[] options)
        : this(program, options, settings is { } file ? [file] : [])
    {
    }

    private Findings(
        string program, (string Key, string Value)[] options, (string Name, string Text)[] files, ImmutableArray<MetadataReference> references = default)
    {
        _program = CSharpSyntaxTree.ParseText(program, path: "/app/Program.cs");
        var usings = CSharpSyntaxTree.ParseText(Gate<PipelineAnalyzer>.WebUsings, path: "/app/obj/GlobalUsings.g.cs");
        var analyzerOptions = Options(files, options);
        _files = analyzerOptions.AdditionalFiles;
        _compilation = CSharpCompilation
            .Create("App", [_program, usings], references.IsDefault ? SharedFramework.Web : references, new CSharpCompilationOptions(OutputKind.ConsoleApplication))
            .WithAnalyzers(All, analyzerOptions);
    }

    /// <summary>One instance of each analyzer that the package ships.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(PipelineAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Settings files and global options, as the package's targets hand them to the compiler.</summary>
    public static AnalyzerOptions Options((string Name, string Text)[] settings, params (string Key, string Value)[] options) => new(
        [.. settings.Select(file => new SettingsText(Path.Combine("/app", file.Name), file.Text))],
        new FixedOptions([("build_property.OmniopsStage", "build"), ("build_property._OmniopsRootKey", "/r/"), .. options]));

    /// <summary>What analyzers say of a compilation. The compiler is asked once for that and for its own errors, of which there may be none.</summary>
    /// <param name="compiles">Whether code that does not compile is a mistake in the test.</param>
    /// <param name="rules">The rules that are asked for, a third of the time of asking all; null for all.</param>
    public static async Task<ImmutableArray<Diagnostic>> Of(Compilation compilation, AnalyzerOptions options, bool compiles = true, string[]? rules = null)
    {
        var asked = rules is null ? All : s_asked.GetOrAdd(string.Join(' ', rules), _ =>
            [.. All.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => rules.Contains(descriptor.Id)))]);
        var said = await compilation.WithAnalyzers(asked, options).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        if (compiles)
            Assert.DoesNotContain(said, each => IsOfCompiler(each) && each.Severity == DiagnosticSeverity.Error);
        return said.RemoveAll(IsOfCompiler);

        static bool IsOfCompiler(Diagnostic each) => each.Id != "AD0001" && !each.Id.StartsWith("OMNI", StringComparison.Ordinal);
    }

    /// <summary>A program with several settings and policy files.</summary>
    public static Findings With(string program, params (string Name, string Text)[] files) => new(program, [], files);

    /// <summary>A program that references the packages which validate tokens.</summary>
    public static Findings WithTokens(string program, params (string Name, string Text)[] files) => new(program, [], files, SharedFramework.Tokens);

    /// <summary>What a build reports, but for what nearly every small program lacks; that is asked for by its rule.</summary>
    public async Task<ImmutableArray<Diagnostic>> InBuild(string? rule = null) =>
        Asked(await _compilation.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken), rule);

    /// <summary>What an IDE shows while Program.cs or the settings file is typed: it asks for one document only.</summary>
    public async Task<ImmutableArray<Diagnostic>> WhileTyping(string? rule = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var model = _compilation.Compilation.GetSemanticModel(_program);
        var found = await _compilation.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellation);
        foreach (var file in _files)
        {
            var result = await _compilation.GetAnalysisResultAsync(file, cancellation);
            found = found.AddRange(result.GetAllDiagnostics());
        }

        return Asked(found, rule);
    }

    /// <summary>Those of a rule; without one, all but what nearly every small program lacks.</summary>
    public static ImmutableArray<Diagnostic> Asked(ImmutableArray<Diagnostic> found, string? rule) =>
        [.. found.Where(finding => rule is null ? Array.IndexOf(s_broad, finding.Id) < 0 : finding.Id == rule)];

    private sealed class SettingsText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }

    private sealed class FixedOptions((string Key, string Value)[] options) : AnalyzerConfigOptionsProvider
    {
        private readonly Values _global = new(options);

        public override AnalyzerConfigOptions GlobalOptions => _global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _global;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _global;
    }

    private sealed class Values((string Key, string Value)[] options) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = options.GroupBy(option => option.Key).ToDictionary(option => option.Key, option => option.Last().Value, KeyComparer);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
