using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes.Tests;

public sealed class BrokenSampleTests
{
    [Fact]
    public async Task Fixes_make_the_gates_of_the_web_pass()
    {
        using var workspace = new AdhocWorkspace();
        var project = BrokenSample.Load(workspace);
        Assert.Subset((await Ids(project)).ToHashSet(), s_fixed.ToHashSet());

        var mended = await BrokenSample.ApplyFixesAsync(project, IsOfTheWeb);

        var program = await mended.Documents.Single(document => document.Name == "Program.cs").GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", program.ToString());
        Assert.Equal([""], await Ids(mended));
    }

    private static readonly string[] s_fixed =
        ["OMNI3001", "OMNI3002", "OMNI3003", "OMNI3004", "OMNI3007", "OMNI3008", "OMNI3009", "OMNI3010", "OMNI3011", "OMNI4001"];

    private static async Task<IEnumerable<string>> Ids(Project project) =>
        (await BrokenSample.FindingsAsync(project)).Select(finding => finding.Id).Where(IsOfTheWeb).Distinct();

    private static bool IsOfTheWeb(string id) => id.StartsWith("OMNI3", StringComparison.Ordinal) || id.StartsWith("OMNI4", StringComparison.Ordinal);
}
