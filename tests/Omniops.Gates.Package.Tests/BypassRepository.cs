using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>
/// One repository with a project for each attempt to silence the gate, built once. Every project allows any origin or holds a password in its
/// settings, and nothing else is wrong with it: something must be said about each of them.
/// </summary>
public sealed partial class BypassRepository(PackedGate gate) : IAsyncLifetime
{
    private const string Program = $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        {{UserRepository.Builder}}
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(Policies.Open));
        var app = builder.Build();
        app.UseHsts();
        app.UseCors(); {{UserRepository.Headers}}
        app.Run();

        {0}static class Policies
        {
            {1}public static void Open(CorsPolicyBuilder policy) => policy.AllowAnyOrigin();
        }
        """;

    private const string Relaxed = $$"""
        {{UserRepository.Builder}}
        builder.Environment.EnvironmentName = {0};
        if (builder.Environment.IsDevelopment())
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
        var app = builder.Build();
        app.UseHsts();
        app.UseCors(); {{UserRepository.Headers}}
        app.Run();
        """;

    private const string Crashing = """
        using System.Collections.Immutable;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.Diagnostics;
        [DiagnosticAnalyzer(LanguageNames.CSharp)]
        public sealed class Crashing : DiagnosticAnalyzer
        {
            public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(new DiagnosticDescriptor("X0001", "x", "x", "x", DiagnosticSeverity.Warning, true));
            public override void Initialize(AnalysisContext context) => throw new System.InvalidOperationException("broken");
        }
        """;

    private static readonly string s_withoutEngine =
        Target("""<Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'Omniops.Gates.Engine'" />""") + Property("NoWarn", "CS8032;CS8034;AD0001;CS9057");

    /// <summary>Each attempt by its name in SECURITY.md, with what a build must at least say about its project.</summary>
    internal static readonly Bypass[] Attempts =
    [
        new("`RunAnalyzers=false` in the project", "error OMNI9910", Project: Property("RunAnalyzers", "false")),
        new("`RunAnalyzersDuringBuild=false` in the project", "error OMNI9910", Project: Property("RunAnalyzersDuringBuild", "false")),
        new("`_SkipAnalyzers=true` in the project", "error OMNI4001", Project: Property("_SkipAnalyzers", "true")),
        new("`NoWarn` in the project", "error OMNI9911", Project: Property("NoWarn", "OMNI4001")),
        new("`NoWarn` in `.csproj.user`", "error OMNI9911", File: "{name}.csproj.user", Content: $"<Project>{Property("NoWarn", "OMNI4001")}</Project>"),
        new("`NoWarn` in a compiler response file", "error OMNI9911", Project: Property("CompilerResponseFile", "more.rsp"), File: "more.rsp", Content: "/nowarn:OMNI4001"),
        new("`WarningLevel=0`", "error OMNI4001", Project: Property("WarningLevel", "0")),
        new("`#pragma warning disable OMNI4001`", "error OMNI9911", Before: "#pragma warning disable OMNI4001\n"),
        new("`#pragma warning disable`", "error OMNI9911", Before: "#pragma warning disable\n"),
        new("`[SuppressMessage]` on a member", "error OMNI9911", Member: "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Cors\", \"OMNI4001\")] "),
        new("`[SuppressMessage]` on a type", "error OMNI9911", Type: "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Cors\", \"OMNI4001\")] "),
        new("`[SuppressMessage]` on the module", "error OMNI9911", File: "Module.cs", Content: "[module: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Cors\", \"OMNI4001\")]"),
        new("`[SuppressMessage]` on the assembly", "error OMNI9911", File: "Assembly.cs", Content: "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Cors\", \"OMNI4001\", Justification = \"reviewed\")]"),
        new("`GlobalSuppressions.cs` with a target", "error OMNI9911", File: "GlobalSuppressions.cs", Content: "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Cors\", \"OMNI4001\", Scope = \"member\", Target = \"~M:Policies.Open(Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder)\")]"),
        new("severity `none` in `.editorconfig`", "error OMNI9911", File: ".editorconfig", Content: "[*]\ndotnet_diagnostic.OMNI4001.severity = none\n"),
        new("severity `silent` in `.editorconfig`", "error OMNI9911", File: ".editorconfig", Content: "[*.cs]\ndotnet_diagnostic.OMNI4001.severity = silent\n"),
        new("severity `suggestion` in `.editorconfig`", "error OMNI9911", File: ".editorconfig", Content: "[*.cs]\ndotnet_diagnostic.OMNI4001.severity = suggestion\n"),
        new("severity `warning` in `.editorconfig`", "error OMNI9911", File: ".editorconfig", Content: "[*.cs]\ndotnet_diagnostic.OMNI4001.severity = warning\n"),
        new("category severity in `.editorconfig`", "error OMNI4001", File: ".editorconfig", Content: "[*.cs]\ndotnet_analyzer_diagnostic.category-Cors.severity = none\n"),
        new("bulk severity in `.editorconfig`", "error OMNI4001", File: ".editorconfig", Content: "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n"),
        new("severity for settings files in `.editorconfig`", "error OMNI1010", File: ".editorconfig", Content: "[*.json]\ndotnet_diagnostic.OMNI1010.severity = none\n", IsSecret: true),
        new("severity in a `.globalconfig`", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\ndotnet_diagnostic.OMNI4001.severity = none\n"),
        new("severity in a `.globalconfig` of a higher level", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\nglobal_level = 9999\ndotnet_diagnostic.OMNI4001.severity = suggestion\n"),
        new("severity of a settings rule in a `.globalconfig`", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\nglobal_level = 9999\ndotnet_diagnostic.OMNI1010.severity = suggestion\n", IsSecret: true),
        new("severity of a settings rule switched off in a `.globalconfig`", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\ndotnet_diagnostic.OMNI1010.severity = none\n", IsSecret: true),
        new("a rule set", "error OMNI9911", Project: Property("CodeAnalysisRuleSet", "off.ruleset"), File: "off.ruleset", Content: """<RuleSet Name="off" ToolsVersion="16.0"><Rules AnalyzerId="a" RuleNamespace="b"><Rule Id="OMNI4001" Action="None" /></Rules></RuleSet>"""),
        new("an `<auto-generated/>` header", "error OMNI4001", Before: "// <auto-generated/>\n"),
        new("`generated_code = true` in `.editorconfig`", "error OMNI4001", File: ".editorconfig", Content: "[*.cs]\ngenerated_code = true\n"),
        new("a target that removes the analyzers", "error OMNI9910", Project: Target("""<Analyzer Remove="@(Analyzer)" />""")),
        new("a target that removes one of their assemblies", "error OMNI9910", Project: s_withoutEngine + Property("UseSharedCompilation", "false")),
        new("a target that removes one of their assemblies, which a compiler server has loaded", "error OMNI4001|error OMNI9910", Project: s_withoutEngine),
        new("`<AdditionalFiles Remove>` in the project", "error OMNI1010", Project: """<ItemGroup><AdditionalFiles Remove="**/appsettings*.json" /></ItemGroup>""", IsSecret: true),
        new("a target that removes additional files", "OMNI1010|OMNI9910", Project: Target("""<AdditionalFiles Remove="@(AdditionalFiles)" />"""), IsSecret: true),
        new("changed metadata of additional files", "error OMNI1010", Project: """<ItemGroup><AdditionalFiles Include="appsettings.json" OmniopsKind="Other" Link="other.txt" /></ItemGroup>""", IsSecret: true),
        new("settings excluded from the project's items", "error OMNI1010", Project: Property("DefaultItemExcludes", "$(DefaultItemExcludes);appsettings*.json"), IsSecret: true),
        new("an output folder that is the project's own", "error OMNI1010", Project: Property("BaseOutputPath", "./"), IsSecret: true),
        new("a policy file of another folder as additional file", "error OMNI4001", Project: """<ItemGroup><AdditionalFiles Include="sub/omniops.gates.json" /></ItemGroup>""", File: "sub/omniops.gates.json", Content: """{ "waivers": [ { "rule": "OMNI4001", "path": "**", "reason": "r", "owner": "o", "expires": "2099-01-01" } ] }"""),
        new("a policy file of another name as additional file", "error OMNI4001", Project: """<ItemGroup><AdditionalFiles Include="$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)', '../our.omniops.gates.json'))" /></ItemGroup>""", File: "../our.omniops.gates.json", Content: """{ "waivers": [ { "rule": "OMNI4001", "path": "**", "reason": "r", "owner": "o", "expires": "2099-01-01" } ] }"""),
        new("settings linked from another folder", "error OMNI1010", Project: """<ItemGroup><Content Include="../shared/appsettings.json" Link="appsettings.json" CopyToOutputDirectory="Always" /></ItemGroup>""", File: "../shared/appsettings.json", Content: """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }"""),
        new("`TreatWarningsAsErrors` with `WarningsNotAsErrors`", "error OMNI4001", Project: Property("TreatWarningsAsErrors", "true") + Property("WarningsNotAsErrors", "OMNI4001")),
        new("`CodeAnalysisTreatWarningsAsErrors=false`", "error OMNI4001", Project: Property("CodeAnalysisTreatWarningsAsErrors", "false")),
        new("an `ErrorLog` in format 1.0 and a suppression", "error OMNI9910", Before: "#pragma warning disable OMNI4001\n", Project: Property("ErrorLog", "own.sarif")),
        new("an `ErrorLog` in format 2.1 and a suppression", "error OMNI9911", Before: "#pragma warning disable OMNI4001\n", Project: Property("ErrorLog", "own.sarif,version=2.1")),
        new("a response file that sends the compiler's log elsewhere", "error OMNI9910", Before: "#pragma warning disable OMNI4001\n", Project: Property("CompilerResponseFile", "more.rsp"), File: "more.rsp", Content: "/errorlog:elsewhere.sarif,version=2.1"),
        new("a target that replaces the compilation", "error OMNI9910", Project: """
            <Target Name="CoreCompile">
              <Csc Sources="@(Compile)" References="@(ReferencePathWithRefAssemblies)" OutputAssembly="@(IntermediateAssembly)" TargetType="exe" />
            </Target>
            """, Late: true),
        new("`GenerateMSBuildEditorConfigFile=false`", "error OMNI9910", Project: Property("GenerateMSBuildEditorConfigFile", "false")),
        new("`ImportProjectExtensionTargets=false`", "error OMNI9910", Project: Property("ImportProjectExtensionTargets", "false")),
        new("`NoWarn` in a `Directory.Build.props`", "error OMNI9911", File: "Directory.Build.props", Content: $"""<Project><Import Project="../Directory.Build.props" />{Property("NoWarn", "OMNI4001")}</Project>"""),
        new("`DesignTimeBuild=true` and `BuildingProject=false`", "error OMNI4001", Project: Property("DesignTimeBuild", "true") + Property("BuildingProject", "false")),
        new("`DesignTimeBuild=true`, `SkipCompilerExecution=true` and a compilation of its own", "error OMNI9910", Project: Property("DesignTimeBuild", "true") + Property("SkipCompilerExecution", "true") + Property("ProduceReferenceAssembly", "false") + """
            <Target Name="Own" BeforeTargets="CoreCompile">
              <Csc Sources="@(Compile)" References="@(ReferencePathWithRefAssemblies)" OutputAssembly="@(IntermediateAssembly)" TargetType="exe" />
            </Target>
            """),
        new("`OmniopsOutOfProcess=true` with another program", "error OMNI9910", Before: "#pragma warning disable OMNI4001\n", Project: Property("OmniopsOutOfProcess", "true") + Property("DOTNET_HOST_PATH", "echo")),
        new("`ExcludeAssets=\"analyzers\"`", "error OMNI4001", Project: """<ItemGroup><PackageReference Update="Omniops.Gates" ExcludeAssets="analyzers" /></ItemGroup>"""),
        new("`ExcludeAssets=\"build;buildTransitive\"`", "error OMNI9910", Project: """<ItemGroup><PackageReference Update="Omniops.Gates" ExcludeAssets="build;buildTransitive" /></ItemGroup>"""),
        new("`<CompilerVisibleProperty Remove>`", "error OMNI9910", Project: """<ItemGroup><CompilerVisibleProperty Remove="@(CompilerVisibleProperty)" /></ItemGroup>""", Late: true),
        new("`OmniopsGates=off` in the project", "warning OMNI9910", Project: Property("OmniopsGates", "off")),
        new("`OmniopsGates=off` and `NoWarn`", "error OMNI9911", Project: Property("OmniopsGates", "off") + Property("NoWarn", "OMNI9910")),
        new("`OmniopsGates=off` and `MSBuildWarningsAsMessages`", "error OMNI9911", Project: Property("OmniopsGates", "off") + Property("MSBuildWarningsAsMessages", "OMNI9910")),
        new("`OmniopsGates=off` and `NoWarn` in small letters", "error OMNI9911", Project: Property("OmniopsGates", "off") + Property("NoWarn", "omni9910")),
        new("`OmniopsGates=off` and `MSBuildWarningsAsMessages` in a `Directory.Build.targets`", "error OMNI9911", Project: Property("OmniopsGates", "off"), File: "Directory.Build.targets", Content: $"<Project>{Property("MSBuildWarningsAsMessages", "OMNI9910")}</Project>"),
        new("`OmniopsGates=report` and `NoWarn` of OMNI9911", "error OMNI9911", Project: Property("OmniopsGates", "report") + Property("NoWarn", "OMNI4001;OMNI9911")),
        new("`OmniopsCollectDir` and `NoWarn`", "error OMNI9911", Project: Property("OmniopsCollectDir", "$(MSBuildProjectDirectory)/obj/collected/") + Property("NoWarn", "OMNI4001;OMNI9910")),
        new("`OmniopsCollectDir` in the project", "warning OMNI9910", Project: Property("OmniopsCollectDir", "$(MSBuildProjectDirectory)/obj/collected/")),
        new("`ExcludeAssets=\"build;buildTransitive\"` and `NoWarn` of what says so", "error OMNI9910", Project: """<ItemGroup><PackageReference Update="Omniops.Gates" ExcludeAssets="build;buildTransitive" /></ItemGroup>""" + Property("NoWarn", "OMNI4001;OMNI9910;OMNI9911")),
        new("`ImportProjectExtensionTargets=false` and `NoWarn` of what says so", "error OMNI9910", Project: Property("ImportProjectExtensionTargets", "false") + Property("NoWarn", "OMNI4001;OMNI9910;OMNI9911")),
        new("`IsImplicitlyTriggeredBuild=true`, as Visual Studio sets it", "error OMNI9910", Project: Property("BuildingInsideVisualStudio", "true") + Property("IsImplicitlyTriggeredBuild", "true") + Property("OptimizeImplicitlyTriggeredBuild", "true")),
        new("`/skipanalyzers` in a compiler response file", "error OMNI9910", Project: Property("CompilerResponseFile", "more.rsp"), File: "more.rsp", Content: "/skipanalyzers"),
        new("a rule set in a compiler response file", "error OMNI9911", Project: Property("CompilerResponseFile", "more.rsp"), File: "more.rsp", Content: "/ruleset:off.ruleset", More: ("off.ruleset", """<RuleSet Name="off" ToolsVersion="16.0"><Rules AnalyzerId="a" RuleNamespace="b"><Rule Id="OMNI4001" Action="None" /></Rules></RuleSet>""")),
        new("a root of its own for the compiler in a `.globalconfig`, with a policy file there", "error OMNI9911", Project: """<ItemGroup><AdditionalFiles Include="sub/omniops.gates.json" /></ItemGroup>""", File: "sub/omniops.gates.json", Content: """{ "waivers": [ { "rule": "OMNI4001", "path": "**", "reason": "r", "owner": "o", "expires": "2099-01-01" } ] }""", More: (".globalconfig", "is_global = true\nbuild_property._OmniopsRootKey = {folder}/sub\n")),
        new("a mode of its own for the compiler in a `.globalconfig`", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\nbuild_property.OmniopsGates = report\n"),
        new("severity for one file in a `.globalconfig`", "error OMNI9911", File: ".globalconfig", Content: "is_global = true\n[{folder}/Program.cs]\ndotnet_diagnostic.OMNI4001.severity = none\n"),
        new("`[UnconditionalSuppressMessage]`", "error OMNI9911", Member: "[System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(\"Cors\", \"OMNI4001\")] "),
        new("`#line hidden`", "error OMNI4001", Before: "#line hidden\n"),
        new("an analyzer that crashes", "error AD0001", Project: """<ItemGroup><ProjectReference Include="../Crashing/Crashing.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /></ItemGroup>"""),
        new("`EnvironmentName` set to Development in code", "error OMNI4001", File: "Program.cs", Content: Relaxed.Replace("{0}", "\"Development\"", StringComparison.Ordinal)),
        new("`EnvironmentName` set to what cannot be told", "warning OMNI4001", File: "Program.cs", Content: Relaxed.Replace("{0}", "File.ReadAllText(\"stage.txt\")", StringComparison.Ordinal)),
    ];

    private readonly UserRepository _repository = new(gate);

    internal CommandResult Build { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _repository.AddProject("Crashing", "", """
            <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><ImplicitUsings>disable</ImplicitUsings><LangVersion>latest</LangVersion><OmniopsGates>off</OmniopsGates></PropertyGroup>
            <ItemGroup><PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.8.0" PrivateAssets="all" /></ItemGroup>
            """, "Microsoft.NET.Sdk");
        _repository.Write("Crashing/Program.cs", Crashing);
        for (var i = 0; i < Attempts.Length; i++)
            Add(NameOf(i), Attempts[i]);
        _repository.AddSolution([.. Enumerable.Range(0, Attempts.Length).Select(NameOf)]);
        Build = await _repository.Dotnet("build", "All.slnx");
    }

    public ValueTask DisposeAsync()
    {
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the build said about the project of an attempt.</summary>
    internal IReadOnlyList<string> FindingsOf(int attempt) =>
    [
        .. Build.Output.Split('\n').Where(line => line.Contains($"{NameOf(attempt)}.csproj", StringComparison.Ordinal))
            .Select(line => Finding().Match(line).Value).Where(finding => finding.Length > 0).Distinct(),
    ];

    private static string NameOf(int attempt) => $"Attempt{attempt:00}";

    private void Add(string name, Bypass attempt)
    {
        var program = attempt.IsSecret ? UserRepository.CleanProgram : Program;
        var source = attempt.Before + program.Replace("{0}", attempt.Type, StringComparison.Ordinal).Replace("{1}", attempt.Member, StringComparison.Ordinal);
        _repository.AddProject(name, source, attempt.Late ? "" : attempt.Project);
        if (attempt.IsSecret)
            _repository.Write($"{name}/appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }""");
        if (attempt.Late)
            _repository.Write($"{name}/Directory.Build.targets", $"<Project>{attempt.Project}</Project>");
        if (attempt.File.Length > 0)
            AddFile(name, attempt.File, attempt.Content);
        if (attempt.More is { } more)
            AddFile(name, more.File, more.Content);
    }

    private void AddFile(string project, string file, string content) => _repository.Write(
        $"{project}/{file.Replace("{name}", project, StringComparison.Ordinal)}",
        content.Replace("{folder}", Path.Combine(_repository.Folder, project).Replace('\\', '/'), StringComparison.Ordinal));

    private static string Property(string name, string value) => $"<PropertyGroup><{name}>{value}</{name}></PropertyGroup>";

    private static string Target(string items) => $"""<Target Name="Bypass" BeforeTargets="CoreCompile"><ItemGroup>{items}</ItemGroup></Target>""";

    [GeneratedRegex(@"(error|warning) [A-Z]+\d+", RegexOptions.None, 1000)]
    private static partial Regex Finding();
}
