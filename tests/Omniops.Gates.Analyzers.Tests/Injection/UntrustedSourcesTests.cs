using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Injection;

public sealed class UntrustedSourcesTests
{
    [Theory]
    [InlineData("""app.MapGet("/", (string p) => p);""", "query string")]
    [InlineData("""app.MapGet("/{p}", (string p) => p);""", "route")]
    [InlineData("""app.MapGet("/{p:alpha}/x", async (string? p) => { await Task.Yield(); return p; });""", "route")]
    [InlineData("""app.MapGet("/{*p}", (string p) => p);""", "route")]
    [InlineData("""app.MapGet("/", (string[] p) => p);""", "query string")]
    [InlineData("""app.MapGet("/", ([FromHeader] string p) => p);""", "header")]
    [InlineData("""app.MapGet("/", ([FromHeader(Name = "X")] string p) => p);""", "header")]
    [InlineData("""app.MapPost("/", ([FromForm] string p) => p);""", "form")]
    [InlineData("""app.MapPost("/", ([FromBody] string p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (Order p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (NewOrder p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (List<Order> p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (Contracts.OrderRequest p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (System.Text.Json.JsonElement p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (Stream p) => p);""", "request body")]
    [InlineData("""app.MapPost("/", (IFormFile p) => p);""", "uploaded file")]
    [InlineData("""app.MapPost("/", (IFormCollection p) => p);""", "form")]
    [InlineData("""app.MapGet("/", ([AsParameters] Paging p) => p);""", "request")]
    [InlineData("""app.MapGet("/", (Parsed p) => p);""", "query string")]
    [InlineData("""app.MapGroup("/a").MapGet("/", (string p) => p).WithName("x");""", "query string")]
    [InlineData("""app.MapMethods("/", ["GET"], (string p) => p);""", "query string")]
    [InlineData("""app.MapGet("/", Local); string Local(string p) => p;""", "query string")]
    [InlineData("""app.MapGet("/", (Func<string, string>)Local); string Local(string p) => p;""", "query string")]
    [InlineData("""app.MapGet("/{p}", Handlers.Search);""", "route")]
    [InlineData("""var handler = (string p) => p; app.MapGet("/", handler);""", "query string")]
    [InlineData("""Delegate handler = (string p) => p; app.MapGet("/", handler);""", "query string")]
    [InlineData("""app.MapMine("/{p}", (string p) => p);""", "route")]
    public void Knows_minimal_handlers(string statement, string kind) => CheckParameter(MinimalApi(statement), kind);

    [Theory]
    [InlineData("""app.MapGet("/", (HttpContext p) => "");""")]
    [InlineData("""app.MapGet("/", (HttpRequest p) => "");""")]
    [InlineData("""app.MapGet("/", (CancellationToken p) => "");""")]
    [InlineData("""app.MapGet("/", (System.Security.Claims.ClaimsPrincipal p) => "");""")]
    [InlineData("""app.MapGet("/", (ILogger<Program> p) => "");""")]
    [InlineData("""app.MapGet("/", (IOrders p) => "");""")]
    [InlineData("""app.MapGet("/", (AbstractOrders p) => "");""")]
    [InlineData("""app.MapGet("/", (Orders p) => "");""")]
    [InlineData("""app.MapGet("/", (OrderOptions p) => "");""")]
    [InlineData("""app.MapGet("/", (SingleOptions p) => "");""")]
    [InlineData("""app.MapGet("/", (Contracts.Catalogue p) => "");""")]
    [InlineData("""app.MapGet("/", (HttpClient p) => "");""")]
    [InlineData("""app.MapGet("/", ([FromServices] Order p) => "");""")]
    [InlineData("""app.MapGet("/", ([FromKeyedServices("x")] Order p) => "");""")]
    [InlineData("""Func<string, string> f = (string p) => p; f("x");""")]
    [InlineData("""new[] { "x" }.Select((string p) => p);""")]
    [InlineData("""app.Use((HttpContext p, RequestDelegate next) => next(p));""")]
    [InlineData("""LookAlike.MapGet("/", (string p) => p);""")]
    [InlineData("""Local("x"); string Local(string p) => p;""")]
    public void Knows_services_and_other_lambdas(string statement) => CheckParameter(MinimalApi(statement), null);

