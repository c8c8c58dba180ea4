using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Classes of FastEndpoints, which ask for authorization unless they say otherwise. The package stands here with what is asked of it.</summary>
public class EndpointClassTests
{
    private const string FastEndpoints = """
        [assembly: System.Reflection.AssemblyVersion("VERSION")]
        namespace FastEndpoints
        {
            public enum Http { GET, DELETE, POST }
            public class EndpointOptions { public string RoutePrefix { get; set; } public Action<EndpointDefinition> Configurator { get; set; } }
            public class VersioningOptions { public string Prefix { get; set; } public bool? PrependToRoute { get; set; } public int DefaultVersion { get; set; } public string RouteTemplate { get; set; } }
            public class Config { public EndpointOptions Endpoints { get; } public VersioningOptions Versioning { get; } }
            public class EndpointDefinition
            {
                public void AllowAnonymous(params Http[] verbs) { }
                public void Roles(params string[] roles) { }
                public void Options(Action<RouteHandlerBuilder> builder) { }
                public void Description(Action<RouteHandlerBuilder> builder) { }
                public void EndpointVersion(int version) { }
            }
            public abstract class Group { protected void Configure(string prefix, Action<EndpointDefinition> action) { } }
            public abstract class SubGroup<T> : Group where T : Group { }
            public abstract class BaseEndpoint { public virtual void Configure() { } }
            public abstract class Endpoint<T> : BaseEndpoint
            {
                protected void Get(params string[] routes) { }
                protected void Post(params string[] routes) { }
                protected void Options(params string[] routes) { }
                protected void Options(Action<RouteHandlerBuilder> builder) { }
                protected void Description(Action<RouteHandlerBuilder> builder) { }
                protected void Verbs(params Http[] verbs) { }
                protected void Verbs(params string[] verbs) { }
                protected void Routes(params string[] routes) { }
                protected void Roles(params string[] roles) { }
                protected void Policies(params string[] names) { }
                protected void Policy(Action<Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder> policy) { }
                protected void Permissions(params string[] names) { }
                protected void Group<TGroup>() where TGroup : Group { }
                protected void AllowAnonymous(params Http[] verbs) { }
                protected void Version(int version) { }
                protected void RoutePrefixOverride(string prefix) { }
                protected void Throttle(int hitLimit, double durationSeconds, string headerName = null) { }
                public virtual void Handle() { }
            }
            public class DontRegisterAttribute : Attribute;
            public class GroupAttribute<T> : Attribute;
            public class ThrottleAttribute(int hitLimit, double durationSeconds, string headerName = null) : Attribute { public object All => (hitLimit, durationSeconds, headerName); }
            [AttributeUsage(AttributeTargets.Class)] public class HttpGetAttribute(params string[] routes) : Attribute { public string[] R => routes; }
            public static class MainExtensions { public static IApplicationBuilder UseFastEndpoints(this IApplicationBuilder app, Action<Config> configure = null) => app; }
        }
        """;

    private const string Classes = """
        public class Admin : Group { public Admin() => Configure("admin", endpoint => endpoint.Roles("x")); }
        public class Open : SubGroup<Admin> { public Open() { Configure("open", endpoint => { endpoint.AllowAnonymous(); }); } }
        public class Half : Group { public Half() { Configure("half", endpoint => endpoint.AllowAnonymous(Http.GET)); } }
        public class Optional : Group { public Optional() { Configure("optional", endpoint => endpoint.Options(b => b.AllowAnonymous())); } }
        public abstract class Base : Endpoint<string>
        {
            protected abstract string Path { get; }
            public override void Configure() { Post("/base/" + Path); Roles("x"); }
            protected void Staff(string route) { Get("/staff/" + route); Policies("staff"); }
        }
        public static class Builders { public static T Public<T>(this T builder) where T : IEndpointConventionBuilder => builder.AllowAnonymous(); }
        """;

