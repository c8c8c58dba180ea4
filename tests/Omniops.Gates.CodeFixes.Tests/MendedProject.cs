using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests;
using Omniops.Gates.CodeFixes.Headers;
using Omniops.Gates.Tests;

namespace Omniops.Gates.CodeFixes.Tests;

/// <summary>A web project whose findings are mended by the fixes that are offered, one after the other.</summary>
internal static class MendedProject
{
    /// <summary>More than the sample has findings; fixes that do not come to an end are an error.</summary>
    private const int MaxFixes = 50;

    // What the SDK for web projects brings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. Instances<DiagnosticAnalyzer>(typeof(PipelineAnalyzer)).Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Category is "Headers" or "Cors")),
    ];
    private static readonly List<CodeFixProvider> s_fixes = [.. Instances<CodeFixProvider>(typeof(HeaderMissingFix))];

    /// <summary>The sample in which each gate is broken, without the packages that it references: its start-up code needs none of them.</summary>
    public static Project Sample(Workspace workspace)
    {
        var folder = Path.Combine(RepositoryFolder.Root, "samples", "Storefront.Broken", "src", "Storefront");
        return Create(workspace, Files("*.cs"), Files("appsettings*.json"));

        IEnumerable<(string Path, string Text)> Files(string pattern) => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file)));
    }

    /// <summary>A program of one file.</summary>
    /// <param name="settings">Its appsettings.json.</param>
    public static Project Program(Workspace workspace, string program, string settings) =>
        Create(workspace, [("/app/Program.cs", program)], [("/app/appsettings.json", settings)]);

    /// <summary>The text of a file.</summary>
    public static async Task<string> TextAsync(Project project, string file) =>
        (await project.Documents.Single(document => document.Name == file).GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>Applies one fix after the other, as somebody who clicks through the list of errors.</summary>
    /// <param name="isAsked">Of which rules.</param>
    public static async Task<Project> ApplyFixesAsync(Project project, Func<string, bool> isAsked)
    {
        for (var applied = 0; applied < MaxFixes; applied++)
        {
            if (await ApplyFixAsync(project, isAsked) is not { } changed)
                return project;
            project = changed;
        }

        throw new InvalidOperationException("the fixes do not come to an end");
    }

    /// <summary>What the gates find in C#.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var found = await compilation!.WithAnalyzers(s_analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(finding => finding.Id, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    private static Project Create(Workspace workspace, IEnumerable<(string Path, string Text)> code, IEnumerable<(string Path, string Text)> settings)
    {
        var project = workspace.CurrentSolution.AddProject("App", "App", LanguageNames.CSharp)
            .WithMetadataReferences(SharedFramework.Web)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .AddDocument("GlobalUsings.g.cs", ImplicitUsings).Project;
        foreach (var (path, text) in code)
            project = project.AddDocument(Path.GetFileName(path), SourceText.From(text), filePath: path).Project;
        foreach (var (path, text) in settings)
            project = project.AddAdditionalDocument(Path.GetFileName(path), SourceText.From(text), filePath: path).Project;
        return project;
    }

    private static async Task<Project?> ApplyFixAsync(Project project, Func<string, bool> isAsked)
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var finding in await FindingsAsync(project))
        {
            if (!isAsked(finding.Id) || project.GetDocument(finding.Location.SourceTree) is not { } document)
                continue;

            foreach (var fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
            {
                CodeAction? offered = null;
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offered ??= action, cancellation));
                if (offered is not null && (await offered.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single() is { } change)
                    return change.ChangedSolution.GetProject(project.Id);
            }
        }

        return null;
    }

    private static IEnumerable<T> Instances<T>(Type neighbour) => neighbour.Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type)!);
}
