using NuGet.Versioning;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>What sources are asked about the versions of packages.</summary>
public sealed class PublishedVersionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackageFeed _one = new();
    private readonly PackageFeed _two = new();

    public PublishedVersionsTests()
    {
        _one.Add("Ours.Core", "1.0.0", []);
        _two.Add("Ours.Core", "99.0.0", []);
        _one.Add("Shared", "1.0.0", []);
        _two.Add("Shared", "1.0.0", [], """{ "reasons": ["Legacy"] }""");
        _one.Add("Damaged", "1.0.0", [], "{ oops");
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_mark_of_one_source_counts_whatever_another_says() =>
        Assert.Equal(["Legacy"], Look("").Find("shared", NuGetVersion.Parse("1.0.0"))!.Deprecation!.Reasons);

    [Fact]
    public void A_package_whose_versions_cannot_be_read_takes_nothing_from_others()
    {
        var catalog = Look("");
        Assert.False(catalog.Knows("Damaged"));
        Assert.True(catalog.Knows("Shared"));

        // Nor is it asked for again at once.
        var asked = _one.Asked.Count;
        Look("");
        Assert.Equal(asked, _one.Asked.Count);
    }

    [Fact]
    public void A_source_that_a_package_does_not_come_from_is_not_asked_for_it()
    {
        var catalog = Look("""
            <packageSourceMapping>
              <packageSource key="one"><package pattern="Ours.*" /></packageSource>
              <packageSource key="two"><package pattern="*" /></packageSource>
            </packageSourceMapping>
            """);
        Assert.Empty(catalog.Above("Ours.Core", NuGetVersion.Parse("1.0.0")));
        Assert.NotNull(catalog.Find("Ours.Core", NuGetVersion.Parse("1.0.0")));
        Assert.DoesNotContain("/v3/reg/ours.core/index.json", _two.Asked);
        Assert.DoesNotContain("/v3/reg/shared/index.json", _one.Asked);
    }

    [Theory]
    [InlineData("New.Package", "New.Package")]
    [InlineData("New\n/App.csproj : error X: y", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_a_source_names_instead_is_a_package(string? alternative, string? shown)
    {
        var deprecation = Deprecation.Of(["legacy", "CRITICALBUGS", "something\nelse"], alternative);
        Assert.Equal((shown, true), (deprecation.Alternative, deprecation.HasCriticalBugs));
        Assert.Equal(["Legacy", "CriticalBugs", "Other"], deprecation.Reasons);
    }

    private PackageCatalog Look(string mapping)
    {
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="one" value="{_one.Url}" allowInsecureConnections="true" />
                <add key="two" value="{_two.Url}" allowInsecureConnections="true" />
              </packageSources>
              {mapping}
            </configuration>
            """);
        var inquiry = new AdvisoryInquiry(Path.Combine(_folder.Path, "cache"), new FakeClock(DateTimeOffset.UtcNow));
        return inquiry.Look(AuditSources.Of(_folder.Path), ["Ours.Core", "Shared", "Damaged"], new DependencyPolicy { TimeLimitSeconds = 5 });
    }
}