    [Theory]
    [InlineData("{ Get(\"/a\"); }", "GET /a = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\", \"/b\"); }", "GET /a = Guarded by endpoint class", "GET /b = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\"); Post(\"/a\"); }", "GET /a = Guarded by endpoint class", "POST /a = Guarded by endpoint class")]
    [InlineData("{ Verbs(Http.POST); Routes(\"/b\"); AllowAnonymous(); }", "POST /b = Anonymous by endpoint class")]
    [InlineData("{ Verbs(\"put\"); Routes(\"/b\"); }", "PUT /b = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\"); Group<Admin>(); }", "GET /admin/a = Guarded by group")]
    [InlineData("{ Get(\"/a\"); Group<Open>(); }", "GET /admin/open/a = Anonymous by group")]
    [InlineData("{ Get(\"/a\"); Group<Optional>(); }", "GET /optional/a = Anonymous by group")]
    [InlineData("{ Get(\"/a\"); Roles(\"x\"); }", "GET /a = Guarded by endpoint class")]
    // The overload of Options with the framework's builder is no verb.
    [InlineData("{ Get(\"/a\"); Options(b => b.AllowAnonymous()); }", "GET /a = Anonymous by endpoint class")]
    [InlineData("{ Get(\"/a\"); Options(b => { b.WithTags(\"x\"); b.Public(); }); }", "GET /a = Anonymous by endpoint class")]
    [InlineData("{ Get(\"/a\"); Description(b => b.AllowAnonymous()); }", "GET /a = Anonymous by endpoint class")]
    [InlineData("{ Get(\"/a\"); Options(b => b.RequireCors(\"x\")); }", "GET /a = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\"); Options(b => b.RequireAuthorization(\"x\")); }", "GET /a = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\"); Roles(\"x\"); Options(b => b.AllowAnonymous()); }", "GET /a = WithoutEffect by endpoint class")]
    [InlineData("{ Get(\"/a\"); Options((Action<RouteHandlerBuilder>)AppContext.GetData(\"x\")); }", "GET /a = Unknown by endpoint class")]
    [InlineData("{ Options(\"/a\"); }", "OPTIONS /a = Guarded by endpoint class")]
    // For some verbs only.
    [InlineData("{ Verbs(Http.GET, Http.DELETE); Routes(\"/a\"); AllowAnonymous(Http.GET); }", "DELETE /a = Guarded by endpoint class", "GET /a = Anonymous by endpoint class")]
    [InlineData("{ Verbs(Http.GET, Http.DELETE); Routes(\"/a\"); Roles(\"x\"); AllowAnonymous(Http.GET); }", "DELETE /a = Guarded by endpoint class", "GET /a = Anonymous by endpoint class")]
    [InlineData("{ Verbs(Http.GET, Http.DELETE); Routes(\"/a\"); Group<Half>(); }", "DELETE /half/a = Guarded by endpoint class", "GET /half/a = Anonymous by group")]
    [InlineData("{ Get(\"/a\"); AllowAnonymous((Http)AppContext.GetData(\"x\")); }", "GET /a = Unknown by endpoint class")]
    [InlineData("{ Get(\"/a\"); RoutePrefixOverride(\"own\"); }", "GET /own/a = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a/\" + Environment.MachineName); }", "GET /a/… = Guarded by endpoint class")]
    [InlineData("{ Get(\"/a\"); Policy(p => p.RequireAssertion(_ => true)); }", "GET /a = Guarded by endpoint class")]
    public void Methods_that_configure(string body, params string[] expected) => Check($"public class A : Endpoint<string> {{ public override void Configure() {body} }}", expected);

    [Theory]
    [InlineData("[HttpGet(\"/a\")] public class A : Endpoint<string> { public override void Handle() { } }", "GET /a = Guarded by endpoint class")]
    [InlineData("[HttpGet(\"/a\"), Microsoft.AspNetCore.Authorization.AllowAnonymous] public class A : Endpoint<string> { public override void Handle() { } }", "GET /a = Anonymous by endpoint class")]
    [InlineData("[HttpGet(\"/a\"), Group<Open>] public class A : Endpoint<string> { public override void Handle() { } }", "GET /admin/open/a = Anonymous by group")]
    [InlineData("[HttpGet(\"/a\"), DontRegister] public class A : Endpoint<string> { public override void Handle() { } }")]
    [InlineData("public class A : Base { protected override string Path => \"a\"; }", "POST /base/a = Guarded by endpoint class")]
    [InlineData("public class A : Base { protected override string Path => Environment.MachineName; }", "POST /base/… = Guarded by endpoint class")]
    [InlineData("public class A : Base { protected override string Path => \"a\"; public override void Configure() { base.Configure(); Options(b => b.WithTags(\"x\")); } }", "POST /base/a = Guarded by endpoint class")]
    [InlineData("public class A : Base { protected override string Path => \"a\"; public override void Configure() => Staff(\"a\"); }", "GET /staff/a = Guarded by endpoint class")]
    public void Classes_with_bases_and_attributes(string type, params string[] expected) => Check(type, expected);