    [Theory]
    [InlineData("public class Orders : ControllerBase { public void M(string p) { } }", "query string")]
    [InlineData("public class Orders : ControllerBase { [HttpGet(\"{p}\")] public void M(string p) { } }", "route")]
    [InlineData("[Route(\"api/{p?}\")] public class Orders : Controller { public void M(string p) { } }", "route")]
    [InlineData("public class Orders : ControllerBase { public void M([FromBody] string p) { } }", "request body")]
    [InlineData("public class Orders : ControllerBase { public void M(NewOrder p) { } }", "request body")]
    [InlineData("public abstract class Crud<T> : ControllerBase { public void M(T p) { } }", "request body")]
    [InlineData("public class OrdersController { public void M(string p) { } }", "query string")]
    [InlineData("[Controller] public class Poco { public void M(string p) { } }", "query string")]
    [InlineData("public class Old : System.Web.Mvc.Controller { public void M(string p) { } }", "query string")]
    [InlineData("public class OldApi : System.Web.Http.ApiController { public void M([System.Web.Http.FromUri] string p) { } }", "query string")]
    [InlineData("public class OldApi : System.Web.Http.ApiController { public void M(object p) { } }", "request body")]
    [InlineData("public class Index : PageModel { public void OnGet(string p) { } }", "query string")]
    [InlineData("public class Index : PageModel { public Task OnPostSearchAsync(string p) => Task.CompletedTask; }", "query string")]
    [InlineData("public class Menu : ViewComponent { public Task InvokeAsync(string p) => Task.CompletedTask; }", "request")]
    [InlineData("public class Chat : Hub { public Task Send(string p) => Task.CompletedTask; }", "SignalR message")]
    [InlineData("public class Chat : Hub<IClient> { public Task Send(NewOrder p) => Task.CompletedTask; }", "SignalR message")]
    [InlineData("public class Greeter { public Task<NewOrder> Say(NewOrder p, Grpc.Core.ServerCallContext context) => null; }", "gRPC message")]
    [InlineData("public class Search : FastEndpoints.Endpoint<NewOrder> { public override Task HandleAsync(NewOrder p, CancellationToken ct) => null; }", "request body")]
    [InlineData("static class F { public static void Run([Microsoft.Azure.Functions.Worker.HttpTrigger(\"get\")] NewOrder p) { } }", "request body")]
    [InlineData("static class F { public static void Run([Microsoft.Azure.Functions.Worker.HttpTrigger(\"get\")] HttpRequest request, string p) { } }", "route")]
    [InlineData("static class F { public static void Run([Microsoft.Azure.Functions.Worker.QueueTrigger(\"q\")] string p) { } }", "queue, second order")]
    [InlineData("public class Service { [System.Web.Services.WebMethod] public string Find(string p) => p; }", "request")]
    [InlineData("interface IFind { [System.ServiceModel.OperationContract] string Find(string p); } class Find : IFind { string IFind.Find(string q) => q; }", "request")]
    [InlineData("interface IFind { [System.ServiceModel.OperationContract] string Get(string q); } class Find : IFind { public string Get(string p) => p; }", "request")]
    [InlineData("class Component { [Microsoft.JSInterop.JSInvokable] public void Typed(string p) { } }", "request")]
    public void Knows_methods_that_answer(string code, string kind) => CheckParameter(Members(code), kind);

    [Theory]
    [InlineData("public class Orders : ControllerBase { private void M(string p) { } }")]
    [InlineData("public class Orders : ControllerBase { public static void M(string p) { } }")]
    [InlineData("public class Orders : ControllerBase { [NonAction] public void M(string p) { } }")]
    [InlineData("public class Orders : ControllerBase { public Orders(string p) { } }")]
    [InlineData("public class Orders : ControllerBase { public void M([FromServices] NewOrder p) { } }")]
    [InlineData("public class Orders : ControllerBase { public void M(CancellationToken p) { } }")]
    [InlineData("public class Orders : LookAlikes.ControllerBase { public void M(string p) { } }")]
    [InlineData("class OrdersController { public void M(string p) { } }")]
    [InlineData("public class Index : PageModel { public void Once(string p) { } }")]
    [InlineData("public class Index : PageModel { public void OnGetting(string p) { } }")]
    [InlineData("public class Menu : ViewComponent { public void Other(string p) { } }")]
    [InlineData("public class Chat : Hub { public override Task OnDisconnectedAsync(Exception p) => Task.CompletedTask; }")]
    [InlineData("public class Greeter { public void Say(string p) { } }")]
    [InlineData("public class Search : FastEndpoints.Endpoint<NewOrder> { public void Other(string p) { } }")]
    [InlineData("class Find { public bool Try(out string p) { p = \"\"; return true; } }")]
    public void Knows_methods_that_do_not(string code) => CheckParameter(Members(code), null);

