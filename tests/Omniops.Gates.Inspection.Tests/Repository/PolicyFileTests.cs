using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Repository;

/// <summary>OMNI9901 for omniops.gates.json.</summary>
public sealed class PolicyFileTests
{
    [Theory]
    [InlineData("""{ "waivers": [] }""", 1, 14)]
    [InlineData("""{ "policy": {} }""", 1, 13)]
    [InlineData("{\n  \"$schema\": \"x\",\n  \"limits\": { \"chat\": 1, \"embed\": 2 }\n}", 3, 23)]
    [InlineData("{", 1, 2)]
    [InlineData("", 1, 1)]
    [InlineData("[]", 1, 1)]
    public void Reports(string content, int line, int column)
    {
        using var folder = new TemporaryFolder();
        folder.Write(PolicyFile.Name, content);
        var finding = Assert.Single(PolicyFile.Check(folder.Path));
        Assert.Equal(("OMNI9901", Outcome.Tampered), (finding.Rule.Id, finding.Outcome));
        Assert.Equal((line, column), (finding.Position.Line, finding.Position.Column));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "$schema": "schema.json" } // nothing else""")]
    public void Allows(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write(PolicyFile.Name, content);
        Assert.Empty(PolicyFile.Check(folder.Path));
    }

    [Fact]
    public void Reports_a_file_that_is_no_text()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, PolicyFile.Name), [0x7b, 0xff, 0xfe, 0x7d]);
        Assert.Contains("not valid UTF-8", Assert.Single(PolicyFile.Check(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write(PolicyFile.Name, RulePage.Read("OMNI9901").Fails);
        Assert.Single(PolicyFile.Check(folder.Path));
        folder.Write(PolicyFile.Name, RulePage.Read("OMNI9901").Passes);
        Assert.Empty(PolicyFile.Check(folder.Path));
    }
}
