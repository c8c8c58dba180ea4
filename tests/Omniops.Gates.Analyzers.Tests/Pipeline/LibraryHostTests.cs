namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>Applications that another project builds, or whose start-up class stands there.</summary>
public class LibraryHostTests
{
    private const string Library = """
        namespace Library;
        public static class Bootstrap
        {
            public static void Start(string[] args) { var app = Build(args, "/started"); app.Run(); }
            public static WebApplication Make(string[] args) => Build(args, "/made");
            public static WebApplicationBuilder Begin(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                return builder;
            }
            public static IHostBuilder Old(string[] args) => Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>());
            public static void Choose(string[] args)
            {
                switch (args.Length)
                {
                    case 1: Old(args).Build().Run(); break;
                    default: Start(args); break;
                }
            }
            public static int Count(string[] args) => args.Length;
            private static WebApplication Build(string[] args, string route)
            {
                var app = WebApplication.CreateBuilder(args).Build();
                app.UseHsts();
                app.MapGet(route, () => 1);
                return app;
            }
        }
        public class Launcher { public Task RunAsync(string[] args) { Bootstrap.Start(args); return Task.CompletedTask; } }
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
            public void Configure(IApplicationBuilder app)
            {
                app.UseRouting();
                app.UseEndpoints(routes => { routes.MapGet("/a", () => 1); });
            }
        }
        """;

    [Theory]
    [InlineData("Bootstrap.Start(args);", "'GET /started (Start of Library)' is open to everybody, and nobody has decided that")]
    [InlineData("await new Launcher().RunAsync(args);", "'GET /started (RunAsync of Library)' is open to everybody")]
    [InlineData("var app = Bootstrap.Make(args); app.MapGet(\"/own\", () => 1); app.Run();", "'GET /made (Make of Library)' is open to everybody", "'GET /own' is open to everybody")]
    [InlineData("var app = Bootstrap.Begin(args).Build(); app.MapGet(\"/own\", () => 1); app.Run();")]
    [InlineData("Bootstrap.Old(args).Build().Run();", "there is a fallback policy, and UseAuthorization, which looks at it, is not called where it would")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();", "there is a fallback policy, and UseAuthorization")]
    [InlineData("Bootstrap.Choose(args);", "there is a fallback policy, and UseAuthorization", "'GET /started (Choose of Library)' is open to everybody")]
    [InlineData("Console.WriteLine(Bootstrap.Count(args));")]
    public async Task Reads_what_another_project_builds(string program, params string[] expected)
    {
        var found = await TwoProjects.Judge("OMNI6001", Library, "using Library;\n" + program);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), each => Assert.Contains(each.First, each.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bootstrap.Start(args);")]
    [InlineData("var app = Bootstrap.Make(args); app.Run();")]
    public async Task Knows_the_middleware_of_another_project(string program)
    {
        Assert.Empty(await TwoProjects.Judge("OMNI3001", Library, "using Library;\n" + program));
        Assert.Contains("never redirects http to https", Assert.Single(await TwoProjects.Judge("OMNI3003", Library, "using Library;\n" + program)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OMNI3001")]
    [InlineData("OMNI5001")]
    [InlineData("OMNI6001")]
    public async Task Is_not_proven_without_facts(string rule)
    {
        var library = TwoProjects.BuiltWithoutGate("Library", Library);
        var startup = "using Library; Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();";
        Assert.Contains(
            "what 'Startup.Configure' of Library does cannot be seen; build that project with Omniops.Gates as well",
            Assert.Single(await TwoProjects.Judge(rule, startup, library)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bootstrap.Start(args);", "this project of Microsoft.NET.Sdk.Web builds no application in sight, and 'Bootstrap.Start' of Library may build one")]
    [InlineData("Console.WriteLine(args.Length);")]
    public async Task Is_not_proven_where_another_assembly_may_build_it(string program, params string[] expected)
    {
        var library = TwoProjects.BuiltWithoutGate("Library", Library);
        foreach (var rule in (string[])["OMNI3001", "OMNI5001", "OMNI6001"])
        {
            var found = await TwoProjects.Judge(rule, "using Library;\n" + program, library);
            Assert.Equal(expected.Length, found.Length);
            Assert.All(expected.Zip(found), each => Assert.Contains(each.First, each.Second, StringComparison.Ordinal));
        }
    }

    private const string Server = """
        namespace Library;
        public class Server
        {
            public required WebApplication App { get; init; }
            public static Server Create(string[] args)
            {
                var app = WebApplication.CreateBuilder(args).Build();
                app.MapGet("/first", () => 1);
                return new Server { App = app };
            }
            public Task Start()
            {
                App.MapGroup("/v1").MapGet("/second", () => 1);
                return App.RunAsync();
            }
        }
        public class Hosted : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Run([]); public Task Run(string[] args) => Server.Create(args).Start(); }
        """;

    private const string Middle = """
        using Library;
        namespace Base;
        public static class Program
        {
            public static int Main(string[] args) { Serve(args).GetAwaiter().GetResult(); return 0; }
            private static Task Serve(string[] args) => Load(async given => { var server = Server.Create(given); await server.Start(); return server; }, args);
            private static async Task<Server> Load(Func<string[], Task<Server>> make, string[] args) => await make(args);
        }
        """;

    /// <summary>An object that keeps its application, and a program that reaches it through two projects.</summary>
    [Theory]
    [InlineData("var server = Server.Create(args); await server.Start();", "'GET /first (Create of Library)' is open", "'GET /v1/second (Start of Library)' is open")]
    [InlineData("return Base.Program.Main(args);", "'GET /first (Main of Base)' is open", "'GET /v1/second (Main of Base)' is open")]
    [InlineData("var host = Host.CreateApplicationBuilder(args); host.Services.AddHostedService<Hosted>(); host.Build().Run();", "builds a web application, and whether it runs cannot be followed from here")]
    [InlineData("Console.WriteLine(nameof(Server));")]
    public async Task Follows_what_an_object_keeps(string program, params string[] expected)
    {
        var library = TwoProjects.Built("Library", Server);
        var found = await TwoProjects.Judge("OMNI6001", "using Library;\n" + program, library, TwoProjects.Built("Base", Middle, library));
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected, text => Assert.Contains(found, each => each.Contains(text, StringComparison.Ordinal)));
    }
}
