using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>
/// Programs that set the environment themselves: what they set it to is what production runs in. Each way was tried with ASP.NET Core 10.
/// </summary>
public sealed class EnvironmentAssignmentTests
{
    /// <summary>Statements around a minimal host that leave the environment to the deployment.</summary>
    public static TheoryData<string, string> Deployed => new()
    {
        // Look-alikes.
        { "var own = new Own { EnvironmentName = \"Development\" };", "" },
        { "var own = new Own(); own.EnvironmentName = \"Development\"; own.UseEnvironment(\"Development\");", "" },
        { "IHostEnvironment own = new OwnEnvironment(); own.EnvironmentName = \"Development\";", "" },
        { "var own = new OwnEnvironment { EnvironmentName = \"Development\" };", "" },
        { "var unused = new WebApplicationOptions { EnvironmentName = \"Development\" };", "" },
        { "Own.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");", "" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_URLS\", \"Development\");", "" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\", EnvironmentVariableTarget.User);", "" },
        { "Environment.SetEnvironmentVariable(\"ENVIRONMENT\", \"Development\");", "" },
        // Read, compared, never run.
        { "", "Console.WriteLine(builder.Environment.EnvironmentName);" },
        { "", "var isIt = builder.Environment.EnvironmentName == \"Development\";" },
        { "", "void Never() => builder.Environment.EnvironmentName = \"Development\";" },
        { "", "if (false) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "// builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.Environment.ApplicationName = \"Development\";" },
        // Without effect: too late, another host, or the application does not start.
        { "", "builder.Configuration[\"environment\"] = \"Development\";" },
        { "", "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");" },
        { "", "var worker = Host.CreateApplicationBuilder(); worker.Environment.EnvironmentName = \"Development\";" },
        { "Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = \"Development\" });", "" },
        { "", "if (args.Length > 9) builder.WebHost.UseEnvironment(\"Development\");" },
        // Set to what production is anyway.
        { "", "builder.Environment.EnvironmentName = \"Production\";" },
        { "", "builder.Environment.EnvironmentName = Environments.Production;" },
        { "", "builder.Environment.EnvironmentName = \"Live\";" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Production\");", "" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", null);", "" },
        { "", "builder.Environment.EnvironmentName = \"Development\"; builder.Environment.EnvironmentName = \"Production\";" },
        // Set elsewhere than in production.
        { "", "if (builder.Environment.IsStaging()) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "if (builder.Environment.IsEnvironment(\"Local\")) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "if (!builder.Environment.IsProduction()) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.Environment.EnvironmentName = builder.Environment.IsStaging() ? \"Development\" : \"Production\";" },
        // Chosen by the deployment.
        { "", "builder.Environment.EnvironmentName = Environment.GetEnvironmentVariable(\"STAGE\");" },
        { "", "builder.Environment.EnvironmentName = Environment.GetEnvironmentVariable(\"STAGE\") ?? \"Development\";" },
        { "", "builder.Environment.EnvironmentName = builder.Configuration[\"Stage\"] ?? \"Development\";" },
        { "", "builder.Environment.EnvironmentName = builder.Configuration.GetValue<string>(\"Stage\", \"Development\");" },
        { "", "builder.Environment.EnvironmentName = builder.Configuration.GetSection(\"Stage\").Value?.Trim();" },
        { "", "builder.Environment.EnvironmentName = args[0];" },
        { "", "builder.Environment.EnvironmentName = args.FirstOrDefault() ?? \"Development\";" },
        { "", "builder.Environment.EnvironmentName = args.Length > 0 ? args[0] : \"Development\";" },
        { "", "var stage = builder.Configuration[\"Stage\"]; if (string.IsNullOrEmpty(stage)) stage = \"Development\"; builder.Environment.EnvironmentName = stage;" },
        { "", "builder.Environment.EnvironmentName = builder.Environment.EnvironmentName.ToLowerInvariant();" },
        { "", "builder.Environment.EnvironmentName ??= \"Development\";" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", Environment.GetEnvironmentVariable(\"STAGE\"));", "" },
    };

    /// <summary>Statements that make production Development.</summary>
    public static TheoryData<string, string> Forced => new()
    {
        { "", "builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.Environment.EnvironmentName = Environments.Development;" },
        { "", "builder.Environment.EnvironmentName = \"development\";" },
        { "", "builder.Environment.EnvironmentName = Own.Name;" },
        { "", "var name = \"Development\"; builder.Environment.EnvironmentName = name;" },
        { "", "string name; name = Own.Name; IHostEnvironment env = builder.Environment; env.EnvironmentName = name;" },
        { "", "Force(builder.Environment);" },
        { "", "Own.Force(builder);" },
        { "", "(builder.Environment.EnvironmentName, builder.Environment.ApplicationName) = (\"Development\", \"x\");" },
        { "", "builder.Environment.EnvironmentName = builder.Environment.IsProduction() ? \"Development\" : \"Staging\";" },
        { "", "if (builder.Environment.IsProduction()) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "if (!builder.Environment.IsDevelopment()) { builder.Environment.EnvironmentName = \"Development\"; }" },
        { "", "if (args.Length > 1) builder.Environment.EnvironmentName = \"Staging\"; builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.Environment.EnvironmentName = \"Development\"; builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.WebHost.ConfigureServices((context, services) => context.HostingEnvironment.EnvironmentName = \"Development\");" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");", "" },
        { "Environment.SetEnvironmentVariable(\"aspnetcore_environment\", \"Development\");", "" },
        { "Environment.SetEnvironmentVariable(\"DOTNET_ENVIRONMENT\", Environments.Development);", "" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Staging\"); Environment.SetEnvironmentVariable(\"DOTNET_ENVIRONMENT\", \"Development\");", "" },
        { "Environment.SetEnvironmentVariable(\"DOTNET_ENVIRONMENT\", \"Development\"); Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Staging\");", "" },
        { "Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\", EnvironmentVariableTarget.Process);", "" },
        { "if (args.Contains(\"--migrate\")) { Console.WriteLine(); return; }", "builder.Environment.EnvironmentName = \"Development\";" },
        { "var worker = Host.CreateApplicationBuilder(args);", "builder.Environment.EnvironmentName = \"Development\";" },
    };

    /// <summary>Statements that make production Development perhaps.</summary>
    public static TheoryData<string, string> Unclear => new()
    {
        { "", "if (args.Contains(\"--dev\")) builder.Environment.EnvironmentName = \"Development\";" },
        { "", "builder.Environment.EnvironmentName = args.Contains(\"--dev\") ? \"Development\" : \"Production\";" },
        { "", "builder.Environment.EnvironmentName = Own.Find();" },
        { "", "builder.Environment.EnvironmentName += \"ment\";" },
        { "", "var name = \"Production\"; if (args.Length > 0) name = \"Development\"; builder.Environment.EnvironmentName = name;" },
        { "", "builder.Environment.EnvironmentName = \"Development\"; builder.Environment.EnvironmentName = builder.Environment.EnvironmentName.Trim();" },
        { "if (args.Length > 0) Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");", "" },
        { "if (Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") is null) Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");", "" },
        { "foreach (var name in args) Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\", \"Development\");", "" },
    };

    public static TheoryData<string, string> Creations => new()
    {
        { "CreateBuilder(new WebApplicationOptions { EnvironmentName = \"Development\" })", Outcome.Fail },
        { "CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = Environments.Development })", Outcome.Fail },
        { "CreateBuilder(new WebApplicationOptions { Args = [\"--environment\", \"Staging\"], EnvironmentName = \"Development\" })", Outcome.Fail },
        { "CreateBuilder(new WebApplicationOptions { Args = [\"--environment=Development\"] })", Outcome.Fail },
        { "CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = \"Development\" })", Outcome.Fail },
        { "CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = \"Development\" })", Outcome.Fail },
        { "CreateBuilder(Own.Options)", Outcome.Fail },
        { "CreateBuilder(Own.MakeOptions())", Outcome.Fail },
        { "CreateBuilder([\"--environment\", \"Development\"])", Outcome.Fail },
        { "CreateBuilder(new[] { \"--environment=Development\" })", Outcome.Fail },
        { "CreateBuilder([\"/Environment\", \"Development\"])", Outcome.Fail },
        { "CreateBuilder([\"environment=Development\"])", Outcome.Fail },
        { "CreateBuilder([.. args, \"--environment\", \"Development\"])", Outcome.Fail },
        { "CreateBuilder(args.Append(\"--environment\").Append(\"Development\").ToArray())", Outcome.Fail },
        { "CreateBuilder(args.Concat(new[] { \"--environment=Development\" }).ToArray())", Outcome.Fail },
        { "CreateBuilder([\"--environment\", \"Staging\", \"--environment\", \"Development\"])", Outcome.Fail },
        { "CreateBuilder([\"--environment\", Own.Find()])", Outcome.NotProven },
        { "CreateBuilder(new WebApplicationOptions { EnvironmentName = Own.Find() })", Outcome.NotProven },
        { "CreateBuilder(new WebApplicationOptions { EnvironmentName = args.Length > 1 ? \"Development\" : \"Production\" })", Outcome.NotProven },
        { "CreateBuilder([\"--environment\", \"Development\", \"--environment\", \"Production\"])", Outcome.Pass },
        { "CreateBuilder([\"-environment\", \"Development\"])", Outcome.Pass },
        { "CreateBuilder([\"environment\", \"Development\"])", Outcome.Pass },
        { "CreateBuilder([\"--urls\", \"Development\"])", Outcome.Pass },
        { "CreateBuilder([\"--environment\", args[0]])", Outcome.Pass },
        { "CreateBuilder(new WebApplicationOptions { EnvironmentName = null, Args = args })", Outcome.Pass },
        { "CreateBuilder(new WebApplicationOptions { EnvironmentName = args.FirstOrDefault() ?? \"Development\" })", Outcome.Pass },
        { "CreateBuilder(new WebApplicationOptions { ApplicationName = \"Development\", Args = args })", Outcome.Pass },
    };

    /// <summary>Chains of a generic host with a <c>Startup</c> class.</summary>
    public static TheoryData<string, string> Hosts => new()
    {
        { "Host.CreateDefaultBuilder(args).UseEnvironment(\"Development\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseStartup<Startup>()).UseEnvironment(\"Development\")", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseStartup<Startup>().UseEnvironment(Environments.Development))", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseSetting(WebHostDefaults.EnvironmentKey, \"Development\").UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseSetting(\"environment\", \"Development\").UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder([\"--environment\", \"Development\"]).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder([\"--environment\", \"Staging\"]).UseEnvironment(\"Development\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "new HostBuilder().UseEnvironment(\"Development\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureHostConfiguration(c => c.AddInMemoryCollection(new Dictionary<string, string?> { [\"environment\"] = \"Development\" })).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureHostConfiguration(c => c.AddInMemoryCollection(new Dictionary<string, string?> { { HostDefaults.EnvironmentKey, \"Development\" } })).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureHostConfiguration(c => c.AddInMemoryCollection([new(\"environment\", \"Development\")])).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureHostConfiguration(c => { c.AddCommandLine(new[] { \"--environment=Development\" }); }).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [\"environment\"] = \"Development\" }).Build()).UseStartup<Startup>())", Outcome.Fail },
        { "CreateHostBuilder(args).UseEnvironment(\"Development\")", Outcome.Fail },
        { "Host.CreateDefaultBuilder(args).UseEnvironment(args.Contains(\"--dev\") ? \"Development\" : \"Production\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.NotProven },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => { if (args.Length > 1) w.UseEnvironment(\"Development\"); w.UseStartup<Startup>(); })", Outcome.NotProven },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).UseEnvironment(\"Production\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).UseEnvironment(\"Development\").UseEnvironment(\"Production\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).UseEnvironment(Environment.GetEnvironmentVariable(\"STAGE\") ?? \"Development\").ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).ConfigureAppConfiguration(c => c.AddInMemoryCollection(new Dictionary<string, string?> { [\"environment\"] = \"Development\" })).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).ConfigureHostConfiguration(c => c.AddJsonFile(\"hosting.json\", true).AddCommandLine(args)).ConfigureWebHostDefaults(w => w.UseStartup<Startup>())", Outcome.Pass },
        { "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseSetting(\"urls\", \"Development\").UseStartup<Startup>())", Outcome.Pass },
    };