    /// <summary>Groups of another project than their classes, and such as are within themselves.</summary>
    [Theory]
    [InlineData("Group<Admin>();", "GET /admin/a = Guarded by group")]
    [InlineData("Group<Open>();", "GET /admin/open/a = Anonymous by group")]
    [InlineData("Group<Half>();", "GET /…/a = Unknown by group")]
    [InlineData("Group<Egg>();", "GET /hen/egg/a = Guarded by endpoint class")]
    public void Groups_of_another_project(string group, string expected)
    {
        var package = TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0"));
        const string Circle = """
            public class Hen : SubGroup<Egg> { public Hen() => Configure("hen", endpoint => { }); }
            public class Egg : SubGroup<Hen> { public Egg() => Configure("egg", endpoint => { }); }
            """;
        Assert.Equal([expected], MappedProgram.Accesses(MappedProgram.Of(
            Program("") + $"public class A : Endpoint<string> {{ public override void Configure() {{ Get(\"/a\"); {group} }} }}", null, package,
            TwoProjects.Built("Library", "using FastEndpoints;\n" + Classes + Circle, package))));
    }

    /// <summary>The version of a class stands where the program wants it, between the prefix of all routes and that of a group, or behind.</summary>
    [Theory]
    [InlineData("c.Endpoints.RoutePrefix = \"api\";", "GET /api/admin/a/v2", "GET /api/plain")]
    [InlineData("c.Endpoints.RoutePrefix = \"api\"; c.Versioning.Prefix = \"v\"; c.Versioning.PrependToRoute = true;", "GET /api/plain", "GET /api/v2/admin/a")]
    [InlineData("c.Versioning.Prefix = \"r\"; c.Versioning.DefaultVersion = 1;", "GET /admin/a/r2", "GET /plain/r1")]
    [InlineData("c.Versioning.RouteTemplate = \"{x}\";", "GET /admin/a/…", "GET /plain")]
    [InlineData("c.Versioning.PrependToRoute = args.Length > 0;", "GET /plain", "GET /…/admin/a/…")]
    [InlineData("c.Endpoints.RoutePrefix = args[0];", "GET /…/admin/a/v2", "GET /…/plain")]
    public void Versions_and_prefixes(string options, params string[] expected)
    {
        const string Types = """
            public class A : Endpoint<string> { public override void Configure() { Get("/a"); Group<Admin>(); Version(2); } }
            public class B : Endpoint<string> { public override void Configure() { Get("/plain"); } }
            """;
        Check(Types, [.. expected.Select(each => each + (each.Contains("/plain", StringComparison.Ordinal) ? " = Guarded by endpoint class" : " = Guarded by group"))],
            $"c => {{ {options} }}");
    }

    /// <summary>Code for all classes can let everybody in.</summary>
    [Theory]
    [InlineData("c => c.Endpoints.Configurator = e => e.Description(b => b.WithTags(\"x\"))", "GET /a = Guarded by endpoint class")]
    [InlineData("c => c.Endpoints.Configurator = e => e.AllowAnonymous()", "GET /a = Anonymous by configurator")]
    [InlineData("c => c.Endpoints.Configurator = e => { if (Environment.ProcessId > 1) e.AllowAnonymous(); }", "GET /a = Unknown by configurator")]
    [InlineData("c => c.Endpoints.Configurator = e => e.Options(b => b.AllowAnonymous())", "GET /a = Anonymous by configurator")]
    [InlineData("c => c.Endpoints.Configurator = (Action<EndpointDefinition>)AppContext.GetData(\"x\")", "GET /a = Unknown by configurator")]
    [InlineData("(Action<Config>)AppContext.GetData(\"x\")", "GET /…/…/a/… = Unknown by library")]
    public void Code_for_all_classes(string options, string expected) =>
        Check("public class A : Endpoint<string> { public override void Configure() { Get(\"/a\"); } }", [expected], options);

