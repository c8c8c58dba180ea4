using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class FloatingVersionTests
{
    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.*" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="*" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="*-*" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="1.0.0-rc.*" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="[1.*, 2.0)" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="(1.0, )" />""", 36)]
    [InlineData("""<PackageReference Include="A" Version="(, 2.0]" />""", 36)]
    [InlineData("""<PackageReference Include="A"><Version>1.*</Version></PackageReference>""", 36)]
    [InlineData("""<PackageReference Update="A" Version="1.*" />""", 35)]
    [InlineData("""<PackageReference Include="A" VersionOverride="1.*" />""", 36)]
    [InlineData("""<PackageVersion Include="A" Version="1.*" />""", 34)]
    [InlineData("""<GlobalPackageReference Include="A" Version="1.*" />""", 42)]
    [InlineData("""<PackageReference Include="A" Version="$(V)" />""", 36, "1.*")]
    [InlineData("""<PackageReference Include="A" Version="$(V).*" />""", 36, "1")]
    public void Reports(string item, int column, string v = "")
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "App.csproj", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            var written = folder.Write(file, Project(item, v));
            if (file != "App.csproj")
                folder.Write("App.csproj", Project("", ""));
            Assert.Equal([$"Fails OMNI7005 {file}(2,{column})"], RestoreFindings.Of(folder));
            File.Delete(written);
        }
    }

    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.0" />""")]
    [InlineData("""<PackageReference Include="A" Version="[1.0]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[1.0, )" />""")]
    [InlineData("""<PackageReference Include="A" Version="[1.0, 2.0)" />""")]
    [InlineData("""<PackageReference Include="A" Version="1.0.0-rc.1+build" />""")]
    [InlineData("""<PackageReference Include="A" />""")]
    [InlineData("""<PackageReference Include="A" Version="nonsense" />""")]
    [InlineData("""<PackageReference Remove="A" Version="1.*" />""")]
    [InlineData("""<ProjectReference Include="A" Version="1.*" />""")]
    [InlineData("""<!-- <PackageReference Include="A" Version="1.*" /> -->""")]
    [InlineData("""<PackageReference Include="A" Version="$(V)" />""", "1.0")]
    [InlineData("""<PackageReference Include="A" Version="$(v)" />""", "1.0")]
    [InlineData("""<PackageReference Include="A" Version="1.0" GeneratePathProperty="*" />""")]
    public void Allows(string item, string v = "")
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(item, v));
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Fact]
    public void A_version_from_elsewhere_is_not_proven()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project("""<PackageReference Include="A" Version="$(Elsewhere)" />""", ""));
        Assert.Equal(["NotProven OMNI7005 App.csproj(2,36)"], RestoreFindings.Of(folder));
        folder.Write("Directory.Build.props", "<Project><PropertyGroup><Elsewhere>1.0</Elsewhere></PropertyGroup></Project>");
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Fact]
    public void Reports_what_a_project_imports_by_a_plain_path_with_the_properties_of_the_project()
    {
        using var folder = new TemporaryFolder();
        folder.Write("build/Packages.props", Project("""<PackageReference Include="A" Version="$(V)" />""", ""));
        string[] imports = ["<Import Project=\"../build/Packages.props\" />", "<Import Project=\"$(MSBuildThisFileDirectory)..\\build\\Packages.props\" />"];
        foreach (var import in imports)
        {
            folder.Write("src/App.csproj", Project("", "1.*").Replace("<Project>", $"<Project>{import}", StringComparison.Ordinal));
            Assert.Equal(["Fails OMNI7005 build/Packages.props(2,36)"], RestoreFindings.Of(folder));
        }

        folder.Write("src/packages.lock.json", "{}");
        Assert.Equal(["Advised OMNI7005 build/Packages.props(2,36)"], RestoreFindings.Of(folder));
        folder.Write("other/Other.csproj", Project("", "2.*").Replace("<Project>", $"<Project>{imports[0]}", StringComparison.Ordinal));
        Assert.Equal(["Fails OMNI7005 build/Packages.props(2,36)"], RestoreFindings.Of(folder));
    }

    [Fact]
    public void Allows_an_imported_version_that_the_project_fixes_and_a_file_that_nobody_imports()
    {
        using var folder = new TemporaryFolder();
        folder.Write("build/Packages.props", Project("""<PackageReference Include="A" Version="$(V)" />""", ""));
        folder.Write("build/Unused.props", Project("""<PackageReference Include="A" Version="1.*" />""", ""));
        const string import = "<Project><Import Project=\"../build/Packages.props\" />";
        folder.Write("src/App.csproj", Project("", "1.0").Replace("<Project>", import, StringComparison.Ordinal));
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Fact]
    public void A_lock_file_holds_it_where_every_project_has_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/A/A.csproj", Project("""<PackageReference Include="A" Version="1.*" />""", ""));
        folder.Write("src/A/packages.lock.json", "{}");
        folder.Write("src/Directory.Packages.props", Project("""<PackageVersion Include="B" Version="1.*" />""", ""));
        Assert.Equal(["Advised OMNI7005 src/A/A.csproj(2,36)", "Advised OMNI7005 src/Directory.Packages.props(2,34)"], RestoreFindings.Of(folder));

        folder.Write("other/Directory.Packages.props", Project("""<PackageVersion Include="B" Version="1.*" />""", ""));
        Assert.Contains("Fails OMNI7005 other/Directory.Packages.props(2,34)", RestoreFindings.Of(folder));
        folder.Write("other/Directory.Packages.props", "<Project />");

        folder.Write("src/B/B.csproj", Project("", ""));
        Assert.Equal(["Advised OMNI7005 src/A/A.csproj(2,36)", "Fails OMNI7005 src/Directory.Packages.props(2,34)"], RestoreFindings.Of(folder));
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(RulePage.Read("OMNI7005").Fails, ""));
        var finding = Assert.Single(RestoreFindings.All(folder));
        Assert.Equal(Outcome.Fails, finding.Outcome);
        Assert.Equal("'Dapper' 2.1.* is whatever a source offers on the day of the build; write the exact version that was tested", finding.Message);
        folder.Write("App.csproj", Project(RulePage.Read("OMNI7005").Passes, ""));
        Assert.Empty(RestoreFindings.All(folder));
    }

    private static string Project(string item, string v) =>
        $"<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework>{(v.Length == 0 ? "" : $"<V>{v}</V>")}</PropertyGroup><ItemGroup>\n     {item}\n</ItemGroup></Project>";
}
