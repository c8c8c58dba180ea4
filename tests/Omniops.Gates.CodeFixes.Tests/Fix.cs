using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests;

namespace Omniops.Gates.CodeFixes.Tests;

/// <summary>Runs one code fix over a program that references ASP.NET Core: each finding alone, then all of them at once.</summary>
internal sealed class Fix<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private static readonly string[] s_implicitUsings =
    [
        "System", "System.Linq", "System.Threading.Tasks", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    public Fix(string before, string after, bool implicitUsings = true)
    {
        ReferenceAssemblies = SharedFramework.None;
        // An ID can have a second descriptor with another severity: what is found where, the analyzer's own tests say.
        MarkupOptions = MarkupOptions.UseFirstDescriptor;
        // Pragmas and generated files are the pages' tests; a document's findings at once stand for those of a project, and of a solution where there are two.
        TestBehaviors = TestBehaviors.SkipSuppressionCheck | TestBehaviors.SkipGeneratedCodeCheck;
        // One finding mended alone is all of them mended.
        CodeFixTestBehaviors = before.IndexOf("|]", StringComparison.Ordinal) == before.LastIndexOf("|]", StringComparison.Ordinal) && !before.Contains("|}", StringComparison.Ordinal)
            ? CodeFixTestBehaviors.SkipFixAllCheck
            : CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        // Of the pipeline's many rules only those that the fix is for.
        var fixable = new TFix().FixableDiagnosticIds;
        if (typeof(TAnalyzer) == typeof(PipelineAnalyzer))
            DisabledDiagnostics.AddRange(new TAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Where(id => !fixable.Contains(id)).Distinct());
        Fill(TestState, "/app", before, implicitUsings);
        Fill(FixedState, "/app", after, implicitUsings);
    }

    /// <summary>The fix turns one program into the other.</summary>
    public static Task Check(string before, string after, params string[] tolerated) =>
        new Fix<TAnalyzer, TFix>(before, after) { Tolerated = tolerated }.CheckAsync();

    /// <summary>There is a finding where the markup says, and no fix for it.</summary>
    public static Task CheckNotOffered(string source) => new Fix<TAnalyzer, TFix>(source, source).CheckAsync();

    /// <summary>The rules of the pipeline that may find more in the result; no other may.</summary>
    public string[] Tolerated { get; init; } = [];

    /// <summary>Runs the analyzer and the fix, and all rules of the pipeline over the result.</summary>
    public async Task CheckAsync()
    {
        await RunAsync(TestContext.Current.CancellationToken);
        if (typeof(TAnalyzer) != typeof(PipelineAnalyzer) || CompilerDiagnostics == CompilerDiagnostics.None)
            return;

        var before = await PipelineFindings.CountAsync(TestState);
        foreach (var (rule, count) in await PipelineFindings.CountAsync(FixedState))
        {
            if (!Tolerated.Contains(rule))
                Assert.True(count <= before.GetValueOrDefault(rule), $"the fix makes {rule} find more than before");
        }
    }

    /// <summary>A second project of the same solution.</summary>
    public Fix<TAnalyzer, TFix> WithProject(string name, string before, string after)
    {
        CodeFixTestBehaviors = CodeFixTestBehaviors.None;
        Fill(TestState.AdditionalProjects[name], "/" + name, before, implicitUsings: true);
        Fill(FixedState.AdditionalProjects[name], "/" + name, after, implicitUsings: true);
        // The library disables diagnostics in the first project only.
        var disabled = "is_global = true\n" + string.Concat(DisabledDiagnostics.Select(id => $"dotnet_diagnostic.{id}.severity = none\n"));
        TestState.AdditionalProjects[name].AnalyzerConfigFiles.Add(($"/{name}/.globalconfig", disabled));
        FixedState.AdditionalProjects[name].AnalyzerConfigFiles.Add(($"/{name}/.globalconfig", disabled));
        return this;
    }

    /// <summary>A second file of the program, which the fix leaves as it is.</summary>
    public Fix<TAnalyzer, TFix> WithFile(string name, string source)
    {
        TestState.Sources.Add(($"/app/{name}", source));
        FixedState.Sources.Add(($"/app/{name}", source));
        return this;
    }

    /// <summary>The program's appsettings.json.</summary>
    public Fix<TAnalyzer, TFix> WithSettings(string json)
    {
        TestState.AdditionalFiles.Add(("/app/appsettings.json", json));
        FixedState.AdditionalFiles.Add(("/app/appsettings.json", json));
        return this;
    }

    /// <summary>Libraries that the program references.</summary>
    public Fix<TAnalyzer, TFix> WithReferences(IEnumerable<MetadataReference> references)
    {
        foreach (var reference in references)
        {
            TestState.AdditionalReferences.Add(reference);
            FixedState.AdditionalReferences.Add(reference);
        }

        return this;
    }

    /// <summary>A setting for all C# files.</summary>
    public Fix<TAnalyzer, TFix> WithStyle(string setting)
    {
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{setting}\n"));
        return this;
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);

    private static void Fill(ProjectState project, string folder, string source, bool implicitUsings)
    {
        project.OutputKind = OutputKind.ConsoleApplication;
        project.AdditionalReferences.AddRange(SharedFramework.Web);
        project.Sources.Add(($"{folder}/Program.cs", source));
        if (implicitUsings)
            project.Sources.Add(($"{folder}/GlobalUsings.g.cs", string.Concat(s_implicitUsings.Select(name => $"global using {name};\n"))));
    }
}