    [Theory]
    [InlineData("static class Program { static void Main(string[] p) { } }")]
    [InlineData("static class Program { static async Task Main(string[] p) { await Task.Yield(); } }")]
    public void Knows_the_command_line(string code) =>
        CheckParameter(MarkedCode.Of(code, LibraryStubs.Web, kind: OutputKind.ConsoleApplication), "command line, second order");

    [Theory]
    [InlineData("""request.Query["x"]""", "query string")]
    [InlineData("""request.Query""", "query string")]
    [InlineData("""request.QueryString.Value""", "query string")]
    [InlineData("""request.Form["x"]""", "form")]
    [InlineData("""await request.ReadFormAsync()""", "form")]
    [InlineData("""request.Headers["X"]""", "header")]
    [InlineData("""request.Headers.UserAgent""", "header")]
    [InlineData("""context.Request.Host.Value""", "header")]
    [InlineData("""request.Cookies["x"]""", "cookie")]
    [InlineData("""request.RouteValues["x"]""", "route")]
    [InlineData("""context.GetRouteValue("x")""", "route")]
    [InlineData("""request.Path.Value""", "route")]
    [InlineData("""request.Body""", "request body")]
    [InlineData("""await request.ReadFromJsonAsync<string>()""", "request body")]
    [InlineData("""await new StreamReader(request.Body).ReadToEndAsync()""", "request body")]
    [InlineData("""await bodyReader.ReadToEndAsync()""", "request body")]
    [InlineData("""file.FileName""", "uploaded file")]
    [InlineData("""filter.ActionArguments["x"]""", "request")]
    [InlineData("""old["x"]""", "request")]
    [InlineData("""old.QueryString["x"]""", "query string")]
    [InlineData("""old.Params["x"]""", "request")]
    [InlineData("""old.Cookies["x"].Value""", "cookie")]
    [InlineData("""box.Text""", "form")]
    [InlineData("""hidden.Value""", "form")]
    [InlineData("""hub.GetHttpContext()""", "request")]
    [InlineData("""Bound""", "form")]
    [InlineData("""this.FromRoute""", "route")]
    [InlineData("""Input.Name""", "form")]
    [InlineData("""this.Input.Inner.Name""", "form")]
    [InlineData("""File.ReadAllText("x")""", "file, second order")]
    [InlineData("""new StreamReader("x").ReadToEnd()""", "file, second order")]
    [InlineData("""reader.ReadLine()""", "file, second order")]
    [InlineData("""record.GetString(0)""", "database, second order")]
    [InlineData("""record["x"]""", "database, second order")]
    [InlineData("""(string)command.ExecuteScalar()""", "database, second order")]
    [InlineData("""await client.GetStringAsync("x")""", "HTTP answer, second order")]
    [InlineData("""await answer.Content.ReadAsStringAsync()""", "HTTP answer, second order")]
    [InlineData("""Console.ReadLine()""", "console, second order")]
    [InlineData("""Console.In.ReadLine()""", "console, second order")]
    [InlineData("""Environment.GetEnvironmentVariable("x")""", "environment, second order")]
    [InlineData("""Environment.GetCommandLineArgs()""", "command line, second order")]
    [InlineData("""await channel.ReadAsync()""", "queue, second order")]
    [InlineData("""context.User.Identity!.Name""", "claim, second order")]
    public void Knows_reads(string expression, string kind) => Assert.Equal(kind, OfRead(expression));

    [Fact]
    public void Knows_a_part_of_a_body()
    {
        var code = MinimalApi("""app.MapPost("/", (Order p) => { var read = p.Name; return read; });""");
        Assert.Equal("request body", OfRead(code));
    }

    [Theory]
    [InlineData("""context.Response.Headers["X"]""")]
    [InlineData("""context.Items["x"]""")]
    [InlineData("""Plain""")]
    [InlineData("""Input.Computed""")]
    [InlineData("""Unbound.Name""")]
    [InlineData("""new StringReader("x").ReadLine()""")]
    [InlineData("""new StreamReader(new MemoryStream()).ToString()""")]
    [InlineData("""Path.Combine("a", "b")""")]
    [InlineData("""label.Text""")]
    [InlineData("""lookAlike.Query["x"]""")]
    [InlineData("""LookAlikes.File.ReadAllText("x")""")]
    [InlineData("""names["x"]""")]
    public void Knows_other_reads(string expression) => Assert.Null(OfRead(expression));

