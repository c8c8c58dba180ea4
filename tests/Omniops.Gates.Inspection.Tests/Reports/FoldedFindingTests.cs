using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Reports;

namespace Omniops.Gates.Inspection.Tests.Reports;

public sealed class FoldedFindingTests
{
    [Theory]
    [InlineData(20, 20, 0)]
    [InlineData(21, 1, 20)]
    [InlineData(500, 1, 499)]
    public void Very_many_findings_of_a_kind_in_a_file_are_shown_as_one(int count, int shown, int others)
    {
        List<Finding> findings = [Of("a", 0), .. Enumerable.Range(1, count).Select(line => Of("b", line)), Of("c", 0)];
        var folded = FoldedFinding.Of(findings);
        Assert.Equal(shown + 2, folded.Count);
        Assert.Equal(others, folded[1].Others.Count);
        Assert.Equal(findings[1], folded[1].First);
        Assert.Equal(others > 0, folded[1].Message.EndsWith($" (and {others} more of this kind in the file)", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_secret_is_shown_one_by_one()
    {
        var findings = Enumerable.Range(1, 30)
            .Select(line => Finding.Of(IntegrityRules.AcceptanceUnused, new FilePosition("a", line), $"{line}", "it", "remove it"));
        Assert.Equal(30, FoldedFinding.Of(findings).Count);
    }

    private static Finding Of(string path, int line) =>
        Finding.Of(SecretRules.SecretInFile, new FilePosition(path, line), $"{line}", "password", "r", "w");
}
