namespace Omniops.Gates.Analyzers.Tests.Pipeline;

public sealed class PipelineReaderTests
{
    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseRouting(); } else if (app.Environment.IsStaging()) { } else { app.UseHsts(); }", Outcome.Pass)]
    [InlineData("if (app.Environment.IsDevelopment()) { if (flag) return; } app.UseHsts();", Outcome.Pass)]
    [InlineData("if (flag) { if (app.Environment.IsProduction()) return; } app.UseHsts(); Later(app);", Outcome.Pass)]
    [InlineData("if (app.Environment.IsDevelopment()) goto end; app.UseHsts(); end: app.UseRouting();", Outcome.Pass)]
    [InlineData("if (app.Environment.IsProduction()) goto end; app.UseHsts(); end: app.UseRouting();", Outcome.Fail)]
    [InlineData("if (flag) goto end; app.UseHsts(); end: app.UseRouting();", Outcome.NotProven)]
    [InlineData("goto end; begin: app.UseHsts(); goto done; end: goto begin; done: app.UseRouting();", Outcome.Fail)]
    [InlineData("if (!flag) throw new Exception(); app.UseHsts();", Outcome.Pass)]
    [InlineData("var name = args[0] ?? throw new Exception(); app.UseHsts();", Outcome.Pass)]
    [InlineData("_ = args.Length switch { 0 => 1, 1 => 2, _ => throw new Exception() }; app.UseHsts();", Outcome.Pass)]
    [InlineData("try { Console.WriteLine(); } catch (Exception) when (flag) { app.UseHsts(); }", Outcome.NotProven)]
    [InlineData("try { Console.WriteLine(); } finally { app.UseHsts(); }", Outcome.Pass)]
    [InlineData("try { if (flag) throw new Exception(); } catch { } app.UseHsts();", Outcome.Pass)]
    [InlineData("while (flag) { app.UseHsts(); break; }", Outcome.NotProven)]
    [InlineData("while (true) { app.UseHsts(); break; }", Outcome.Pass)]
    [InlineData("while (true) { if (flag) break; app.UseRouting(); } app.UseHsts();", Outcome.NotProven)]
    [InlineData("while (true) { if (flag) break; app.UseHsts(); break; }", Outcome.NotProven)]
    [InlineData("do { app.UseHsts(); } while (flag);", Outcome.Pass)]
    [InlineData("for (;;) { app.UseHsts(); break; }", Outcome.Pass)]
    [InlineData("for (var i = 0; i < args.Length; i++) app.UseHsts();", Outcome.NotProven)]
    [InlineData("for (var i = 0; i < args.Length; i++) app.UseRouting(); app.UseHsts();", Outcome.Pass)]
    [InlineData("foreach (var arg in args) { if (arg == \"x\") continue; app.UseRouting(); } app.UseHsts();", Outcome.Pass)]
    [InlineData("foreach (var arg in args) app.UseHsts();", Outcome.NotProven)]
    [InlineData("switch (args.Length) { case 0: app.UseRouting(); break; case 1: break; default: app.UseCors(); break; } app.UseHsts();", Outcome.Pass)]
    [InlineData("switch (args.Length) { case 0: return; case > 4 when flag: app.Run(); return; default: break; } app.UseHsts();", Outcome.NotProven)]
    [InlineData("switch (args.Length) { case 0: throw new Exception(); default: app.UseHsts(); break; }", Outcome.NotProven)]
    [InlineData("switch (app.Environment.EnvironmentName) { case \"Development\": return; default: goto case \"Live\"; case \"Live\": app.UseHsts(); break; }", Outcome.Pass)]
    [InlineData("switch (app.Environment.IsDevelopment()) { case true: break; case false: app.UseHsts(); break; }", Outcome.Pass)]
    [InlineData("switch (app.Environment) { case var e when e.IsDevelopment(): break; default: app.UseHsts(); break; }", Outcome.Pass)]
    [InlineData("using (app.Services.CreateScope()) { lock (app) { checked { app.UseHsts(); } } }", Outcome.Pass)]
    [InlineData("app?.UseHsts();", Outcome.Pass)]
    [InlineData("if (app is not null) app.UseHsts();", Outcome.Pass)]
    [InlineData("if (app != null) app.UseHsts();", Outcome.Pass)]
    [InlineData("if (app is { } own) own.UseHsts();", Outcome.Pass)]
    [InlineData("if (app is IApplicationBuilder own) own.UseHsts();", Outcome.Pass)]
    [InlineData("if (app == null) app.UseHsts();", Outcome.Fail)]
    [InlineData("object other = args; if (other is IApplicationBuilder own) own.UseHsts();", Outcome.NotProven)]
    [InlineData("(app ?? throw new Exception()).UseHsts();", Outcome.Pass)]
    [InlineData("_ = nameof(HstsBuilderExtensions.UseHsts);", Outcome.Fail)]
    [InlineData("System.Linq.Expressions.Expression<Action> later = () => app.UseHsts();", Outcome.Fail)]
    [InlineData("return; app.UseHsts();", Outcome.Fail)]
    [InlineData("app.Run(async context => await context.Response.WriteAsync(\"x\")); app.UseHsts();", Outcome.Fail)]
    [InlineData("app.UseHsts(); app.Run(async context => await context.Response.WriteAsync(\"x\"));", Outcome.Pass)]
    [InlineData("app.Map(\"/x\", x => x.Run(context => Task.CompletedTask)); app.UseHsts();", Outcome.Pass)]
    [InlineData("app.Start(); app.UseHsts();", Outcome.Fail)]
    [InlineData("if (app.Environment.IsDevelopment()) app.Start(); app.UseHsts();", Outcome.Pass)]
    public async Task Follows_the_flow(string statements, string outcome) => Assert.Equal(outcome, await Outcome.Of(Program(statements)));

    [Theory]
    [InlineData("Action<IApplicationBuilder> secure = a => a.UseHsts(); secure(app);", Outcome.Pass)]
    [InlineData("Action<IApplicationBuilder> secure = a => a.UseHsts(); secure.Invoke(app);", Outcome.Pass)]
    [InlineData("Action<IApplicationBuilder>? secure = a => a.UseHsts(); secure?.Invoke(app);", Outcome.Pass)]
    [InlineData("Action<IApplicationBuilder> secure = Secure; secure(app);", Outcome.Pass)]
    [InlineData("var secure = (IApplicationBuilder a) => { a.UseHsts(); }; secure(app);", Outcome.Pass)]
    [InlineData("Func<IApplicationBuilder> secure = app.UseHsts; secure();", Outcome.Pass)]
    [InlineData("Action<IApplicationBuilder> secure = a => a.UseHsts(); secure = a => { }; secure(app);", Outcome.NotProven)]
    [InlineData("Action<IApplicationBuilder>? secure = null; if (flag) secure = a => a.UseHsts(); secure?.Invoke(app);", Outcome.NotProven)]
    [InlineData("Action<IApplicationBuilder>? secure = null; if (!app.Environment.IsDevelopment()) secure = a => a.UseHsts(); secure?.Invoke(app);", Outcome.Pass)]
    [InlineData("Action<IApplicationBuilder> secure = a => { }; secure += a => a.UseHsts(); secure(app);", Outcome.NotProven)]
    [InlineData("Action<IApplicationBuilder> secure = flag ? a => { } : a => a.UseHsts(); secure(app);", Outcome.NotProven)]
    [InlineData("Action<IApplicationBuilder> secure = a => a.UseHsts(); Replace(ref secure); secure(app);", Outcome.NotProven)]
    [InlineData("Action<IApplicationBuilder> secure = a => a.UseHsts(); Apply(app, secure);", Outcome.Pass)]
    [InlineData("Apply(app, a => a.UseHsts());", Outcome.Pass)]
    [InlineData("Apply(app, Secure);", Outcome.Pass)]
    [InlineData("Apply(app, Own.Field);", Outcome.Pass)]
    [InlineData("ApplyIf(flag, app, a => a.UseHsts());", Outcome.NotProven)]
    [InlineData("ApplyIf(!app.Environment.IsDevelopment(), app, a => a.UseHsts());", Outcome.Pass)]
    [InlineData("ApplyIf(app.Environment.IsDevelopment(), app, a => a.UseHsts());", Outcome.Fail)]
    [InlineData("Ignore(app, a => a.UseHsts());", Outcome.Fail)]
    [InlineData("Through(app, a => a.UseHsts());", Outcome.Pass)]
    [InlineData("foreach (var step in new Action<IApplicationBuilder>[] { a => a.UseHsts() }) step(app);", Outcome.Pass)]
    [InlineData("foreach (var step in Steps()) step(app); IEnumerable<Action<IApplicationBuilder>> Steps() => null!;", Outcome.NotProven)]
    [InlineData("new List<Action<IApplicationBuilder>> { a => a.UseHsts() }.ForEach(step => step(app));", Outcome.NotProven)]
    [InlineData("var steps = new List<Action> { () => app.UseHsts() };", Outcome.NotProven)]
    [InlineData("args.ToList().ForEach(arg => app.UseHsts());", Outcome.NotProven)]
    [InlineData("await Task.Run(() => app.UseHsts());", Outcome.Pass)]
    [InlineData("Make()(app);", Outcome.Pass)]
    [InlineData("new Task(() => app.UseHsts()).Start();", Outcome.NotProven)]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => app.UseHsts());", Outcome.NotProven)]
    [InlineData("Lazily(app);", Outcome.NotProven)]
    [InlineData("foreach (var step in Lazily(app)) { }", Outcome.NotProven)]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine()); app.UseHsts();", Outcome.Pass)]
    [InlineData("app.MapGet(\"/\", () => { app.UseHsts(); return \"\"; });", Outcome.NotProven)]
    [InlineData("app.UseExceptionHandler(error => error.UseHsts());", Outcome.NotProven)]
    [InlineData("app.UseWhen(c => c.Request.IsHttps, Branch);", Outcome.NotProven)]
    [InlineData("var branch = ((IApplicationBuilder)app).New(); branch.UseHsts();", Outcome.NotProven)]
    [InlineData("((IApplicationBuilder)app).New().UseHsts();", Outcome.NotProven)]
    [InlineData("new ApplicationBuilder(app.Services).UseHsts();", Outcome.NotProven)]
    [InlineData("IApplicationBuilder branch = new ApplicationBuilder(app.Services); branch.UseRouting().UseHsts();", Outcome.NotProven)]
    public async Task Runs_a_delegate_where_it_is_invoked(string statements, string outcome) => Assert.Equal(outcome, await Outcome.Of(Program(statements)));

    [Theory]
    [InlineData("IModule module = new Safe(); module.Configure(app);", Outcome.Pass)]
    [InlineData("IModule module = new Unsafe(); module.Configure(app);", Outcome.Fail)]
    [InlineData("IModule module = flag ? new Safe() : new Unsafe(); module.Configure(app);", Outcome.NotProven)]
    [InlineData("Use<Safe>(app);", Outcome.Pass)]
    [InlineData("Use<Unsafe>(app);", Outcome.Fail)]
    [InlineData("Use<Unsafe>(app); Use<Safe>(app);", Outcome.Pass)]
    [InlineData("UseStatic<SafeStatic>(app);", Outcome.Pass)]
    [InlineData("ISingle single = Find(); single.Configure(app); ISingle Find() => new Single();", Outcome.Pass)]
    [InlineData("Base module = new Derived(); module.Configure(app);", Outcome.Pass)]
    [InlineData("Base module = new Base(); module.Configure(app);", Outcome.Fail)]
    [InlineData("Base module = new Hiding(); module.Configure(app);", Outcome.Fail)]
    [InlineData("new Hiding().Configure(app);", Outcome.Pass)]
    [InlineData("new Template().Configure(app);", Outcome.Pass)]
    [InlineData("new Sealed().Configure(app);", Outcome.Pass)]
    [InlineData("((IExplicit)new Explicit()).Configure(app);", Outcome.Pass)]
    [InlineData("((IDefault)new WithDefault()).Configure(app);", Outcome.Pass)]
    [InlineData("Partial.Configure(app);", Outcome.Pass)]
    [InlineData("Partial.NotWritten(app);", Outcome.Fail)]
    [InlineData("Native.Configure(app);", Outcome.NotProven)]
    [InlineData("dynamic dynamic = app; Own.Anything(dynamic);", Outcome.Fail)]
    [InlineData("Generic<IApplicationBuilder>.Configure(app);", Outcome.Pass)]
    [InlineData("new Own().App = app; ", Outcome.Fail)]
    [InlineData("Own.Secured(app);", Outcome.Pass)]
    [InlineData("Own.Countdown(app, 3);", Outcome.NotProven)]
    [InlineData("Own.Optional(app);", Outcome.Fail)]
    [InlineData("Own.Optional(app, true);", Outcome.Pass)]
    [InlineData("if (app.Environment.IsStaging()) app.UseHsts();", Outcome.Fail)]
    [InlineData("_ = new Own { App = app }.Secure();", Outcome.Pass)]
    public async Task Finds_the_method_that_runs(string statements, string outcome) => Assert.Equal(outcome, await Outcome.Of(Program(statements)));

    [Theory]
    [InlineData("app.UseMiddleware<OwnHeaders>();", Outcome.Pass)]
    [InlineData("app.UseMiddleware(typeof(OwnHeaders));", Outcome.Pass)]
    [InlineData("var type = typeof(OwnHeaders); app.UseMiddleware(type);", Outcome.Pass)]
    [InlineData("app.UseMiddleware(Type.GetType(args[0])!);", Outcome.NotProven)]
    [InlineData("app.UseMiddleware<DerivedHeaders>();", Outcome.Pass)]
    [InlineData("app.UseMiddleware<PathHeaders>();", Outcome.NotProven)]
    [InlineData("app.UseMiddleware<HttpsHeaders>();", Outcome.Pass)]
    [InlineData("if (flag) app.UseMiddleware<OwnHeaders>();", Outcome.NotProven)]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseMiddleware<OwnHeaders>();", Outcome.Fail)]
    [InlineData("app.Use(next => async context => { context.Response.Headers[\"Strict-Transport-Security\"] = \"max-age=1\"; await next(context); });", Outcome.Pass)]
    [InlineData("app.Use(next => { return context => { context.Response.Headers.StrictTransportSecurity = \"max-age=1\"; return next(context); }; });", Outcome.Pass)]
    [InlineData("app.Use(Headers);", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { context.Request.Headers[\"Strict-Transport-Security\"] = \"x\"; await next(); });", Outcome.Fail)]
    [InlineData("app.Use(async (context, next) => { var headers = context.Response.Headers; headers[\"Strict-Transport-Security\"] = \"x\"; await next(); });", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { var headers = context.Request.Headers; headers[\"Strict-Transport-Security\"] = \"x\"; await next(); });", Outcome.Fail)]
    [InlineData("app.Use(async (context, next) => { IHeaderDictionary headers = new HeaderDictionary(); headers[\"Strict-Transport-Security\"] = \"x\"; await next(); });", Outcome.NotProven)]
    [InlineData("app.Use(async (context, next) => { context.Response.GetTypedHeaders().Set(\"Strict-Transport-Security\", \"x\"); await next(); });", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.StrictTransportSecurity, \"x\"); await next(); });", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { context.Response.Headers.Append(HeaderNames.StrictTransportSecurity, \"x\"); await next(); });", Outcome.Fail)]
    [InlineData("app.Use(async (context, next) => { context.Response.Headers.Append(HeaderNames.Real, \"x\"); await next(); });", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { context.Response.Headers.Append(args[0], \"x\"); await next(); });", Outcome.NotProven)]
    [InlineData("app.Use(async (context, next) => { Set(context.Response, \"Strict-Transport-Security\"); await next(); });", Outcome.Pass)]
    [InlineData("app.Use(async (context, next) => { Set(context.Response, \"X-Frame-Options\"); await next(); });", Outcome.Fail)]
    [InlineData("app.Use(async (context, next) => { if (context.Request.Path == \"/x\") { await next(); return; } context.Response.Headers.StrictTransportSecurity = \"x\"; await next(); });", Outcome.NotProven)]
    [InlineData("app.Use(async (context, next) => { if (!context.Response.Headers.ContainsKey(\"Strict-Transport-Security\") && context.Request.Scheme == \"https\") context.Response.Headers.StrictTransportSecurity = \"x\"; await next(); });", Outcome.Pass)]
    [InlineData("app.MapGet(\"/\", (HttpContext context) => { context.Response.Headers.StrictTransportSecurity = \"x\"; });", Outcome.NotProven)]
    [InlineData("app.UseExceptionHandler(error => error.Run(async context => { context.Response.Headers.StrictTransportSecurity = \"x\"; await Task.Yield(); }));", Outcome.NotProven)]
    [InlineData("app.UseStatusCodePages(async context => { context.HttpContext.Response.Headers.StrictTransportSecurity = \"x\"; await Task.Yield(); });", Outcome.NotProven)]
    [InlineData("app.UseHsts(); app.Use((context, next) => { context.Response.Headers.Remove(\"Strict-Transport-Security\"); return next(context); });", Outcome.NotProven)]
    [InlineData("app.UseHsts(); app.Use((context, next) => { context.Response.Headers.StrictTransportSecurity = \"\"; return next(context); });", Outcome.NotProven)]
    [InlineData("app.UseHsts(); app.Use((context, next) => { context.Response.Headers.Remove(\"Server\"); return next(context); });", Outcome.Pass)]
    [InlineData("app.UseHsts(); app.Use((context, next) => { context.Request.Headers.Remove(\"Strict-Transport-Security\"); return next(context); });", Outcome.Pass)]
    [InlineData("app.Use((context, next) => { context.Response.Headers[\"Strict-Transport-Security\"] = \"\"; return next(context); });", Outcome.Fail)]
    [InlineData("new HttpClient().DefaultRequestHeaders.Add(\"Strict-Transport-Security\", \"x\");", Outcome.Fail)]
    public async Task Knows_whose_headers_are_written(string statements, string outcome) => Assert.Equal(outcome, await Outcome.Of(Program(statements)));

    private static string Program(string statements) => $$"""
        using System.Runtime.InteropServices;

        var flag = args.Length > 3;
        var app = WebApplication.CreateBuilder(args).Build();
        Configure();
        await Task.Yield();
        app.Run();

        async void Configure()
        {
            {{statements}}
        }

        static void Later(WebApplication app) { }
        static void Secure(IApplicationBuilder builder) => builder.UseHsts();
        static void Branch(IApplicationBuilder builder) => builder.UseHsts();
        static IEnumerable<int> Lazily(IApplicationBuilder builder) { builder.UseHsts(); yield return 1; }
        static Action<IApplicationBuilder> Make() => builder => builder.UseHsts();
        static void Apply(IApplicationBuilder builder, Action<IApplicationBuilder> configure) => configure(builder);
        static void Through(IApplicationBuilder builder, Action<IApplicationBuilder> configure) => Apply(builder, inner => configure(inner));
        static void Ignore(IApplicationBuilder builder, Action<IApplicationBuilder> configure) => Console.WriteLine(configure);
        static void Replace(ref Action<IApplicationBuilder> configure) => configure = builder => { };
        static void ApplyIf(bool condition, IApplicationBuilder builder, Action<IApplicationBuilder> configure) { if (condition) configure(builder); }
        static void Use<T>(IApplicationBuilder builder) where T : IModule, new() => new T().Configure(builder);
        static void UseStatic<T>(IApplicationBuilder builder) where T : IStatic => T.Configure(builder);
        static Task Headers(HttpContext context, RequestDelegate next) { context.Response.Headers.StrictTransportSecurity = "x"; return next(context); }
        static void Set(HttpResponse response, string name) => response.Headers[name] = "x";

        interface IModule { void Configure(IApplicationBuilder app); }
        class Safe : IModule { public void Configure(IApplicationBuilder app) => app.UseHsts(); }
        class Unsafe : IModule { public void Configure(IApplicationBuilder app) { } }
        interface ISingle { void Configure(IApplicationBuilder app); }
        class Single : ISingle { public void Configure(IApplicationBuilder app) => app.UseHsts(); }
        interface IStatic { static abstract void Configure(IApplicationBuilder app); }
        class SafeStatic : IStatic { public static void Configure(IApplicationBuilder app) => app.UseHsts(); }
        class OtherStatic : IStatic { public static void Configure(IApplicationBuilder app) { } }
        interface IExplicit { void Configure(IApplicationBuilder app); }
        class Explicit : IExplicit { void IExplicit.Configure(IApplicationBuilder app) => app.UseHsts(); }
        interface IDefault { void Configure(IApplicationBuilder app) => app.UseHsts(); }
        class WithDefault : IDefault { }
        class Base { public virtual void Configure(IApplicationBuilder app) { } }
        class Derived : Base { public override void Configure(IApplicationBuilder app) { base.Configure(app); app.UseHsts(); } }
        class Hiding : Base { public new void Configure(IApplicationBuilder app) => app.UseHsts(); }
        abstract class TemplateBase { public void Configure(IApplicationBuilder app) => Core(app); protected abstract void Core(IApplicationBuilder app); }
        class Template : TemplateBase { protected override void Core(IApplicationBuilder app) => app.UseHsts(); }
        class OtherTemplate : TemplateBase { protected override void Core(IApplicationBuilder app) { } }
        sealed class Sealed : TemplateBase { protected override void Core(IApplicationBuilder app) => app.UseHsts(); }
        static partial class Partial { public static partial void Configure(IApplicationBuilder app); static partial void Skipped(IApplicationBuilder app); public static void NotWritten(IApplicationBuilder app) => Skipped(app); }
        static partial class Partial { public static partial void Configure(IApplicationBuilder app) => app.UseHsts(); }
        static class Native { [DllImport("x")] public static extern void Configure(IApplicationBuilder app); }
        static class Generic<T> where T : IApplicationBuilder { public static void Configure(T app) => app.UseHsts(); }
        static class HeaderNames { public static readonly string StrictTransportSecurity = "X-Own"; public static readonly string Real = "Strict-Transport-Security"; }
        class Own
        {
            public static readonly Action<IApplicationBuilder> Field = app => app.UseHsts();
            public IApplicationBuilder App { get; set; } = null!;
            public static void Anything(object app) { }
            public static void Countdown(IApplicationBuilder app, int left) { if (left > 0) Countdown(app, left - 1); else app.UseHsts(); }
            public static void Optional(IApplicationBuilder app, bool secure = false) { if (secure) app.UseHsts(); }
            public IApplicationBuilder Secure() => App.UseHsts();
            public static IApplicationBuilder Secured<T>(T app) where T : class, IApplicationBuilder, IDisposable => app.UseHsts();
        }
        class OwnHeaders(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context) { context.Response.Headers.StrictTransportSecurity = "x"; return next(context); }
        }
        abstract class HeadersBase(RequestDelegate next)
        {
            public Task Invoke(HttpContext context) { Write(context.Response); return next(context); }
            protected abstract void Write(HttpResponse response);
        }
        class DerivedHeaders(RequestDelegate next) : HeadersBase(next) { protected override void Write(HttpResponse response) => response.Headers.Append("Strict-Transport-Security", "x"); }
        class PathHeaders(RequestDelegate next) { public Task InvokeAsync(HttpContext context) { if (context.Request.Path == "/x") context.Response.Headers.StrictTransportSecurity = "x"; return next(context); } }
        class HttpsHeaders(RequestDelegate next) { public Task InvokeAsync(HttpContext context) { if (!context.Request.IsHttps) return next(context); context.Response.Headers.StrictTransportSecurity = "x"; return next(context); } }
        """;
}
