namespace Omniops.Gates.Analyzers.Tests.Pipeline;

public sealed class EnvironmentConditionTests
{
    [Theory]
    [InlineData("env.IsDevelopment() is false")]
    [InlineData("env.IsDevelopment() is not true")]
    [InlineData("env.IsDevelopment() == false")]
    [InlineData("true != env.IsDevelopment()")]
    [InlineData("!(env.IsDevelopment() || env.IsStaging())")]
    [InlineData("!env.IsDevelopment() & !env.IsStaging()")]
    [InlineData("!(env.IsDevelopment() && flag)")]
    [InlineData("!env.IsDevelopment() || flag")]
    [InlineData("env.IsDevelopment() ? flag : true")]
    [InlineData("(env.IsDevelopment() ? \"dev\" : \"prod\") is var name && !env.IsDevelopment()")]
    [InlineData("(app?.Environment.IsProduction() ?? false)")]
    [InlineData("app?.Environment.IsDevelopment() != true")]
    [InlineData("env.EnvironmentName is not \"Development\"")]
    [InlineData("env.EnvironmentName is \"Staging\" or \"Production\"")]
    [InlineData("env.EnvironmentName is not (\"Development\" or \"Local\")")]
    [InlineData("env is { EnvironmentName: \"Production\" }")]
    [InlineData("env is not { EnvironmentName: \"Development\" }")]
    [InlineData("env.EnvironmentName switch { \"Development\" => false, _ => true }")]
    [InlineData("env.EnvironmentName != \"development\"")]
    [InlineData("env.EnvironmentName.ToLower() != \"development\"")]
    [InlineData("env.EnvironmentName.ToLowerInvariant() == \"production\"")]
    [InlineData("env.EnvironmentName.ToUpperInvariant() is \"PRODUCTION\"")]
    [InlineData("env.EnvironmentName.Equals(\"production\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("StringComparer.OrdinalIgnoreCase.Equals(env.EnvironmentName, \"production\")")]
    [InlineData("string.Equals(Environments.Production, env.EnvironmentName)")]
    [InlineData("env.IsEnvironment(Environments.Production)")]
    [InlineData("env.IsEnvironment(\"production\")")]
    [InlineData("env.IsEnvironment(Own.Live)")]
    [InlineData("env.EnvironmentName == Own.LiveField")]
    [InlineData("HostEnvironmentEnvExtensions.IsProduction(env)")]
    [InlineData("!Own.IsLocal(env)")]
    [InlineData("!Own.IsLocalInSteps(env)")]
    [InlineData("!Own.IsLocalInASwitch(env)")]
    [InlineData("Own.Not(env.IsDevelopment())")]
    [InlineData("!Own.Either(env.IsDevelopment(), env.IsStaging())")]
    [InlineData("new Own(env).IsLive")]
    [InlineData("new Own(env).IsLiveField")]
    [InlineData("new Own(env).IsLiveGiven")]
    [InlineData("IsLive()")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") != \"Development\"")]
    [InlineData("!\"Development\".Equals(Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\"))")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\")?.ToLower() != \"development\"")]
    [InlineData("(Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Production\") == \"Production\"")]
    [InlineData("(Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? Environments.Production) == Environments.Production")]
    [InlineData("app.Configuration[\"ASPNETCORE_ENVIRONMENT\"] != \"Development\"")]
    public async Task Holds_in_production(string condition) => Assert.Equal(Outcome.Pass, await Outcome.Of(Program(condition)));

    [Theory]
    [InlineData("env.IsDevelopment() is true")]
    [InlineData("env.IsDevelopment() && flag")]
    [InlineData("env.IsDevelopment() | env.IsStaging()")]
    [InlineData("env.EnvironmentName is \"Development\" or \"Local\"")]
    [InlineData("env.EnvironmentName switch { \"Production\" => false, _ => true }")]
    [InlineData("env.EnvironmentName.ToLower() == \"Production\"")]
    [InlineData("env.EnvironmentName.ToLower() == \"development\"")]
    [InlineData("env.EnvironmentName.Equals(\"DEVELOPMENT\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("Own.IsLocal(env)")]
    [InlineData("Own.IsLocalInSteps(env)")]
    [InlineData("Own.IsLocal(env) && flag")]
    [InlineData("env.EnvironmentName == Own.DevelopmentField")]
    [InlineData("env.IsProduction() && env.IsStaging()")]
    [InlineData("(Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Production\") == \"Development\"")]
    [InlineData("Shadow.Environments.Production == env.EnvironmentName")]
    [InlineData("env.IsEnvironment(Shadow.Environments.Production)")]
    [InlineData("Shadow.Extensions.IsProduction(env)")]
    public async Task Holds_elsewhere_only(string condition) => Assert.Equal(Outcome.Fail, await Outcome.Of(Program(condition)));

    [Theory]
    [InlineData("flag")]
    [InlineData("env.IsProduction() && flag")]
    [InlineData("env.IsDevelopment() || flag")]
    [InlineData("env.EnvironmentName == \"production\"")]
    [InlineData("env.EnvironmentName == args[0]")]
    [InlineData("env.EnvironmentName.StartsWith(\"Prod\")")]
    [InlineData("env.EnvironmentName switch { _ when flag => false, _ => true }")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Production\"")]
    [InlineData("(Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Development\") != \"Development\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"STAGE\") == \"Production\"")]
    [InlineData("Own.Equals(env.EnvironmentName, \"Production\")")]
    [InlineData("Own.Changing")]
    [InlineData("new Own(env).IsOpen")]
    [InlineData("Twice(env)")]
    public async Task Depends_on_more(string condition) => Assert.Equal(Outcome.NotProven, await Outcome.Of(Program(condition)));

    [Theory]
    [InlineData("var isLive = env.IsProduction(); if (isLive) app.UseHsts();", Outcome.Pass)]
    [InlineData("bool isLive; isLive = env.IsProduction(); if (isLive) app.UseHsts();", Outcome.Pass)]
    [InlineData("var isLive = env.IsProduction(); isLive = flag; if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var isLive = env.IsProduction(); isLive &= flag; if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var isLive = env.IsProduction(); bool.TryParse(args[0], out isLive); if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var isLive = env.IsProduction(); (isLive, var other) = (flag, 1); if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var isLive = env.IsProduction(); ref var alias = ref isLive; alias = flag; if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var isLive = env.IsProduction(); void Change() => isLive = false; Change(); if (isLive) app.UseHsts();", Outcome.NotProven)]
    [InlineData("var (isLive, isDev) = (env.IsProduction(), env.IsDevelopment()); if (isLive && !isDev) app.UseHsts();", Outcome.Pass)]
    [InlineData("if (env.IsDevelopment() is var isDev && !isDev) app.UseHsts();", Outcome.Pass)]
    [InlineData("var name = env.EnvironmentName; if (name == \"Production\") app.UseHsts();", Outcome.Pass)]
    [InlineData("const bool Live = true; if (Live) app.UseHsts();", Outcome.Pass)]
    [InlineData("_ = env.IsDevelopment() ? app : app.UseHsts();", Outcome.Pass)]
    [InlineData("_ = env.IsDevelopment() ? app.UseHsts() : app;", Outcome.Fail)]
    [InlineData("_ = env.IsDevelopment() || app.UseHsts() is null;", Outcome.Pass)]
    [InlineData("_ = env.IsDevelopment() && app.UseHsts() is null;", Outcome.Fail)]
    [InlineData("_ = flag && app.UseHsts() is null;", Outcome.NotProven)]
    [InlineData("_ = env.EnvironmentName switch { \"Development\" => app, _ => app.UseHsts() };", Outcome.Pass)]
    [InlineData("_ = env.EnvironmentName switch { \"Production\" => app, _ => app.UseHsts() };", Outcome.Fail)]
    public async Task Reads_variables_and_expressions(string statements, string outcome) => Assert.Equal(outcome, await Outcome.Of(Wrap(statements)));

    private static string Program(string condition) => Wrap($"if ({condition}) app.UseHsts();");

    private static string Wrap(string statements) => $$"""
        var app = WebApplication.CreateBuilder(args).Build();
        var env = app.Environment;
        var flag = args.Length > 3;
        {{statements}}
        app.Run();
        bool IsLive() => app.Environment.IsProduction();
        static bool Twice(IHostEnvironment env) { if (Console.KeyAvailable) return env.IsProduction(); return env.IsDevelopment(); }

        class Own(IHostEnvironment env)
        {
            public const string Live = "Production";
            public static readonly string LiveField = "Production";
            public static readonly string DevelopmentField = Environments.Development;
            public readonly bool IsLiveField = env.IsProduction();
            public static bool Changing = true;
            public bool IsLive => env.IsProduction();
            public bool IsLiveGiven { get; } = !env.IsDevelopment();
            public virtual bool IsOpen => env.IsProduction();
            public static bool Not(bool value) => !value;
            public static bool Either(bool one, bool other) { return one || other; }
            public static bool IsLocal(IHostEnvironment env) => env.IsDevelopment() || env.IsEnvironment("Local");
            public static bool IsLocalInSteps(IHostEnvironment env)
            {
                if (env.IsDevelopment())
                    return true;
                Console.WriteLine(env.EnvironmentName);
                return env.EnvironmentName == "Local";
            }
            public static bool IsLocalInASwitch(IHostEnvironment env)
            {
                switch (env.EnvironmentName)
                {
                    case "Development": return true;
                    case "Local": goto case "Development";
                    default: return false;
                }
            }
            public static bool Equals(string one, string other) => one.Length == other.Length;
        }

        namespace Shadow
        {
            static class Environments { public static readonly string Production = "Prod"; }
            static class Extensions { public static bool IsProduction(IHostEnvironment env) => env.IsDevelopment(); }
        }
        """;
}
