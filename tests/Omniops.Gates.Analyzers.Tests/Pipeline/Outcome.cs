using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>What the gate says of one program.</summary>
internal static class Outcome
{
    public const string Pass = "pass";
    public const string Fail = "fail";
    public const string NotProven = "not proven";

    /// <summary>The outcome of one rule. Its analyzer may not throw, and the program has to compile.</summary>
    public static async Task<string> Of(string program, string rule = "OMNI3001", params (string Name, string Text)[] settings)
    {
        var findings = await Findings.Of(ProgramFile.Parse(program).Compile(asProjects: false), Findings.Options(settings), rules: [rule]);
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        var severities = findings.Where(finding => finding.Id == rule).Select(finding => finding.Severity).Distinct().ToList();
        return severities switch
        {
            [] => Pass,
            [DiagnosticSeverity.Error] => Fail,
            [DiagnosticSeverity.Warning] => NotProven,
            _ => string.Join(", ", severities),
        };
    }
}