    [Theory]
    [MemberData(nameof(Deployed))]
    public Task Leaves_the_environment_to_the_deployment(string before, string after) => Check(before, after, Outcome.Pass);

    [Theory]
    [MemberData(nameof(Forced))]
    public async Task Takes_a_constant_for_what_production_runs_in(string before, string after)
    {
        await Check(before, after, Outcome.Fail);
        // What stands under IsDevelopment() runs in production then.
        Assert.Equal(Outcome.Pass, await Outcome.Of(Program(before, after, "if (app.Environment.IsDevelopment()) app.UseHsts();")));
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Does_not_prove_what_depends_on_an_unclear_environment(string before, string after)
    {
        await Check(before, after, Outcome.NotProven);
        // Nor is anything wrong with what does not depend on it.
        Assert.Equal(Outcome.Pass, await Outcome.Of(Program(before, after, "if (app.Environment.IsStaging()) Console.WriteLine(); app.UseHsts();")));
        Assert.Equal(Outcome.Fail, await Outcome.Of(Program(before, after, "if (app.Environment.IsDevelopment()) Console.WriteLine();")));
        Assert.Equal(Outcome.Fail, await Outcome.Of(Cors(before, after, "true"), "OMNI4001"));
    }

    [Theory]
    [InlineData("builder.Environment.EnvironmentName = \"Development\";", Outcome.Fail)]
    [InlineData("builder.Environment.EnvironmentName = Own.Find();", Outcome.NotProven)]
    [InlineData("builder.Environment.EnvironmentName = args[0];", Outcome.Pass)]
    [InlineData("builder.Environment.EnvironmentName = \"Staging\";", Outcome.Pass)]
    public async Task Knows_whether_production_uses_a_named_policy(string assignment, string outcome)
    {
        const string Policy = "builder.Services.AddCors(cors => cors.AddPolicy(\"open\", policy => policy.AllowAnyOrigin()));";
        const string Use = "app.UseHsts(); if (app.Environment.IsDevelopment()) app.UseCors(\"open\");";
        Assert.Equal(outcome, await Outcome.Of(Program("", assignment + Policy, Use), "OMNI4001"));
        // A use that is certain counts more than one that is not.
        Assert.Equal(Outcome.Fail, await Outcome.Of(Program("", assignment + Policy, Use + "app.UseCors(\"open\");"), "OMNI4001"));
    }

    [Theory]
    [InlineData("builder.Environment.EnvironmentName = \"Development\";", "'builder.Environment.EnvironmentName = \"Development\"' (Program.cs:4) makes production 'Development'")]
    [InlineData("builder.Environment.EnvironmentName = Own.Find();", "'builder.Environment.EnvironmentName = Own.Find()' (Program.cs:4) sets the environment to what cannot be told")]
    [InlineData("if (args.Length > 1) builder.Environment.EnvironmentName = \"Development\";", "(Program.cs:4) sets the environment under the condition 'args.Length > 1'")]
    public async Task Says_what_sets_the_environment(string assignment, string message)
    {
        foreach (var program in new[] { Program("", assignment), Cors("", assignment) })
        {
            var findings = await ProgramFile.Parse(program).Compile(asProjects: false).WithAnalyzers(Findings.All, Findings.Options([]))
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.Contains(message, Assert.Single(findings, finding => finding.Id is "OMNI3001" or "OMNI4001").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Reads_what_a_host_is_created_with(string creation, string outcome)
    {
        Assert.Equal(outcome, await Outcome.Of(Program("", "", create: creation)));
        Assert.Equal(outcome, await Outcome.Of(Cors("", "", create: creation), "OMNI4001"));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Reads_what_a_generic_host_is_built_with(string chain, string outcome)
    {
        var program = $$"""
            {{chain}}.Build().Run();
            static IHostBuilder CreateHostBuilder(string[] args) =>
                Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(w => w.UseStartup<Startup>());

            class Startup(IWebHostEnvironment env)
            {
                public void ConfigureServices(IServiceCollection services)
                {
                    if (env.IsDevelopment())
                        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
                }

                public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
                {
                    if (!env.IsDevelopment())
                        app.UseHsts();
                }
            }
            """;
        Assert.Equal(outcome, await Outcome.Of(program));
        Assert.Equal(outcome, await Outcome.Of(program, "OMNI4001"));
    }

    [Fact]
    public async Task Reads_conditions_in_front_of_the_assignment_as_they_were()
    {
        const string Late = "builder.Environment.EnvironmentName = \"Development\";";
        const string Allow = """
            void Allow()
            {
                if (builder.Environment.IsDevelopment())
                    builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("*")));
            }
            """;
        const string More = """

            static class More
            {
                public static void Allow(WebApplicationBuilder builder)
                {
                    if (builder.Environment.IsDevelopment())
                        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("*")));
                }
            }
            """;
        Assert.Equal(Outcome.Pass, await Outcome.Of(Cors("", "", after: Late), "OMNI4001"));
        Assert.Equal(Outcome.Fail, await Outcome.Of(Cors("", Late), "OMNI4001"));
        Assert.Equal(Outcome.Pass, await Outcome.Of(Cors("", "Allow();", "false", Late + Allow), "OMNI4001"));
        Assert.Equal(Outcome.Fail, await Outcome.Of(Cors("", Late + "Allow();", "false", Allow), "OMNI4001"));
        Assert.Equal(Outcome.Pass, await Outcome.Of(Cors("", "More.Allow(builder);", "false", Late) + More, "OMNI4001"));
        Assert.Equal(Outcome.Fail, await Outcome.Of(Cors("", Late + "More.Allow(builder);", "false") + More, "OMNI4001"));
        Assert.Equal(Outcome.Pass, await Outcome.Of(Cors("", "", after: "Own.Force(builder);"), "OMNI4001"));
    }

    [Theory]
    [InlineData("ConfigureDevelopment", "Development", Outcome.Fail)]
    [InlineData("ConfigureStaging", "Development", Outcome.Pass)]
    [InlineData("ConfigureProduction", "Development", Outcome.Pass)]
    [InlineData("ConfigureProduction", "Production", Outcome.Fail)]
    [InlineData("ConfigureDevelopment", null, Outcome.NotProven)]
    public async Task Knows_which_method_of_a_start_up_class_runs(string method, string? environment, string outcome) =>
        Assert.Equal(outcome, await Outcome.Of($$"""
            Host.CreateDefaultBuilder(args).UseEnvironment({{(environment is null ? "Console.ReadLine()!" : $"\"{environment}\"")}})
                .ConfigureWebHostDefaults(w => w.UseStartup<Startup>()).Build().Run();
            class Startup
            {
                public void Configure(IApplicationBuilder app) => app.UseHsts();
                public void {{method}}(IApplicationBuilder app) { }
            }
            """));

    [Theory]
    [InlineData("debug-only environment", "#if DEBUG\nbuilder.Environment.EnvironmentName = \"Development\";\n#endif\n", Outcome.Pass)]
    [InlineData("debug-only value", "var name = \"Production\";\n#if DEBUG\nname = \"Development\";\n#endif\nbuilder.Environment.EnvironmentName = name;", Outcome.Pass)]
    [InlineData("debug-only method", "Own.ForceInDebug(builder);", Outcome.Pass)]
    [InlineData("release too", "#if DEBUG || RELEASE\nbuilder.Environment.EnvironmentName = \"Development\";\n#endif\n", Outcome.Fail)]
    public async Task Reads_what_a_release_build_has(string name, string statements, string outcome)
    {
        Assert.NotEmpty(name);
        Assert.Equal(outcome, await Outcome.Of("//! define DEBUG\n" + Program("", statements)));
        Assert.Equal(outcome, await Outcome.Of("//! define DEBUG\n" + Cors("", statements), "OMNI4001"));
    }

    [Theory]
    [InlineData("other.Environment.EnvironmentName = \"Development\";", Outcome.Pass)]
    [InlineData("builder.Environment.EnvironmentName = \"Development\";", Outcome.Fail)]
    public async Task Keeps_two_applications_apart(string assignment, string outcome) => Assert.Equal(outcome, await Outcome.Of($$"""
        var builder = WebApplication.CreateBuilder(args);
        var other = WebApplication.CreateBuilder(args);
        {{assignment}}
        var app = builder.Build();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        var second = other.Build();
        second.UseHsts();
        app.Run();
        """));

    [Theory]
    [InlineData("builder.Environment.EnvironmentName = ;")]
    [InlineData("builder.Environment.EnvironmentName = \"Development\"")]
    [InlineData("builder.Environment. = \"Development\";")]
    [InlineData("Environment.SetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\");")]
    [InlineData("WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = });")]
    [InlineData("WebApplication.CreateBuilder([\"--environment\", ]);")]
    [InlineData("Host.CreateDefaultBuilder().UseEnvironment();")]
    [InlineData("Host.CreateDefaultBuilder().ConfigureHostConfiguration(c => c.AddInMemoryCollection(new Dictionary<string, string?> { [\"environment\"] = }));")]
    public async Task Reads_half_typed_code(string statement)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = ProgramFile.Parse(Program("", statement)).Compile(asProjects: false);
        var findings = await compilation.WithAnalyzers(Findings.All, Findings.Options([])).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "OMNI9910");
    }

    private static async Task Check(string before, string after, string outcome)
    {
        Assert.Equal(outcome, await Outcome.Of(Program(before, after)));
        Assert.Equal(outcome, await Outcome.Of(Cors(before, after), "OMNI4001"));
    }

    private static string Program(
        string before, string after, string use = "if (!app.Environment.IsDevelopment()) app.UseHsts();", string create = "CreateBuilder(args)") => $$"""
        {{before}}
        var builder = WebApplication.{{create}};
        {{after}}
        var app = builder.Build();
        {{use}}
        app.Run();
        {{Types}}
        """;

    private static string Cors(
        string before, string then, string condition = "builder.Environment.IsDevelopment()", string after = "", string create = "CreateBuilder(args)") => $$"""
        {{before}}
        var builder = WebApplication.{{create}};
        {{then}}
        if ({{condition}})
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
        {{after}}
        var app = builder.Build();
        app.UseHsts();
        app.Run();
        {{Types}}
        """;

    private const string Types = """
        static void Force(IHostEnvironment env) => env.EnvironmentName = "Development";

        class Own
        {
            public const string Name = "Development";
            public static readonly WebApplicationOptions Options = new() { EnvironmentName = "Development" };
            public string EnvironmentName { get; set; } = "";
            public Own UseEnvironment(string name) => this;
            public static void SetEnvironmentVariable(string name, string value) { }
            public static string Find() => Console.ReadLine()!;
            public static WebApplicationOptions MakeOptions() => new() { EnvironmentName = "Development" };
            public static void Force(WebApplicationBuilder builder) => builder.Environment.EnvironmentName = "Development";
            [System.Diagnostics.Conditional("DEBUG")]
            public static void ForceInDebug(WebApplicationBuilder builder) => builder.Environment.EnvironmentName = "Development";
        }

        class Fixture
        {
            protected virtual void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Development");
            protected virtual IHost CreateHost(IHostBuilder builder) => builder.UseEnvironment("Development").Build();
            public static WebApplicationBuilder Create() => WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        }

        class OwnEnvironment : IHostEnvironment
        {
            public string EnvironmentName { get; set; } = "";
            public string ApplicationName { get; set; } = "";
            public string ContentRootPath { get; set; } = "";
            public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
        }
        """;
}
