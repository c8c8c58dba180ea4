using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>Whole programs as people write them, each with the outcome it deserves.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(ProgramFile.Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Gets_the_outcome_it_deserves(string name) => Check(name, asProjects: false);

    /// <summary>An IDE hands over referenced projects with their sources; the outcome must not change.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public Task Gets_the_same_outcome_in_an_IDE(string name) => Check(name, asProjects: true);

    private static async Task Check(string name, bool asProjects)
    {
        var program = ProgramFile.Read(name);
        var findings = await Findings.Of(program.Compile(asProjects), Findings.Options([]));
        Assert.Equal(program.Expected, Findings.Asked(findings, null).Select(Describe).Order(StringComparer.Ordinal));
    }

    private static string Describe(Diagnostic finding)
    {
        if (finding.Location.SourceTree is not { } file)
            return finding.ToString();

        var outcome = finding.Severity == DiagnosticSeverity.Error ? "fails" : "not proven";
        var place = file.GetText().ToString(finding.Location.SourceSpan);
        return $"{finding.Id} {outcome}: {place}";
    }
}
