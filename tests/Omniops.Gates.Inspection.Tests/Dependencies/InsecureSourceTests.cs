using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class InsecureSourceTests
{
    [Theory]
    [InlineData("""<packageSources>[<add key="a" value="http://feed.example/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="HTTP://feed.example/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="http://10.0.0.1/v3/index.json" allowInsecureConnections="true" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="http://%FEED%/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="http://localhost.example/v3/index.json" /></packageSources>""")]
    [InlineData("""<auditSources>[<add key="a" value="http://feed.example/v3/index.json" /></auditSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="https://feed.example/v3/index.json" allowInsecureConnections="True" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="https://feed.example/v3/index.json" disableTLSCertificateValidation="true" /></packageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="https://me:hunter2@feed.example/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources><clear />[<add key="a" value="http://feed.example/" /></packageSources><disabledPackageSources><add key="b" value="true" /></disabledPackageSources>""")]
    [InlineData("""<packageSources>[<add key="a" value="http://feed.example/" /></packageSources><disabledPackageSources><add key="a" value="true" /><clear /></disabledPackageSources>""")]
    [InlineData("""<packageSourceCredentials><a><add key="Username" value="me" />[<add key="ClearTextPassword" value="hunter2" /></a></packageSourceCredentials>""")]
    [InlineData("""<packageSourceCredentials><a>[<add key="cleartextpassword" value="hunter2" /></a></packageSourceCredentials>""")]
    [InlineData("""<packageSourceCredentials><My_x0020_Feed>[<add key="Password" value="AQAAANCMnd8BFdERjHoAwE/Cl+s=" /></My_x0020_Feed></packageSourceCredentials>""")]
    [InlineData("""<packageSourceCredentials><a>[<add key="ClearTextPassword" value="%hunter2" /></a></packageSourceCredentials>""")]
    public void Reports(string content)
    {
        foreach (var name in new[] { "nuget.config", "NuGet.Config" })
        {
            using var folder = new TemporaryFolder();
            folder.Write(name, $"<configuration>\n{content.Replace("[", "", StringComparison.Ordinal)}\n</configuration>");
            var finding = Assert.Single(Findings(folder));
            Assert.Equal((Outcome.Fails, 2, content.IndexOf('[') + 1), (finding.Outcome, finding.Position.Line, finding.Position.Column));
            Assert.DoesNotContain("hunter2", finding.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""<packageSources><add key="a" value="https://feed.example/v3/index.json" allowInsecureConnections="false" /></packageSources>""")]
    [InlineData("""<packageSources><add key="a" value="http://localhost:5000/v3/index.json" allowInsecureConnections="true" /></packageSources>""")]
    [InlineData("""<packageSources><add key="a" value="http://127.0.0.1/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources><add key="a" value="http://[::1]:80/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSources><add key="http://a" value="../packages" /></packageSources>""")]
    [InlineData("""<packageSources><add key="a" value="http://feed.example/" /></packageSources><disabledPackageSources><add key="A" value="true" /></disabledPackageSources>""")]
    [InlineData("""<packageSources><add key="a" value="http://feed.example/" /><clear /></packageSources>""")]
    [InlineData("""<packageSources><!-- <add key="a" value="http://feed.example/" /> --></packageSources>""")]
    [InlineData("""<packageSources><add key="a" value="https://me:%PASSWORD%@feed.example/v3/index.json" /></packageSources>""")]
    [InlineData("""<packageSourceCredentials><a><add key="Username" value="me" /><add key="ClearTextPassword" value="%FEED_PASSWORD%" /></a></packageSourceCredentials>""")]
    [InlineData("""<packageSourceCredentials><a><add key="Password" value="" /></a></packageSourceCredentials>""")]
    [InlineData("""<config><add key="http_proxy" value="http://proxy.example" /></config>""")]
    [InlineData("")]
    public void Allows(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("nuget.config", $"<configuration>\n{content}\n</configuration>");
        Assert.Empty(Findings(folder));
    }

    [Theory]
    [InlineData("<RestoreSources>http://feed.example/v3/index.json</RestoreSources>")]
    [InlineData("<RestoreSources>https://api.example/v3/index.json; HTTP://feed.example/</RestoreSources>")]
    [InlineData("<RestoreAdditionalProjectSources>$(RestoreAdditionalProjectSources);http://feed.example/</RestoreAdditionalProjectSources>")]
    [InlineData("<RestoreAdditionalProjectSources>http://$(Host)/v3/index.json</RestoreAdditionalProjectSources>")]
    [InlineData("<RestoreAdditionalProjectSources>$(Feed)</RestoreAdditionalProjectSources>")]
    [InlineData("<RestoreAdditionalProjectSources>https://me:hunter2@feed.example/v3/index.json</RestoreAdditionalProjectSources>")]
    [InlineData("<RestoreAdditionalProjectSources>$(Elsewhere)</RestoreAdditionalProjectSources>", Outcome.NotProven)]
    [InlineData("<RestoreAdditionalProjectSources>$(Elsewhere)/packages</RestoreAdditionalProjectSources>", Outcome.NotProven)]
    public void Reports_what_a_project_adds(string property, Outcome outcome = Outcome.Fails)
    {
        foreach (var file in new[] { "App.csproj", "Directory.Build.props", "imported.props" })
        {
            using var folder = new TemporaryFolder();
            folder.Write("App.csproj", Project("<Import Project=\"imported.props\" />"));
            folder.Write("imported.props", "<Project><PropertyGroup><Feed>https://a.example/;http://b.example/</Feed></PropertyGroup></Project>");
            folder.Write(file, Project($"<PropertyGroup><Feed>https://a.example/;http://b.example/</Feed>\n{property}</PropertyGroup>"));
            var finding = Assert.Single(Findings(folder));
            Assert.Equal((outcome, file, 2, 1), (finding.Outcome, Path.GetFileName(finding.Position.Path), finding.Position.Line, finding.Position.Column));
            Assert.DoesNotContain("hunter2", finding.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<RestoreSources>https://feed.example/v3/index.json;../packages;http://localhost:5000/v3/index.json;</RestoreSources>")]
    [InlineData("<RestoreSources></RestoreSources>")]
    [InlineData("<RestoreSources>$(RestoreSources);$(MSBuildThisFileDirectory)packages;$(SolutionDir)packages</RestoreSources>")]
    [InlineData("<RestoreSources>$([MSBuild]::NormalizePath('$(Elsewhere)', 'packages'))</RestoreSources>")]
    [InlineData("<RestoreSources>https://$(Host)/v3/index.json;https://me:$(Token)@feed.example/;https://me:%TOKEN%@feed.example/</RestoreSources>")]
    [InlineData("<OtherSources>http://feed.example/</OtherSources>")]
    public void Allows_what_a_project_adds(string property)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project($"<PropertyGroup>{property}</PropertyGroup>"));
        Assert.Empty(Findings(folder));
    }

    [Fact]
    public void Several_sources_want_a_mapping()
    {
        const string Two = """<packageSources><add key="a" value="https://a.example/" /><add key="b" value="../b" /></packageSources>""";
        const string Mapping = """<packageSourceMapping><packageSource key="a"><package pattern="*" /></packageSource></packageSourceMapping>""";
        using var folder = new TemporaryFolder();
        folder.Write("src/nuget.config", $"<configuration>{Two}<packageSourceMapping><clear /></packageSourceMapping></configuration>");
        Assert.Equal(["Advised OMNI7007 src/nuget.config(1,74)"], RestoreFindings.Of(folder));

        // What is above it counts; what is beside it does not.
        folder.Write("src-other/nuget.config", $"<configuration>{Mapping}</configuration>");
        Assert.Single(Findings(folder));
        folder.Write("nuget.config", $"<configuration>{Mapping}</configuration>");
        Assert.Empty(Findings(folder));
        File.Delete(Path.Combine(folder.Path, "nuget.config"));
        folder.Write("src/nuget.config", $"<configuration>{Two}{Mapping}</configuration>");
        Assert.Empty(Findings(folder));
        folder.Write("src/nuget.config", $"<configuration>{Two}<disabledPackageSources><add key=\"b\" value=\"true\" /></disabledPackageSources></configuration>");
        Assert.Empty(Findings(folder));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("nuget.config", "<!DOCTYPE c SYSTEM \"file:///etc/hostname\"><configuration />");
        Assert.Equal(["NotProven OMNI9912 nuget.config(0,0)"], RestoreFindings.Of(folder));
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("nuget.config", RulePage.Read("OMNI7007").Fails);
        var finding = Assert.Single(Findings(folder));
        Assert.Equal(
            "Package source 'ours' is asked without encryption, so whoever is on the way chooses the packages; use an https:// address whose certificate is valid",
            finding.Message);
        folder.Write("nuget.config", RulePage.Read("OMNI7007").Passes);
        Assert.Empty(Findings(folder));
    }

    private static string Project(string content) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{content}</Project>";

    /// <summary>The secret rules see the passwords as well.</summary>
    private static List<Finding> Findings(TemporaryFolder folder) =>
        [.. RestoreFindings.All(folder).Where(finding => finding.Rule.Gate == Gate.Dependencies)];
}
