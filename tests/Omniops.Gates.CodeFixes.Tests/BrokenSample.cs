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

/// <summary>The sample in which each gate is broken, without the packages that it references: its start-up code needs none of them.</summary>
internal static class BrokenSample
{
    /// <summary>Enough for each finding of the sample; a fix that does not end is an error.</summary>
    private const int MaxFixes = 50;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [.. Instances<DiagnosticAnalyzer>(typeof(PipelineAnalyzer))];
    private static readonly List<CodeFixProvider> s_fixes = [.. Instances<CodeFixProvider>(typeof(HeaderMissingFix))];

    /// <summary>The sample as a project of a workspace.</summary>
    public static Project Load(Workspace workspace)
    {
        var folder = Path.Combine(RepositoryFolder.Root, "samples", "Storefront.Broken", "src", "Storefront");
        var project = workspace.CurrentSolution.AddProject("Storefront", "Storefront", LanguageNames.CSharp)
            .WithMetadataReferences(SharedFramework.Web)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .AddDocument("GlobalUsings.g.cs", ImplicitUsings).Project;
        foreach (var file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal)))
            project = project.AddDocument(Path.GetFileName(file), SourceText.From(File.ReadAllText(file)), filePath: file).Project;
        foreach (var file in Directory.GetFiles(folder, "appsettings*.json"))
            project = project.AddAdditionalDocument(Path.GetFileName(file), SourceText.From(File.ReadAllText(file)), filePath: file).Project;
        return project;
    }

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
}
