using NuGet.Frameworks;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class RuntimeOutOfSupportTests
{
    private const string Web = "Microsoft.NET.Sdk.Web";
    private const string Library = "Microsoft.NET.Sdk";

    [Theory]
    [InlineData(Web, "<TargetFramework>net9.0</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net8.0</TargetFramework>")]
    [InlineData(Web, "<TargetFramework> net8.0 </TargetFramework>")]
    [InlineData(Web, "<TargetFramework>NET8.0</TargetFramework>")]
    [InlineData(Web, "<targetframework>net8.0</targetframework>")]
    [InlineData(Web, "<TargetFramework>net8.0-windows10.0.19041.0</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>netcoreapp3.1</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net461</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net40</TargetFramework>")]
    [InlineData("", "<TargetFrameworkVersion>v4.5.2</TargetFrameworkVersion>")]
    [InlineData(Library, "<TargetFramework>net5.0</TargetFramework>")]
    [InlineData(Library, "<TargetFrameworks>net6.0</TargetFrameworks>")]
    // What is deployed may be the old one.
    [InlineData(Web, "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>")]
    [InlineData("Microsoft.NET.Sdk.Worker", "<TargetFrameworks>net10.0; net6.0</TargetFrameworks>")]
    [InlineData(Library, "<TargetFrameworks>net10.0;net6.0</TargetFrameworks><OutputType>Exe</OutputType>")]
    // Properties and conditions.
    [InlineData(Web, "<TargetFramework>$(Ours)</TargetFramework><Ours>net8.0</Ours>")]
    [InlineData(Web, "<TargetFramework>net$(Major).0</TargetFramework><Major>8</Major>")]
    [InlineData(Web, "<TargetFramework Condition=\"'$(Old)' == 'true'\">net8.0</TargetFramework>")]
    [InlineData(Web, "<TargetFrameworks Condition=\"'$(OS)' == 'Windows_NT'\">$(TargetFrameworks);net7.0</TargetFrameworks>")]
    public void Reports(string sdk, string properties)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(sdk, properties));
        Assert.Equal(["Fails OMNI7010 App.csproj(2,18)"], RestoreFindings.Of(folder));
    }

    [Theory]
    [InlineData(Web, "<TargetFramework>net10.0</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net10.0-windows</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net48</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net4.7.2</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net35</TargetFramework>")]
    // Came out after the list was made.
    [InlineData(Web, "<TargetFramework>net11.0</TargetFramework>")]
    [InlineData("", "<TargetFrameworkVersion>v4.8</TargetFrameworkVersion>")]
    // Nothing runs on a contract, and what runs a library that targets both is not in it.
    [InlineData(Library, "<TargetFramework>netstandard2.0</TargetFramework>")]
    [InlineData(Library, "<TargetFrameworks>netstandard2.0;net6.0</TargetFrameworks>")]
    [InlineData(Library, "<TargetFrameworks>net6.0;net8.0;net10.0</TargetFrameworks>")]
    [InlineData(Library, "<TargetFrameworks>net8.0;net10.0</TargetFrameworks><OutputType>Library</OutputType>")]
    [InlineData(Web, "<TargetFramework>$(Ours)</TargetFramework><Ours>net10.0</Ours>")]
    [InlineData(Web, "<!-- <TargetFramework>net6.0</TargetFramework> --><TargetFramework>net10.0</TargetFramework>")]
    [InlineData(Web, "<TargetFramework>net10.0</TargetFramework><PackageTargetFramework>net6.0</PackageTargetFramework>")]
    // No SDK project: it compiles nothing by itself.
    [InlineData("", "<Name>x</Name>")]
    [InlineData("Microsoft.Build.NoTargets", "<Name>x</Name>")]
    public void Allows(string sdk, string properties)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(sdk, properties));
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Theory]
    [InlineData("<TargetFramework>$(FromElsewhere)</TargetFramework>")]
    [InlineData("<TargetFramework>$([MSBuild]::Name())</TargetFramework>")]
    [InlineData("<TargetFramework>$(A)</TargetFramework><A>$(B)</A><B>$(A)</B>")]
    [InlineData("<TargetFramework>nonsense</TargetFramework>")]
    [InlineData("<TargetFramework>portable-</TargetFramework>")]
    [InlineData("<Name>x</Name>")]
    public void Says_what_is_not_proven(string properties)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(Web, properties));
        Assert.Equal(Outcome.NotProven, Assert.Single(RestoreFindings.All(folder)).Outcome);
    }

    [Fact]
    public void A_test_may_also_run_on_what_is_old()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><PackageReference Include="xunit.v3" Version="3.0.0" /></ItemGroup>
            </Project>
            """);
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Fact]
    public void Stands_where_the_framework_is_written_and_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Directory.Build.props", Project("", "<TargetFramework>net8.0</TargetFramework>"));
        folder.Write("src/A/A.csproj", Project(Web, "<Nullable>enable</Nullable>"));
        folder.Write("src/B/B.fsproj", Project(Library, "<Nullable>enable</Nullable>"));
        folder.Write("src/C/C.csproj", Project(Web, "<TargetFramework>net10.0</TargetFramework>"));
        Assert.Equal(["Fails OMNI7010 Directory.Build.props(2,18)"], RestoreFindings.Of(folder));

        // The nearest file hides it, unless it imports it.
        folder.Write("src/Directory.Build.props", Project("", "<TargetFramework>net10.0</TargetFramework>"));
        Assert.Empty(RestoreFindings.Of(folder));
        folder.Write("src/Directory.Build.props", """
            <Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>
            """);
        Assert.Equal(["Fails OMNI7010 Directory.Build.props(2,18)"], RestoreFindings.Of(folder));
    }

    [Fact]
    public void Follows_imports_inside_the_repository()
    {
        using var folder = new TemporaryFolder();
        folder.Write("eng/common.props", Project("", "<TargetFramework>$(Ours)</TargetFramework>"));
        folder.Write("Directory.Build.props", Project("", "<Ours>net6.0</Ours>"));
        folder.Write("src/App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><Import Project="..\eng\common.props" /><Import Project="App.csproj" /></Project>""");
        Assert.Equal(["Fails OMNI7010 eng/common.props(2,18)"], RestoreFindings.Of(folder));
    }

    [Theory]
    [InlineData("2026-08-11", null)]
    [InlineData("2026-08-12", Outcome.Advised)]
    [InlineData("2026-11-10", Outcome.Advised)]
    [InlineData("2026-11-11", Outcome.Fails)]
    public void Warns_before_the_end_and_fails_behind_it(string today, Outcome? outcome)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(Web, "<TargetFramework>net8.0</TargetFramework>"));
        folder.Write("Dockerfile", "FROM mcr.microsoft.com/dotnet/aspnet:8.0\n");
        var findings = RestoreFindings.All(folder, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(outcome is null ? 0 : 2, findings.Count);
        Assert.All(findings, finding => Assert.Equal((RestoreRules.RuntimeOutOfSupport, outcome), (finding.Rule, finding.Outcome)));
    }

    [Fact]
    public void What_is_newer_than_the_list_is_not_proven_when_the_list_is_old()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", Project(Web, "<TargetFramework>net11.0</TargetFramework>"));
        Assert.Equal(["NotProven OMNI7010 App.csproj(2,18)"], RestoreFindings.Of(folder, RuntimeSupport.Embedded.AsOf.AddMonths(18).AddDays(1)));
    }

    [Theory]
    [InlineData("FROM [mcr.microsoft.com/dotnet/aspnet:8.0", "Fails")]
    [InlineData("FROM --platform=linux/amd64 [mcr.microsoft.com/dotnet/runtime:8.0.11-alpine3.20 AS final", "Fails")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/runtime-deps:6.0-jammy-chiseled@sha256:0123", "Fails")]
    [InlineData("FROM [MCR.microsoft.com/dotnet/nightly/sdk:9.0", "Fails")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/core/aspnet:3.1", "Fails")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/sdk:8", "Fails")]
    [InlineData("ARG V=8.0\nFROM [mcr.microsoft.com/dotnet/aspnet:$V", "Fails")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/sdk:9.0 AS build\nFROM mcr.microsoft.com/dotnet/aspnet:10.0", "Fails")]
    [InlineData("FROM debian\nARG V=10.0\nFROM [mcr.microsoft.com/dotnet/aspnet:${V:-8.0}", "Fails")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/aspnet:$V", "NotProven")]
    [InlineData("FROM [mcr.microsoft.com/dotnet/aspnet:4.0", "NotProven")]
    public void Reports_images(string marked, string outcome)
    {
        using var folder = new TemporaryFolder();
        var lines = marked.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains('['));
        folder.Write("Dockerfile", marked.Replace("[", "", StringComparison.Ordinal));
        Assert.Equal([$"{outcome} OMNI7010 Dockerfile({line + 1},{lines[line].IndexOf('[') + 1})"], RestoreFindings.Of(folder));
    }

    [Theory]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:latest")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet@sha256:0123")]
    [InlineData("FROM mcr.microsoft.com/dotnet/monitor:8.0")]
    [InlineData("FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8")]
    [InlineData("FROM registry.example/dotnet/aspnet:8.0")]
    [InlineData("FROM debian:8.0")]
    [InlineData("FROM debian AS mcr\n# FROM mcr.microsoft.com/dotnet/aspnet:8.0\nRUN echo \\\nFROM mcr.microsoft.com/dotnet/aspnet:8.0")]
    [InlineData("ARG V=8.0\nARG V=10.0\nFROM mcr.microsoft.com/dotnet/aspnet:$V")]
    public void Allows_images(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", text);
        Assert.Empty(RestoreFindings.Of(folder));
    }

    [Theory]
    [InlineData("<Project")]
    [InlineData("")]
    [InlineData("<Project><PropertyGroup></Project>")]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Project><PropertyGroup><TargetFramework>&x;</TargetFramework></PropertyGroup></Project>")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project>&b;</Project>")]
    public void A_file_that_cannot_be_read_is_said_once(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", content);
        Assert.Equal("OMNI9912", Assert.Single(RestoreFindings.All(folder)).Rule.Id);
    }

    [Fact]
    public void Ends_on_files_that_nobody_wrote()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Huge.csproj", $"<Project>{new string(' ', 5_000_000)}</Project>");
        folder.Write("Deep.csproj", string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000)));
        // Each property is set a hundred times, to two of the next.
        var layers = Enumerable.Range(0, 20).Select(i =>
            string.Concat(Enumerable.Repeat($"<P{i} Condition=\"'$(X)' == ''\">$(P{i + 1})$(P{i + 1})</P{i}>", 100)));
        folder.Write("Wide.csproj", Project(Web, "<TargetFramework>$(P0)</TargetFramework>" + string.Concat(layers)));
        Assert.Equal(["NotProven OMNI7010 Wide.csproj(2,18)", "NotProven OMNI9912 Deep.csproj(0,0)", "NotProven OMNI9912 Huge.csproj(1,1)"],
            RestoreFindings.Of(folder).Order().Select(text => text.StartsWith("NotProven OMNI9912 Huge", StringComparison.Ordinal) ? "NotProven OMNI9912 Huge.csproj(1,1)" : text));
    }

    [Fact]
    public void The_examples_fail_and_pass_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", RulePage.Read("OMNI7010").Fails);
        var finding = Assert.Single(RestoreFindings.All(folder));
        Assert.Equal("'net7.0' has had no security fixes since 2024-05-14; move to .NET 10, which is supported until 2028-11-14", finding.Message);
        folder.Write("App.csproj", RulePage.Read("OMNI7010").Passes);
        Assert.Empty(RestoreFindings.All(folder));
    }

    [Fact]
    public void The_list_is_sorted_and_names_each_framework_as_NuGet_does()
    {
        var runtimes = RuntimeSupport.Embedded.Runtimes;
        Assert.Equal(runtimes.OrderBy(runtime => runtime.Framework, StringComparer.Ordinal).ThenBy(runtime => runtime.Version), runtimes);
        Assert.Equal(runtimes.Count, runtimes.Select(runtime => (runtime.Framework, runtime.Version)).Distinct().Count());
        Assert.All(runtimes, runtime => Assert.Same(runtime, RuntimeSupport.Embedded.Find(new NuGetFramework(runtime.Framework, runtime.Version))));
    }

    private static string Project(string sdk, string properties) =>
        $"<Project{(sdk.Length == 0 ? "" : $" Sdk=\"{sdk}\"")}>\n  <PropertyGroup>{properties}</PropertyGroup>\n</Project>";
}
