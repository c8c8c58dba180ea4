using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Which Razor Pages are served by which routes, and what is said of them.</summary>
public class PageReaderTests
{
    /// <summary>The nearest of those who speak is believed to mean what it says: the page, its path, the folders above it, the call for all.</summary>
    [Theory]
    [InlineData("", "app.MapRazorPages().RequireAuthorization();", "/Open = Anonymous by page", "/Orders/Index = Guarded by endpoint")]
    [InlineData("", "app.MapRazorPages().AllowAnonymous();", "/Closed = WithoutEffect by endpoint", "/Open = Anonymous by page")]
    [InlineData("o.Conventions.AllowAnonymousToPage(\"/Orders/Index\"); o.Conventions.AuthorizeFolder(\"/Orders\");", "app.MapRazorPages();", "/Orders/Index = Anonymous by convention", "/Orders/Old/List = Guarded by convention")]
    [InlineData("o.Conventions.AllowAnonymousToFolder(\"/Orders/Old\"); o.Conventions.AuthorizeFolder(\"/\");", "app.MapRazorPages();", "/Orders/Old/List = Anonymous by convention", "/Open = Anonymous by page")]
    [InlineData("o.Conventions.AllowAnonymousToFolder(\"/\"); o.Conventions.AuthorizeFolder(\"/Orders\");", "app.MapRazorPages();", "/Orders/Index = WithoutEffect by convention", "/Closed = WithoutEffect by convention")]
    [InlineData("o.Conventions.AllowAnonymousToFolder(\"/Orders\");", "app.MapRazorPages();", "/Orders/Index = Anonymous by convention", "/Closed = Guarded by page")]
    [InlineData("o.Conventions.AuthorizeFolder(\"/\"); o.Conventions.Add(new Opening());", "app.MapRazorPages();", "/Orders/Index = Unknown by convention", "/Open = Anonymous by page")]
    [InlineData("o.Conventions.AuthorizeFolder(\"/\"); o.Conventions.Add(new Hiding());", "app.MapRazorPages();", "/Orders/Index = Guarded by convention")]
    public void Nearness(string options, string pipeline, params string[] expected) => Contains(options, pipeline, expected);

    [Theory]
    [InlineData("o.RootDirectory = \"/Features\";", "", "/Report = Undecided", "/Shop/Basket = Undecided")]
    [InlineData("", ".WithRazorPagesRoot(\"/Features/\")", "/Report = Undecided", "/Shop/Basket = Undecided")]
    [InlineData("o.RootDirectory = args[0];", "", "/… (/Pages/Orders/Index) = Undecided", "/… (/Features/Report) = Undecided", "/Shop/Basket = Undecided")]
    public void Root(string options, string services, params string[] expected)
    {
        var accesses = MappedProgram.Accesses(Program(options, "app.MapRazorPages();", services)).ToList();
        Assert.All(expected, each => Assert.Contains(each, accesses));
        Assert.DoesNotContain("/Orders/Index = Undecided", accesses);
    }

    [Fact]
    public void Pages_at_the_content_root_and_their_folders()
    {
        var accesses = MappedProgram.Accesses(Program("", "app.MapRazorPages();", ".WithRazorPagesAtContentRoot()"));
        Assert.Contains("/Features/Report = Undecided", accesses);
        Assert.Contains("/Pages/Orders/Index = Undecided", accesses);
        Assert.DoesNotContain("/Orders/Index = Undecided", accesses);
    }

    /// <summary>MapFallbackToPage and its like serve all pages, with nothing that is said of the call.</summary>
    [Theory]
    [InlineData("app.MapFallbackToPage(\"/x\", \"/Closed\");", "/x = Guarded by page", "/Orders/Index = Undecided", "/Closed = Guarded by page")]
    [InlineData("app.MapFallbackToPage(\"/x\", \"/Orders/Index\").RequireAuthorization();", "/x = Undecided", "/Orders/Index = Undecided")]
    [InlineData("app.MapFallbackToAreaPage(\"/x\", \"/Basket\", \"Shop\");", "/x = Undecided", "/Orders/Index = Undecided")]
    [InlineData("app.MapRazorPages().RequireAuthorization(); app.MapFallbackToPage(\"/x\", \"/Orders/Index\");", "/Orders/Index = Guarded by endpoint")]
    [InlineData("app.MapDynamicPageRoute<Slugs>(\"{slug}\");", "/Orders/Index = Undecided")]
    [InlineData("app.MapBlazorHub(); app.MapFallbackToPage(\"/Orders/Index\");", "POST /_blazor/negotiate = Undecided", "/_blazor/disconnect = Undecided", "/_blazor/initializers = Undecided", "/Orders/Index = Undecided")]
    public void Fallbacks_serve_all_pages(string pipeline, params string[] expected) => Contains("", pipeline, expected);

