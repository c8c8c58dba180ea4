using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Input;

/// <summary>OMNI2010.</summary>
public sealed class InputNotValidatedTests
{
    private const string Never = "validation attributes never run";
    private const string Validator = "validator nobody calls";

    [Theory]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", Handlers.Save);")]
    [InlineData("app.MapPut(\"/a\", (List<Ruled> models) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Outer model) => 1);")]
    [InlineData("app.MapPost(\"/a\", ([FromForm] Recorded model) => 1);")]
    [InlineData("app.MapGet(\"/a\", ([AsParameters] Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", (SelfRuled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => model.Name.Length > 3 ? Results.BadRequest() : Results.Ok());")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).AddEndpointFilter(async (context, next) => await next(context));")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).AddEndpointFilter<LogFilter>();")]
    public Task Fails_where_attributes_never_run(string pipeline) => Check(Never, "", pipeline);

    [Theory]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).DisableValidation();")]
    public Task Fails_where_validation_is_taken_out(string pipeline) => Check(Never, "builder.Services.AddValidation();", pipeline);

    [Theory]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", Handlers.Save);")]
    [InlineData("app.MapPost(\"/a\", (Recorded model) => 1);")]
    public Task Passes_with_AddValidation(string pipeline) => Check(null, "builder.Services.AddValidation();", pipeline);

    [Theory]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => Validator.TryValidateObject(model, new ValidationContext(model), null) ? 1 : 0);")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => Handlers.Checked(model));")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).AddEndpointFilter<ValidationFilter>();")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).AddEndpointFilter<CheckFilter>();")]
    [InlineData("app.MapPost(\"/a\", (Ruled model) => 1).AddEndpointFilter(async (context, next) => Handlers.IsValid(context.GetArgument<Ruled>(0)) ? await next(context) : null);")]
    [InlineData("app.MapGroup(\"/g\").AddEndpointFilter<ValidationFilter>().MapPost(\"/a\", (Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", ([FromServices] Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Service service) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Registered service) => 1);")]
    [InlineData("app.MapPost(\"/a\", (string name, int count, CancellationToken cancellation, HttpContext context, IFormFile file) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Parsed model) => 1);")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapPost(\"/a\", (Ruled model) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Closed model) => 1);")]
    [InlineData("app.MapPost(\"/a\", (Bare model) => string.IsNullOrEmpty(model.Name) ? Results.BadRequest() : Results.Ok());")]
    [InlineData("app.MapPost(\"/a\", (Bare model) => { ArgumentException.ThrowIfNullOrEmpty(model.Name); return 1; });")]
    [InlineData("app.MapGet(\"/a\", () => new Bare());")]
    public Task Passes(string pipeline) => Check(null, "builder.Services.AddSingleton<Registered>();", pipeline);

    [Fact]
    public async Task A_model_without_rules_is_advised_once()
    {
        var found = await Find("", "app.MapPost(\"/a\", (Bare model) => 1); app.MapPut(\"/a\", (Bare model) => 1); app.MapPost(\"/b\", (Outer model) => Validator.ValidateObject(model, null!));");
        var finding = Assert.Single(found);
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains("'Bare', which no rule limits", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class A : Controller { [HttpPost] public int Save(Ruled model) => 1; }", Never)]
    [InlineData("public class AController : ControllerBase { [HttpPost] public int Save(Ruled model) => 1; }", Never)]
    [InlineData("public class A : Controller { [HttpPost] public int Save(Ruled model) => ModelState.IsValid ? 1 : 0; }", null)]
    [InlineData("public class A : Controller { [HttpPost] public int Save(Ruled model) => TryValidateModel(model) ? 1 : 0; }", null)]
    [InlineData("public class A : Controller { [HttpPost, ActionCheck] public int Save(Ruled model) => 1; }", null)]
    [InlineData("[ApiController, Route(\"a\")] public class A : Controller { [HttpPost] public int Save(Ruled model) => 1; }", null)]
    [InlineData("public class Base : Controller { public override void OnActionExecuting(ActionExecutingContext context) { if (!ModelState.IsValid) context.Result = BadRequest(); } } public class A : Base { [HttpPost] public int Save(Ruled model) => 1; }", null)]
    [InlineData("public class A : Controller { [HttpPost] public int Save([FromServices] Ruled model, int id) => 1; }", null)]
    public Task Controllers(string types, string? expected) =>
        Check(expected, "builder.Services.AddControllersWithViews();", "app.MapDefaultControllerRoute();", types.Replace("class A ", "class AController ", StringComparison.Ordinal));

    [Fact]
    public Task An_api_whose_filter_is_suppressed() => Check(
        Never, "builder.Services.AddControllers().ConfigureApiBehaviorOptions(options => options.SuppressModelStateInvalidFilter = true);", "app.MapControllers();",
        "[ApiController, Route(\"a\")] public class AController : ControllerBase { [HttpPost] public int Save(Ruled model) => 1; }");

    [Theory]
    [InlineData("app.MapPost(\"/a\", (Judged model) => 1);", Validator)]
    [InlineData("app.MapPost(\"/a\", async (Judged model, JudgedValidator validator) => await validator.ValidateAsync(model));", null)]
    public Task Validators(string pipeline, string? expected) => Check(expected, "builder.Services.AddValidation();", pipeline, """
        public class Judged { public string Name { get; set; } = ""; }
        public abstract class AbstractValidator<T> { public Task<bool> ValidateAsync(T model) => Task.FromResult(true); }
        public class JudgedValidator(IServiceProvider services) : AbstractValidator<Judged> { public object? Get() => services; }
        """);

    private static async Task Check(string? expected, string services, string pipeline, string types = "")
    {
        var found = await Find(services, pipeline, types);
        if (expected is null)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Find(string services, string pipeline, string types = "") => await new Findings($$"""
        using System.ComponentModel.DataAnnotations;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        {{types}}
        public class Ruled { [Required] public string Name { get; set; } = ""; }
        public class Outer { public List<Ruled> Inner { get; set; } = []; }
        public record Recorded([Range(1, 9)] int Count);
        public class SelfRuled : IValidatableObject { public int Count { get; set; } public IEnumerable<ValidationResult> Validate(ValidationContext context) => []; }
        public class Bare { public string Name { get; set; } = ""; }
        public class Closed { public Guid Id { get; set; } public DayOfWeek Day { get; set; } public DateTime? From { get; set; } }
        public class Parsed { [Required] public string Name { get; set; } = ""; public static bool TryParse(string text, out Parsed parsed) { parsed = new(); return true; } }
        public class Service(IConfiguration configuration) { [Required] public string? Name { get; set; } = configuration["a"]; }
        public class Registered { [Required] public string? Name { get; set; } }
        public static class Handlers
        {
            public static int Save(Ruled model) => 1;
            public static int Checked(Ruled model) => IsValid(model) ? 1 : 0;
            public static bool IsValid(Ruled model) => model.Name.Length > 0;
        }
        public class LogFilter : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        public class ValidationFilter : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        public class CheckFilter : IEndpointFilter
        {
            public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
            {
                Validator.ValidateObject(context.Arguments[0]!, new ValidationContext(context.Arguments[0]!));
                return next(context);
            }
        }
        public class ActionCheckAttribute : ActionFilterAttribute
        {
            public override void OnActionExecuting(ActionExecutingContext context) { if (!context.ModelState.IsValid) context.Result = new BadRequestResult(); }
        }
        """).InBuild("OMNI2010");
}
