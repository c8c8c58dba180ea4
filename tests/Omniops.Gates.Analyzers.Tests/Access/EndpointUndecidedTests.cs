namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6001.</summary>
public class EndpointUndecidedTests
{
    private const string Rule = "OMNI6001";

    [Theory]
    [InlineData("app.[|MapGet|](\"/a\", () => 1);")]
    [InlineData("app.MapGroup(\"/g\").[|MapPost|](\"/a\", () => 1);")]
    [InlineData("app.MapGroup(\"/g\").AllowAnonymous().MapGet(\"/a\", () => 1).[|RequireAuthorization|]();")]
    [InlineData("app.MapGet(\"/a\", () => 1).[|RequireAuthorization|](policy => policy.RequireAssertion(_ => true));")]
    [InlineData("app.MapGet(\"/a\", () => 1).[|RequireAuthorization|](policy => policy.RequireAssertion(c => c.User.IsInRole(\"a\") || true));")]
    [InlineData("app.MapGet(\"/a\", () => 1).[|RequireAuthorization|](policy => policy.RequireAssertion(async c => await Task.FromResult(true)));")]
    [InlineData("app.MapPost(\"/a\", () => 1).[|RequireAuthorization|](\"payers\").AllowAnonymous();")]
    [InlineData("app.MapPost(\"/a\", () => 1).[|RequireAuthorization|]().WithName(\"a\").AllowAnonymous();")]
    [InlineData("Map(app); static void Map(IEndpointRouteBuilder routes) => routes.[|MapGet|](\"/a\", () => 1);")]
    public Task Fails(string pipeline) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckPipeline(Rule, "", "Build", pipeline);

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapGet(\"/a\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapGet(\"/a\", () => 1);")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapGet(\"/a\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGet(\"/a\", [Microsoft.AspNetCore.Authorization.Authorize] () => 1).AllowAnonymous();")]
    [InlineData("Closed().AllowAnonymous(); RouteHandlerBuilder Closed() => app.MapGet(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization(policy => policy.RequireAssertion(c => c.User.IsInRole(\"a\") && true));")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapGet(\"/a\", () => 1);")]
    [InlineData("app.MapHealthChecks(\"/health\"); app.MapFallbackToFile(\"index.html\"); app.MapShortCircuit(404, \"robots.txt\");")]
    [InlineData("app.MapIdentityApi<Microsoft.AspNetCore.Identity.IdentityUser>();")]
    [InlineData("var own = new Own(); own.MapGet(\"/a\", () => 1);")]
    public Task Passes(string pipeline) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram($$"""
        var app = WebApplication.CreateBuilder(args).Build();
        {{pipeline}}
        app.Run();
        class Own { public void MapGet(string pattern, Func<int> handler) { } }
        """, Rule);

    private const string Register = "builder.Services.AddSingleton<IAuthorizationHandler, H>();";
    private const string Requires = "builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.AddRequirements(new R())));";
    private const string Handles = "class R : IAuthorizationRequirement; class H : AuthorizationHandler<R> { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { ";
    private const string Own = "class R : AuthorizationHandler<R>, IAuthorizationRequirement { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { ";
    private const string Opens = "class H : IAuthorizationHandler { public Task HandleAsync(AuthorizationHandlerContext context) { ";
    private const string Done = " return Task.CompletedTask; } }";

    private const string Assertion = "Microsoft.AspNetCore.Authorization.Infrastructure.AssertionRequirement";
    private const string Options = "Microsoft.Extensions.Options.IOptions<AuthorizationOptions>";
    private const string P = "Microsoft.AspNetCore.Authorization.Policy.";
    private const string Result = "Microsoft.AspNetCore.Authorization.IAuthorizationMiddlewareResultHandler";
    private const string Handler = "class H : " + Result + " { public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, " + P + "PolicyAuthorizationResult result) ";
    private const string Service = "class H : IAuthorizationService { public Task<AuthorizationResult> AuthorizeAsync(System.Security.Claims.ClaimsPrincipal user, object? resource, IEnumerable<IAuthorizationRequirement> requirements) => ";
    private const string ByName = " public Task<AuthorizationResult> AuthorizeAsync(System.Security.Claims.ClaimsPrincipal user, object? resource, string name) => throw new NotSupportedException(); }";
    private const string ProvideDefault = "builder.Services.AddSingleton<IAuthorizationPolicyProvider, H>();";
    private const string Provide = ProvideDefault + " // AddPolicy\n";
    private const string Derived = "class H(" + Options + " options) : DefaultAuthorizationPolicyProvider(options) { public override Task<AuthorizationPolicy?> GetPolicyAsync(string name) => ";
    private const string Provider = "class H(" + Options + " options) : IAuthorizationPolicyProvider { static readonly AuthorizationPolicy Open = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build(); public Task<AuthorizationPolicy?> GetPolicyAsync(string name) => ";
    private const string ProviderRest = " public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(options.Value.DefaultPolicy); public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult(options.Value.FallbackPolicy); }";

    [Theory]
    [InlineData(Register + Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "var user = context.User; Console.WriteLine(user.Identity?.Name); context.Succeed(requirement);" + Done)]
    [InlineData("builder.Services.AddScoped<IAuthorizationHandler>(_ => new H());" + Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData("builder.Services.AddTransient(typeof(IAuthorizationHandler), typeof(H));" + Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData("builder.Services.AddSingleton<IAuthorizationHandler>(new H());" + Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData(Requires, Own + "context.Succeed(requirement);" + Done)]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.Requirements.Add(new R())));", Own + "context.Succeed(requirement);" + Done)]
    [InlineData(Register, Opens + "foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData(Register, Opens + "var all = context.PendingRequirements.ToArray(); foreach (var each in all) { context.Succeed(each); }" + Done)]
    [InlineData("builder.Services.AddSingleton<Microsoft.AspNetCore.Authorization.Policy.IPolicyEvaluator, H>();", """
        class H : Microsoft.AspNetCore.Authorization.Policy.IPolicyEvaluator
        {
            public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) => Task.FromResult(AuthenticateResult.NoResult());
            public Task<Microsoft.AspNetCore.Authorization.Policy.PolicyAuthorizationResult> AuthorizeAsync(AuthorizationPolicy policy, AuthenticateResult found, HttpContext context, object? resource) =>
                Task.FromResult(Microsoft.AspNetCore.Authorization.Policy.PolicyAuthorizationResult.Success());
        }
        """)]
    [InlineData(Register + Requires, Handles + "if (!context.User.HasClaim(c => c.Type == \"s\")) { Console.WriteLine(context.User.Identity?.Name); } context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.HasClaim(\"a\", \"b\")) context.Succeed(requirement); else context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.IsInRole(\"a\")) { context.Succeed(requirement); return Task.CompletedTask; } context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "switch (context.User.Identity?.Name) { case null: context.Succeed(requirement); break; default: Console.WriteLine(1); context.Succeed(requirement); break; }" + Done)]
    [InlineData(Register + Requires, Handles + "Note(context); context.Succeed(requirement); return Task.CompletedTask; } static void Note(AuthorizationHandlerContext context) { if (context.User.Identity is null) Console.WriteLine(1); } }")]
    [InlineData(Register, Opens + "if (!context.User.IsInRole(\"a\")) Console.WriteLine(1); foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData("builder.Services.AddSingleton<IAuthorizationService, H>();", Service + "Task.FromResult(AuthorizationResult.Success());" + ByName)]
    [InlineData("builder.Services.Replace(ServiceDescriptor.Singleton<IAuthorizationService, H>());", Service + "Task.FromResult(AuthorizationResult.Success());" + ByName)]
    [InlineData("builder.Services.Add(new ServiceDescriptor(typeof(IAuthorizationService), typeof(H), ServiceLifetime.Singleton));", Service + "Task.FromResult(AuthorizationResult.Success());" + ByName)]
    [InlineData("builder.Services.AddSingleton<IAuthorizationEvaluator, H>();", "class H : IAuthorizationEvaluator { public AuthorizationResult Evaluate(AuthorizationHandlerContext context) => AuthorizationResult.Success(); }")]
    [InlineData("builder.Services.AddSingleton<" + Result + ", H>();", Handler + "{ if (!result.Succeeded) Console.WriteLine(1); await next(context); } }")]
    [InlineData("builder.Services.AddSingleton<" + Result + ", H>();", Handler + "{ if (result.Succeeded) { await next(context); return; } context.Response.Headers[\"x\"] = \"y\"; await next.Invoke(context); } }")]
    [InlineData(Provide, Provider + "Task.FromResult<AuthorizationPolicy?>(Open);" + ProviderRest)]
    [InlineData(Provide, Provider + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder(\"Bearer\").RequireAssertion(_ => true).Build());" + ProviderRest)]
    [InlineData(Register + Requires, Handles + "var claim = context.User.FindFirst(\"age\"); if (claim is null || int.Parse(claim.Value) < 18) Console.WriteLine(1); context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.Identity?.IsAuthenticated == true && int.Parse(context.User.Identity.Name!) < 18) return Task.CompletedTask; context.Succeed(requirement);" + Done)]
    [InlineData(Provide, Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()); }")]
    [InlineData(Provide, "class H(" + Options + " options) : DefaultAuthorizationPolicyProvider(options) { public override async Task<AuthorizationPolicy?> GetPolicyAsync(string name) { await Task.Yield(); var made = new AuthorizationPolicyBuilder(); made.RequireAssertion(_ => true); return made.Build(); } }")]
    [InlineData(ProvideDefault, "class H : IAuthorizationPolicyProvider { public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()); public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null); public Task<AuthorizationPolicy?> GetPolicyAsync(string name) => Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireClaim(name).Build()); }")]
    [InlineData(Provide, Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().AddRequirements(new R()).Build()); } class R : AuthorizationHandler<R>, IAuthorizationRequirement { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { context.Succeed(requirement);" + Done)]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.AddRequirements(new " + Assertion + "(_ => true))));", "")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.Requirements.Add(new " + Assertion + "(_ => true))));", "")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", new AuthorizationPolicy([new " + Assertion + "(_ => true)], [\"Cookies\"])));", "")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", new AuthorizationPolicy(new List<IAuthorizationRequirement> { new " + Assertion + "(_ => Task.FromResult(true)) }, new string[0])));", "")]
    public Task Fails_where_a_handler_lets_everybody_in(string services, string types) => CheckHandler(services, types, "[|RequireAuthorization|]");

    [Theory]
    [InlineData(Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddSingleton<IAuthorizationHandler, H>();" + Requires, Handles + "context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.HasClaim(\"a\", \"b\")) context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (!context.User.HasClaim(\"a\", \"b\")) return Task.CompletedTask; context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "Check(context); context.Succeed(requirement); return Task.CompletedTask; } static void Check(AuthorizationHandlerContext context) { if (context.User.Identity is null) throw new InvalidOperationException(); } }")]
    [InlineData(Register + Requires, Handles + "context.Succeed(requirement); if (context.User.Identity is null) context.Fail();" + Done)]
    [InlineData(Register + "builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.RequireAuthenticatedUser().AddRequirements(new R())));", Handles + "context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "context.Succeed(requirement);" + Done + " class Other : AuthorizationHandler<R> { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { if (context.User.Identity is null) context.Fail();" + Done)]
    [InlineData(Register + Requires, "class R : IAuthorizationRequirement; class S : IAuthorizationRequirement; class H : AuthorizationHandler<S> { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, S requirement) { context.Succeed(requirement);" + Done)]
    [InlineData(Register, Opens + "foreach (var each in context.PendingRequirements.ToList()) if (context.User.IsInRole(\"a\")) context.Succeed(each);" + Done)]
    [InlineData(Register, Opens + "if (!context.User.IsInRole(\"a\")) return Task.CompletedTask; foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData(Register, Opens + "foreach (var each in context.PendingRequirements.OfType<R>().ToList()) context.Succeed(each);" + Done + " class R : IAuthorizationRequirement;")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddSingleton<IAuthorizationHandler, H>();", Opens + "foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData("builder.Services.AddSingleton<H>();", Opens + "foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.HasClaim(\"a\", \"b\")) context.Succeed(requirement); else Console.WriteLine(1);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.HasClaim(\"a\", \"b\")) context.Succeed(requirement); else throw new InvalidOperationException();" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.User.HasClaim(\"a\", \"b\")) context.Succeed(requirement); else context.Fail();" + Done)]
    [InlineData(Register + Requires, Handles + "switch (context.User.Identity?.Name) { case null: break; default: context.Succeed(requirement); break; }" + Done)]
    [InlineData(Register + Requires, Handles + "try { context.Succeed(requirement); } catch { }" + Done)]
    [InlineData(Register + Requires, Handles + "var claim = context.User.FindFirst(\"age\"); if (claim is null) return Task.CompletedTask; context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "if (context.Resource is string) context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, Handles + "Console.WriteLine(context.User.Claims.First(c => c.Type == \"s\")); context.Succeed(requirement);" + Done)]
    [InlineData(Register + Requires, "interface IGate { Task EnsureAsync(string name); } class R : IAuthorizationRequirement; class H(IGate gate) : AuthorizationHandler<R> { protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, R requirement) { await gate.EnsureAsync(\"a\"); context.Succeed(requirement); } }")]
    [InlineData(Register, Opens + "if (!context.User.IsInRole(\"a\")) { Console.WriteLine(1); return Task.CompletedTask; } foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);" + Done)]
    [InlineData("builder.Services.AddSingleton<IAuthorizationService, H>();", Service + "Task.FromResult(user.IsInRole(\"a\") ? AuthorizationResult.Success() : AuthorizationResult.Failed());" + ByName)]
    [InlineData("builder.Services.AddSingleton<IAuthorizationService, H>();", Service + "Task.FromResult(AuthorizationResult.Failed());" + ByName)]
    [InlineData("builder.Services.AddSingleton<" + Result + ", H>();", Handler + "{ if (!result.Succeeded) { context.Response.StatusCode = 404; return; } await next(context); } }")]
    [InlineData("builder.Services.AddSingleton<" + Result + ", H>();", Handler + "=> await new " + P + "AuthorizationMiddlewareResultHandler().HandleAsync(next, context, policy, result); }")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddSingleton<" + Result + ", H>();", Handler + "=> await next(context); }")]
    [InlineData(Provide, Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireClaim(\"permission\", name).Build()); }")]
    [InlineData(Provide, Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => true).Build()); }")]
    [InlineData(Provide, Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().AddRequirements(new R()).Build()); } class R : IAuthorizationRequirement;")]
    [InlineData(Provide, Derived + "name == \"open\" ? Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()) : base.GetPolicyAsync(name); }")]
    [InlineData(Provide, "class H : IAuthorizationPolicyProvider { public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()); public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null); public Task<AuthorizationPolicy?> GetPolicyAsync(string name) => Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireClaim(name).Build()); }")]
    [InlineData("builder.Services.AddSingleton<H>(); // AddPolicy", Derived + "Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()); }")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.AddRequirements(new " + Assertion + "(c => c.User.IsInRole(\"a\")))));", "")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", policy => policy.AddRequirements(new " + Assertion + "(_ => true), new Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement())));", "")]
    [InlineData("builder.Services.AddAuthorization(options => options.AddPolicy(\"p\", new AuthorizationPolicy([new Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement()], [\"Cookies\"])));", "")]
    public Task Passes_where_a_handler_decides(string services, string types) => CheckHandler(services, types, "RequireAuthorization");

    [Theory]
    [InlineData("{ if (context.Request.Path.StartsWithSegments(\"/open\")) { await next(context); return; } await new " + P + "AuthorizationMiddlewareResultHandler().HandleAsync(next, context, policy, result); }", "GET /a = Unknown by fallback policy")]
    [InlineData("{ if (context.Request.Headers[\"X-Probe\"] == \"1\") await next(context); else context.Response.StatusCode = 401; }", "GET /a = Unknown by fallback policy")]
    [InlineData("{ if (result.Succeeded) await next(context); else context.Response.StatusCode = 404; }", "GET /a = Guarded by fallback policy")]
    [InlineData("{ if (!result.Succeeded && context.Request.Path == \"/a\") { context.Response.StatusCode = 404; return; } await new " + P + "AuthorizationMiddlewareResultHandler().HandleAsync(next, context, policy, result); }", "GET /a = Guarded by fallback policy")]
    [InlineData("{ if (result is { Succeeded: true }) await next(context); }", "GET /a = Guarded by fallback policy")]
    [InlineData("{ if (!context.Request.Path.StartsWithSegments(\"/open\")) { await new " + P + "AuthorizationMiddlewareResultHandler().HandleAsync(next, context, policy, result); return; } await next(context); }", "GET /a = Unknown by fallback policy")]
    [InlineData("{ switch (context.Request.Path.Value) { case \"/a\": await next(context); break; default: context.Response.StatusCode = 401; break; } }", "GET /a = Unknown by fallback policy")]
    [InlineData("{ if (result.Forbidden || result.Challenged) { context.Response.StatusCode = 404; return; } await next(context); }", "GET /a = Guarded by fallback policy")]
    public void A_result_handler_that_goes_on_at_times(string body, string expected) => Assert.Equal([expected], Endpoints.MappedProgram.Accesses(Endpoints.MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Authorization;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
        builder.Services.AddSingleton<{{Result}}, H>();
        var app = builder.Build();
        app.MapGet("/a", () => 1);
        app.Run();
        {{Handler}} {{body}} }
        """)));

    /// <summary>A switch of the team's own can open what every policy asks for; who calls cannot, nor can a handler of its own requirement.</summary>
    [Theory]
    [InlineData("foreach (var each in context.Requirements) { if (!options.Value.IsRequired || context.User?.Identity?.IsAuthenticated == true) context.Succeed(each); else context.Fail(); }", "Unknown")]
    [InlineData("if (options.Value.IsRequired) return Task.CompletedTask; foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);", "Unknown")]
    [InlineData("foreach (var each in context.PendingRequirements.ToList()) { if (options.Value.IsRequired == false) { context.Succeed(each); } }", "Unknown")]
    [InlineData("if (options.Value.IsRequired) { foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each); }", "Unknown")]
    [InlineData("foreach (var each in context.PendingRequirements.ToList()) { if (context.User.IsInRole(\"a\") && options.Value.IsRequired) context.Succeed(each); }", "Guarded")]
    [InlineData("var user = context.User; foreach (var each in context.PendingRequirements.ToList()) { if (user.IsInRole(\"a\")) context.Succeed(each); }", "Guarded")]
    [InlineData("var isAdmin = context.User.IsInRole(\"a\"); foreach (var each in context.PendingRequirements.ToList()) { if (isAdmin) context.Succeed(each); }", "Guarded")]
    [InlineData("var isAdmin = !options.Value.IsRequired || context.User.IsInRole(\"a\"); foreach (var each in context.PendingRequirements.ToList()) { if (isAdmin) context.Succeed(each); }", "Unknown")]
    [InlineData("foreach (var each in context.PendingRequirements.ToList()) { if (each is Own && options.Value.IsRequired) context.Succeed(each); }", "Guarded")]
    [InlineData("foreach (var each in context.PendingRequirements.ToList()) { switch (each) { case Own: context.Succeed(each); break; } }", "Guarded")]
    [InlineData("if (context.User.Identity?.IsAuthenticated != true) return Task.CompletedTask; foreach (var each in context.PendingRequirements.ToList()) context.Succeed(each);", "Guarded")]
    [InlineData("foreach (var each in context.PendingRequirements.OfType<Own>().ToList()) { if (options.Value.IsRequired) context.Succeed(each); }", "Guarded")]
    public void A_handler_that_meets_all_at_times(string body, string expected) => Assert.Equal([$"GET /a = {expected} by fallback policy"], Endpoints.MappedProgram.Accesses(Endpoints.MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.Extensions.Options;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
        builder.Services.AddScoped<IAuthorizationHandler, H>();
        var app = builder.Build();
        app.MapGet("/a", () => 1);
        app.Run();
        class Server { public bool IsRequired { get; set; } }
        class Own : IAuthorizationRequirement;
        class H(IOptions<Server> options) : IAuthorizationHandler
        {
            public object Kept => options;
            public Task HandleAsync(AuthorizationHandlerContext context) { {{body}} return Task.CompletedTask; }
        }
        """)));

    /// <summary>Variables that are made of one another, as they stand while somebody types.</summary>
    [Fact]
    public async Task Survives_a_handler_that_is_half_typed()
    {
        var found = await Pipeline.TwoProjects.JudgeBroken("OMNI6001", """
            using Microsoft.AspNetCore.Authorization;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
            builder.Services.AddScoped<IAuthorizationHandler, H>();
            var app = builder.Build();
            app.MapGet("/a", () => 1);
            app.Run();
            class H : IAuthorizationHandler
            {
                public Task HandleAsync(AuthorizationHandlerContext context)
                {
                    bool one = other, other = one;
                    foreach (var each in context.Requirements) { if (one) context.Succeed(each); }
                    return Task.CompletedTask;
                }
            }
            """);
        Assert.Contains("whether 'H' lets everybody in depends on its own code", Assert.Single(found), StringComparison.Ordinal);
    }

    private static Task CheckHandler(string services, string types, string require) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        app.MapGet("/a", () => 1).{{require}}({{(services.Contains("AddPolicy", StringComparison.Ordinal) ? "\"p\"" : "")}});
        app.Run();
        {{types}}
        """, Rule);

    private const string HasAttribute = "class HasAttribute : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData { public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this]; } ";
    private const string OfAttribute = "class H : AuthorizationHandler<HasAttribute> { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HasAttribute requirement) { ";

    [Theory]
    [InlineData("[|Has|]", Register, HasAttribute + OfAttribute + "context.Succeed(requirement);" + Done)]
    [InlineData("[|Has|]", Register, "class HasAttribute : Attribute, IAuthorizationRequirementData { public IEnumerable<IAuthorizationRequirement> GetRequirements() { yield return new R(); } } " + Handles + "context.Succeed(requirement);" + Done)]
    [InlineData("Has", "", HasAttribute + OfAttribute + "context.Succeed(requirement);" + Done)]
    [InlineData("Has", Register, HasAttribute + OfAttribute + "if (context.User.IsInRole(\"a\")) context.Succeed(requirement);" + Done)]
    [InlineData("Has", Register + "builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);", HasAttribute + OfAttribute + "context.Succeed(requirement);" + Done)]
    [InlineData("Has", Register, "class HasAttribute : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData { public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this]; } " + OfAttribute + "context.Succeed(requirement);" + Done)]
    [InlineData("Has, Authorize", Register, HasAttribute + OfAttribute + "context.Succeed(requirement);" + Done)]
    [InlineData("Has", Register, "class HasAttribute : Attribute, IAuthorizationRequirementData { public IEnumerable<IAuthorizationRequirement> GetRequirements() { yield return new R(); yield return new S(); } } class S : IAuthorizationRequirement; " + Handles + "context.Succeed(requirement);" + Done)]
    public Task Requirements_of_attributes(string attribute, string services, string types) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        {{services}}
        var app = builder.Build();
        app.UseAuthorization();
        app.MapControllers();
        app.Run();
        [{{attribute}}] public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
        {{types}}
        """, Rule);

    /// <summary>What is told the result stands beside the middleware; the filter of MVC asks by itself.</summary>
    [Theory]
    [InlineData("", "[|Authorize|]")]
    [InlineData("options => options.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter())", "Authorize")]
    public Task A_filter_of_MVC_authorizes_by_itself(string options, string attribute) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers({{options}});
        builder.Services.AddSingleton<{{Result}}, H>();
        var app = builder.Build();
        app.UseAuthorization();
        app.MapControllers();
        app.Run();
        [{{attribute}}] public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
        {{Handler}} => await next(context); }
        """, Rule);

    /// <summary>What keeps the rule from judging is the same for both.</summary>
    [Fact]
    public async Task One_doubt_is_said_once()
    {
        var found = await new Findings("""
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.Use(async (context, next) => { if (context.Request.Headers["x"] == "y") { context.Response.StatusCode = 401; return; } await next(context); });
            app.MapGet("/a", () => 1);
            app.MapGet("/b", () => 1);
            app.Run();
            """).InBuild(Rule);
        Assert.StartsWith(
            "Who may call an endpoint is not proven: 'GET /a' and 1 more: ", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>A waiver names a file and a baseline the endpoints: one accepted doubt must not cover those of another file, nor later ones.</summary>
    [Fact]
    public async Task A_doubt_covers_its_own_file_and_names_its_endpoints()
    {
        const string Program = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.Use(async (context, next) => { if (context.Request.Headers["x"] == "y") { context.Response.StatusCode = 401; return; } await next(context); });
            app.MapGet("/a", () => 1);
            app.MapGet("/b", () => 1);
            More.Map(app);
            app.Run();
            """;
        var library = Sql.SqlTest.Compile(Program, """static class More { public static void Map(WebApplication app) => app.MapGet("/c", () => 1); }""");
        var found = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(
                library.WithOptions(library.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication)), Findings.All, Findings.Options([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["File0.cs: GET /a GET /b", "File1.cs: GET /c"],
            found.Where(finding => finding.Id == Rule)
                .Select(finding => $"{Path.GetFileName(finding.Location.SourceTree!.FilePath)}: {finding.Properties[GateReporter.AnchorProperty]}").Order(StringComparer.Ordinal));
    }

    /// <summary>What another project serves stands where it is mapped here, so the finding says what it is.</summary>
    [Theory]
    [InlineData("app.MapControllers();", "'GET /x (XController.Get in Library)' is open")]
    [InlineData("app.MapOrders();", "'GET /orders (Orders.List in MapOrders of Library)' is open")]
    [InlineData("app.MapInline();", "'GET /inline (MapInline of Library)' is open")]
    [InlineData("app.MapGet(\"/own\", () => 1);", "'GET /own' is open")]
    public async Task Names_what_another_project_serves(string pipeline, string expected) => Assert.Contains(
        expected,
        Assert.Single(await Pipeline.TwoProjects.Judge(Rule, """
            using Microsoft.AspNetCore.Mvc;
            namespace Library;
            [Route("x")] public class XController : Controller { [HttpGet] public int Get() => 1; }
            public static class Orders
            {
                public static int List() => 1;
                public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGet("/orders", List);
                public static void MapInline(this IEndpointRouteBuilder routes) => routes.MapGet("/inline", () => 1);
            }
            """, $"using Library; var app = WebApplication.CreateBuilder(args).Build(); {pipeline} app.Run();")),
        StringComparison.Ordinal);

    [Fact]
    public Task A_fallback_policy_decides() => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckPipeline(
        Rule, "builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);", "Build", "app.MapGet(\"/a\", () => 1);");

    [Fact]
    public Task Controllers() => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram("""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        [Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet]
            public int [|Get|]() => 1;

            [HttpPost, Authorize]
            public int Post() => 1;
        }

        [Route("own"), AllowAnonymous]
        public class OwnController : ControllerBase
        {
            [HttpGet]
            public int Get() => 1;

            [HttpPost, [|Authorize|]]
            public int Post() => 1;
        }
        """, Rule);

    [Theory]
    [InlineData("var e = app.MapGet(\"/a\", () => 1); if (args.Length > 0) e.RequireAuthorization();", "depends on 'args.Length > 0'")]
    [InlineData("app.Use(async (context, next) => { if (args.Length > 0) { context.Response.StatusCode = 401; return; } await next(); }); app.MapGet(\"/a\", () => 1);", "answers 401 or 403 itself")]
    public async Task Not_proven(string pipeline, string expected)
    {
        var found = await new Findings($"var app = WebApplication.CreateBuilder(args).Build(); {pipeline} app.Run();").InBuild(Rule);
        var finding = Assert.Single(found);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
