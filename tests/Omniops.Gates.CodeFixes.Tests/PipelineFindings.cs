using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.CodeFixes.Tests;

/// <summary>What all rules of the pipeline find in a program.</summary>
internal static partial class PipelineFindings
{
    /// <summary>How many findings each rule has.</summary>
    public static async Task<Dictionary<string, int>> CountAsync(ProjectState state)
    {
        var files = state.Sources.Select(source => CSharpSyntaxTree.ParseText(Markup().Replace(source.content.ToString(), ""), path: source.filename));
        var found = await CSharpCompilation
            .Create("App", files, state.AdditionalReferences, new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication))
            .WithAnalyzers([new PipelineAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.GroupBy(finding => finding.Id).ToDictionary(group => group.Key, group => group.Count());
    }

    [GeneratedRegex(@"\{\|\w+:|\|\}|\[\||\|\]")]
    private static partial Regex Markup();
}