    [Fact]
    public void Asks_nothing_of_what_is_not_referenced()
    {
        var code = MarkedCode.Of("class C { void M(string p) { } }", [], compiles: false);
        Assert.Null(OfParameter(code));
    }

    private static void CheckParameter(MarkedCode code, string? kind) => Assert.Equal(kind, OfParameter(code));

    private static string? OfParameter(MarkedCode code)
    {
        var syntax = code.Tree.GetRoot().DescendantNodes().OfType<ParameterSyntax>()
            .First(parameter => parameter.Identifier.ValueText == "p");
        var parameter = Assert.IsAssignableFrom<IParameterSymbol>(code.Model.GetDeclaredSymbol(syntax));
        return Describe(Sources(code).Of(parameter, TestContext.Current.CancellationToken));
    }

    private static string? OfRead(string expression)
    {
        var code = MarkedCode.Of($$"""
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.SignalR;
            class C
            {
                [BindProperty] public string Bound { get; set; }
                [FromRoute] public string FromRoute { get; set; }
                public string Plain { get; set; }
                [BindProperty] public Model Input { get; set; }
                public Model Unbound { get; set; }
                async Task M(
                    HttpContext context, HttpRequest request, IFormFile file, Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext filter,
                    System.Web.HttpRequestBase old, System.Web.UI.WebControls.TextBox box, System.Web.UI.WebControls.HiddenField hidden,
                    System.Web.UI.WebControls.Label label, HubCallerContext hub, StreamReader reader, System.Data.IDataRecord record,
                    System.Data.IDbCommand command, HttpClient client, HttpResponseMessage answer, LookAlikes.HttpRequest lookAlike,
                    System.Threading.Channels.ChannelReader<string> channel, Dictionary<string, string> names)
                {
                    using var bodyReader = new StreamReader(request.Body);
                    var read = {{expression}};
                }
            }
            class Model { public string Name { get; set; } public Model Inner { get; set; } public string Computed => "x"; }
            namespace LookAlikes
            {
                class HttpRequest { public Dictionary<string, string> Query { get; set; } }
                static class File { public static string ReadAllText(string path) => path; }
            }
            """, LibraryStubs.Web);
        return OfRead(code);
    }

    private static string? OfRead(MarkedCode code)
    {
        var syntax = code.Tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Single(variable => variable.Identifier.ValueText == "read");
        var read = code.Model.GetOperation(syntax.Initializer!.Value)!;
        return Describe(Sources(code).Of(read, TestContext.Current.CancellationToken));
    }

    private static UntrustedSources Sources(MarkedCode code)
    {
        var bodies = new SourceBodies(code.Compilation);
        return new UntrustedSources(bodies, new SourceReferences(bodies));
    }

    private static string? Describe(UntrustedSource? source) =>
        source is null ? null : source.Kind + (source.IsSecondOrder ? ", second order" : "");

    private static MarkedCode MinimalApi(string statement) => MarkedCode.Of($$"""
        using Microsoft.AspNetCore.Mvc;
        class Program
        {
            static void Map(WebApplication app, IServiceCollection services)
            {
                services.AddScoped<OrderOptions>();
                services.AddSingleton(new SingleOptions());
                {{statement}}
            }
        }
        static class Handlers { public static string Search(string p) => p; }
        record NewOrder(string Name);
        class Order { public string Name { get; set; } }
        struct Paging { public string Sort { get; set; } }
        class Parsed { public static bool TryParse(string text, out Parsed value) { value = new(); return true; } }
        interface IOrders { string Name { get; set; } }
        abstract class AbstractOrders { public string Name { get; set; } }
        class Orders(IOrders inner) { public string Last { get; set; } public IOrders Inner => inner; }
        class OrderOptions { public string Name { get; set; } }
        class SingleOptions { public string Name { get; set; } }
        static class Extensions
        {
            public static void MapMine(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapGet(pattern, handler);
        }
        static class LookAlike { public static void MapGet(string pattern, Delegate handler) { } }
        """, LibraryStubs.Web);

    private static MarkedCode Members(string code) => MarkedCode.Of($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;
        {{code}}
        public record NewOrder(string Name);
        public interface IClient { }
        namespace LookAlikes { public abstract class ControllerBase { } }
        """, LibraryStubs.Web);
}