    [Fact]
    public void A_fallback_in_development_serves_no_page() =>
        Assert.Empty(Program("", "if (app.Environment.IsDevelopment()) app.MapFallbackToPage(\"/Closed\");").Live);

    /// <summary>Names are written otherwise in routes; templates, and routes that are given, are not.</summary>
    [Fact]
    public void A_transformer_of_names()
    {
        var accesses = MappedProgram.Accesses(Program(
            "o.Conventions.Add(new PageRouteTransformerConvention(new Slugs())); o.Conventions.AddPageRoute(\"/Closed\", \"given\");", "app.MapRazorPages();")).ToList();
        string[] expected = ["/whole/{name} = Undecided", "/given = Guarded by page", "/…/…/{id:int?} (/Lines/Index) = Undecided", "/… (/Closed) = Guarded by page", "/…/{id:int?} (/Lines/Index) = Undecided"];
        Assert.All(expected, each => Assert.Contains(each, accesses));
        Assert.DoesNotContain(accesses, each => each.StartsWith("/Orders", StringComparison.Ordinal) || each.Contains("Unknown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("o.Conventions.AddFolderApplicationModelConvention(\"/Orders\", model => model.Filters.Add(new AuthorizeFilter()));", "/Orders/Index = Guarded by convention", "/whole/{name} = Undecided")]
    [InlineData("o.Conventions.AddPageApplicationModelConvention(\"/Orders/Index\", Set); static void Set(PageApplicationModel model) { model.Filters.Add(new AuthorizeFilter(\"staff\")); }", "/Orders/Index = Guarded by convention", "/Orders/Old/List = Undecided")]
    [InlineData("o.Conventions.AddFolderApplicationModelConvention(\"/Orders\", model => model.Filters.Add(new AllowAnonymousFilter()));", "/Orders/Index = Anonymous by convention")]
    [InlineData("o.Conventions.AddPageApplicationModelConvention(\"/Orders/Index\", model => model.EndpointMetadata.Add(new AuthorizeAttribute()));", "/Orders/Index = Guarded by convention")]
    [InlineData("o.Conventions.AddFolderApplicationModelConvention(\"/\", model => { if (args.Length > 0) model.Filters.Add(new AuthorizeFilter()); });", "/Orders/Index = Unknown by convention")]
    [InlineData("o.Conventions.AddFolderApplicationModelConvention(\"/\", model => Own.Close(model));", "/Orders/Index = Unknown by convention")]
    [InlineData("o.Conventions.AddFolderApplicationModelConvention(\"/\", model => model.Filters.Add(new RequestSizeLimitAttribute(100)));", "/Orders/Index = Undecided")]
    [InlineData("o.Conventions.ConfigureFilter(new AuthorizeFilter());", "/Orders/Index = Guarded by convention", "/Shop/Basket = Guarded by convention")]
    [InlineData("o.Conventions.ConfigureFilter(model => new AuthorizeFilter());", "/Orders/Index = Unknown by convention")]
    [InlineData("o.Conventions.Add(new Hiding());", "/Orders/Index = Undecided")]
    [InlineData("o.Conventions.Add(new Closing());", "/Orders/Index = Unknown by convention")]
    [InlineData("foreach (var page in new[] { \"/Orders/Index\", \"/Orders/Old/List\" }) o.Conventions.AuthorizePage(page);", "/Orders/Index = Guarded by convention", "/Orders/Old/List = Guarded by convention", "/whole/{name} = Undecided")]
    [InlineData("var key = args[0] ?? throw new InvalidOperationException(); o.Conventions.AuthorizePage(\"/Orders/Index\");", "/Orders/Index = Guarded by convention")]
    [InlineData("foreach (var page in args) o.Conventions.AuthorizePage(page);", "/Orders/Index = Unknown by convention")]
    public void Conventions(string options, params string[] expected) => Contains(options, "app.MapRazorPages();", expected);

    [Theory]
    [InlineData("o.Conventions.AddAreaPageRoute(\"Shop\", \"/Basket\", \"shop\");", "/shop = Undecided", "/Shop/Basket = Undecided")]
    [InlineData("o.Conventions.AddPageRoute(\"/orders/index\", \"o/{id?}\");", "/o/{id?} = Undecided", "/Orders/Index = Undecided")]
    [InlineData("o.Conventions.AddPageRoute(\"/Closed\", args[0]);", "/… (/Closed) = Guarded by page", "/Closed = Guarded by page")]
    [InlineData("o.Conventions.AddFolderRouteModelConvention(\"/Orders\", m => m.Selectors.Add(new SelectorModel { AttributeRouteModel = new AttributeRouteModel { Template = \"x\" } }));", "/… (/Orders/Index) = Undecided", "/Orders/Index = Undecided")]
    public void Further_routes(string options, params string[] expected) => Contains(options, "app.MapRazorPages();", expected);

    [Theory]
    [InlineData("o.Conventions.AddPageRouteModelConvention(\"/Closed\", m => m.Selectors[0].AttributeRouteModel.Template = \"x\");")]
    [InlineData("o.Conventions.AddPageRouteModelConvention(\"/Closed\", m => m.Selectors.Clear());")]
    [InlineData("o.Conventions.Add(new Moving());")]
    public void Routes_that_code_replaces(string options)
    {
        var accesses = MappedProgram.Accesses(Program(options, "app.MapRazorPages();")).ToList();
        Assert.Contains("/… (/Closed) = Guarded by page", accesses);
        Assert.DoesNotContain("/Closed = Guarded by page", accesses);
    }

    /// <summary>The package's options speak of its area, whoever has written the pages there.</summary>
    [Theory]
    [InlineData("var key = builder.Configuration[\"Key\"] ?? throw new InvalidOperationException(); services.AddRazorPages(o => o.Conventions.AuthorizeAreaFolder(\"Identity\", \"/\"));",
        "/Identity/Account/Login = Guarded by convention", "/Identity/Account/Logout = Guarded by convention", "/Identity/Account/Manage/Email = Guarded by convention")]
    [InlineData("services.AddDefaultUI();", "/Identity/Account/Login = Undecided", "/Identity/Account/Logout = Guarded by convention", "/Identity/Account/Manage/Email = Guarded by convention")]
    [InlineData("services.AddDefaultUI(); services.AddRazorPages(o => o.Conventions.AllowAnonymousToAreaPage(\"Identity\", \"/Account/Logout\"));",
        "/Identity/Account/Login = Undecided", "/Identity/Account/Logout = Anonymous by convention", "/Identity/Account/Manage/Email = Guarded by convention")]
    [InlineData("", "/Identity/Account/Login = Undecided", "/Identity/Account/Logout = Undecided", "/Identity/Account/Manage/Email = Undecided")]
    // What a library says of pages by their path.
    [InlineData("services.AddPages();", "/Identity/Account/Login = Anonymous by convention", "/Identity/Account/Logout = Guarded by convention", "/Identity/Account/Manage/Email = Guarded by convention")]
    [InlineData("services.AddFolder(\"/Account/Manage\");", "/Identity/Account/Login = Undecided", "/Identity/Account/Logout = Undecided", "/Identity/Account/Manage/Email = Guarded by convention")]
    [InlineData("services.AddFolder(args[0]);", "/Identity/Account/Login = Unknown by convention", "/Identity/Account/Logout = Unknown by convention", "/Identity/Account/Manage/Email = Unknown by convention")]
    [InlineData("services.AddRoute();", "/Identity/Account/Login = Undecided", "/Identity/Account/Logout = Undecided", "/Identity/Account/Manage/Email = Undecided", "/mail = Undecided")]
    public void Areas(string services, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.Razor.Hosting;
        using Library;
        [assembly: RazorCompiledItem(typeof(Own), "mvc.1.0.razor-page", "/Areas/Identity/Pages/Account/Login.cshtml")]
        [assembly: RazorCompiledItem(typeof(Own), "mvc.1.0.razor-page", "/Areas/Identity/Pages/Account/Logout.cshtml")]
        [assembly: RazorCompiledItem(typeof(Own), "mvc.1.0.razor-page", "/Areas/Identity/Pages/Account/Manage/Email.cshtml")]
        var builder = WebApplication.CreateBuilder(args);
        var services = builder.Services;
        services.AddRazorPages();
        {{services}}
        var app = builder.Build();
        app.MapRazorPages();
        app.Run();
        public class Own : Page { public override Task ExecuteAsync() => Task.CompletedTask; }
        """, null,
        TwoProjects.BuiltWithoutGate("Microsoft.AspNetCore.Identity.UI", "public static class Identity { public static IServiceCollection AddDefaultUI(this IServiceCollection services) => services; }"),
        TwoProjects.Built("Library", """
            namespace Library;
            public static class Pages
            {
                public static void AddPages(this IServiceCollection services) => services.AddRazorPages(o =>
                {
                    o.Conventions.AuthorizeAreaFolder("Identity", "/", "members");
                    o.Conventions.AllowAnonymousToAreaPage("Identity", "/Account/Login");
                });
                public static void AddFolder(this IServiceCollection services, string folder) => services.AddRazorPages(o => o.Conventions.AuthorizeAreaFolder("Identity", folder));
                public static void AddRoute(this IServiceCollection services) => services.AddRazorPages(o => o.Conventions.AddAreaPageRoute("Identity", "/Account/Manage/Email", "mail"));
            }
            """))).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_without_a_model_is_known_by_its_own_file()
    {
        var facts = MappedProgram.Of("""
            #pragma checksum "/app/Pages/Plain.cshtml" "{8829d00f-11b8-4213-878b-770e8597ac16}" "00"
            using Microsoft.AspNetCore.Mvc.RazorPages;
            using Microsoft.AspNetCore.Razor.Hosting;
            [assembly: RazorCompiledItem(typeof(Plain), "mvc.1.0.razor-page", "/Pages/Plain.cshtml")]
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            var app = builder.Build();
            app.MapRazorPages();
            app.Run();
            public class Plain : Page { public override Task ExecuteAsync() => Task.CompletedTask; }
            """);
        Assert.Equal("/app/Pages/Plain.cshtml", Assert.Single(facts.Live).Location.GetLineSpan().Path);
    }

    private static void Contains(string options, string pipeline, string[] expected)
    {
        var accesses = MappedProgram.Accesses(Program(options, pipeline)).ToList();
        Assert.All(expected, each => Assert.Contains(each, accesses));
    }

    private static Analyzers.Endpoints.EndpointFacts Program(string options, string pipeline, string services = "") => MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ApplicationModels;
        using Microsoft.AspNetCore.Mvc.Authorization;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.Mvc.Routing;
        using Microsoft.AspNetCore.Razor.Hosting;
        [assembly: RazorCompiledItem(typeof(Of<IndexModel>), "mvc.1.0.razor-page", "/Pages/Orders/Index.cshtml")]
        [assembly: RazorCompiledItem(typeof(Lined), "mvc.1.0.razor-page", "/Pages/Lines/Index.cshtml")]
        [assembly: RazorCompiledItem(typeof(Of<IndexModel>), "mvc.1.0.razor-page", "/Pages/Orders/Old/List.cshtml")]
        [assembly: RazorCompiledItem(typeof(Of<ClosedModel>), "mvc.1.0.razor-page", "/Pages/Closed.cshtml")]
        [assembly: RazorCompiledItem(typeof(Of<OpenModel>), "mvc.1.0.razor-page", "/Pages/Open.cshtml")]
        [assembly: RazorCompiledItem(typeof(Whole), "mvc.1.0.razor-page", "/Pages/Whole.cshtml")]
        [assembly: RazorCompiledItem(typeof(Of<IndexModel>), "mvc.1.0.razor-page", "/Features/Report.cshtml")]
        [assembly: RazorCompiledItem(typeof(Of<IndexModel>), "mvc.1.0.razor-page", "/Areas/Shop/Pages/Basket.cshtml")]
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRazorPages(o => { {{options}} }){{services}};
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        public class IndexModel : PageModel;
        [Authorize] public class ClosedModel : PageModel;
        [AllowAnonymous] public class OpenModel : PageModel;
        public class Of<T> : Page where T : PageModel
        {
            public T Model => null;
            public override Task ExecuteAsync() => Task.CompletedTask;
        }
        [RazorCompiledItemMetadata("RouteTemplate", "{id:int?}")] public class Lined : Of<IndexModel>;
        [RazorCompiledItemMetadata("RouteTemplate", "/whole/{name}")] public class Whole : Of<IndexModel>;
        class Slugs : DynamicRouteValueTransformer, IOutboundParameterTransformer
        {
            public string TransformOutbound(object value) => "x";
            public override ValueTask<RouteValueDictionary> TransformAsync(HttpContext context, RouteValueDictionary values) => new(values);
        }
        class Opening : IPageApplicationModelConvention { public void Apply(PageApplicationModel model) { if (model.ViewEnginePath == "/Legal") model.EndpointMetadata.Add(new AllowAnonymousAttribute()); } }
        class Hiding : IPageApplicationModelConvention { public void Apply(PageApplicationModel model) => model.Properties["x"] = 1; }
        class Closing : IPageApplicationModelConvention { public void Apply(PageApplicationModel model) => model.Filters.Add(new AuthorizeFilter()); }
        class Moving : IPageRouteModelConvention { public void Apply(PageRouteModel model) => model.Selectors[0].AttributeRouteModel.Template = "x"; }
        static class Own { public static void Close(PageApplicationModel model) => model.Filters.Add(new AuthorizeFilter()); }
        """);
}