    /// <summary>What is configured in a base that was built without the gate is not known.</summary>
    [Fact]
    public void A_base_that_is_not_in_sight() => Assert.Equal(["/… = Unknown by endpoint class"], MappedProgram.Accesses(MappedProgram.Of(
        "var app = WebApplication.CreateBuilder(args).Build(); FastEndpoints.MainExtensions.UseFastEndpoints(app); app.Run();\npublic class A : Base { protected override string Path => \"a\"; }",
        null, TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0")),
        TwoProjects.BuiltWithoutGate("Base", "using FastEndpoints; " + Classes, TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0"))))));

    /// <summary>A throttle counts by a header, without any middleware.</summary>
    [Theory]
    [InlineData("public class A : Endpoint<string> { public override void Configure() { Get(\"/a\"); Throttle(hitLimit: 8, durationSeconds: 60); } }", "GET /a = Limited 8/1m")]
    [InlineData("[HttpGet(\"/a\"), Throttle(5, 1, \"x-key\")] public class A : Endpoint<string> { public override void Handle() { } }", "GET /a = Limited 5/1s")]
    [InlineData("public class A : Endpoint<string> { public override void Configure() { Get(\"/a\"); Options(b => b.RequireRateLimiting(\"p\")); } }", "GET /a = WithoutEffect")]
    [InlineData("public class A : Endpoint<string> { public override void Configure() { Get(\"/a\"); } }", "GET /a = None")]
    public void Limits(string type, string expected)
    {
        var package = TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0"));
        Assert.Equal([expected], MappedProgram.Limits(MappedProgram.Of(Program("") + type, null, package)));
        Assert.Equal([expected], MappedProgram.Limits(MappedProgram.Of(Program(""), null, package, TwoProjects.Built("Library", "using FastEndpoints; namespace Library;\n" + type, package))));
    }

    /// <summary>The names that are asked for are shown.</summary>
    [Theory]
    [InlineData("Roles(\"x\", \"y\");", "x,y")]
    [InlineData("Policies(\"staff\");", "staff")]
    [InlineData("Options(b => b.RequireAuthorization(\"staff\"));", "staff")]
    [InlineData("Permissions(\"p\");", null)]
    public void Names(string body, string? expected)
    {
        var facts = MappedProgram.Of(
            Program("") + $"public class A : Endpoint<string> {{ public override void Configure() {{ Get(\"/a\"); {body} }} }}", null, TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0")));
        Assert.Equal(expected, facts.AccessOf(facts.Live[0]).Policy);
    }

    [Theory]
    [InlineData("6.2.0.0")]
    [InlineData("8.3.0.0", "GET /_test_url_cache_ = Undecided")]
    public void The_page_with_all_routes(string version, params string[] expected) =>
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program(""), null, TwoProjects.BuiltWithoutGate("FastEndpoints", Package(version)))));

    private static string Package(string version) => FastEndpoints.Replace("VERSION", version, StringComparison.Ordinal);

    private static string Program(string options) =>
        $"using FastEndpoints; var app = WebApplication.CreateBuilder(args).Build(); app.UseFastEndpoints({options}); app.Run();\n";

    /// <summary>In the program, and in another project.</summary>
    private static void Check(string type, string[] expected, string options = "")
    {
        var package = TwoProjects.BuiltWithoutGate("FastEndpoints", Package("6.2.0.0"));
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program(options) + type + Classes, null, package)).Order(StringComparer.Ordinal));
        var library = TwoProjects.Built("Library", "using FastEndpoints; namespace Library;\n" + type + Classes, package);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program(options), null, package, library)).Order(StringComparer.Ordinal));
    }
}
