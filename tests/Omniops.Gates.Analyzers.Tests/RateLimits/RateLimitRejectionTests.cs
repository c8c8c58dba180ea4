namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5005.</summary>
public class RateLimitRejectionTests
{
    private const string Used = "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1).RequireRateLimiting(\"p\");";

    private const string Policy = "o.AddPolicy(\"p\", context => TEN);";

    [Theory]
    [InlineData("", "answers rejected requests with 503")]
    [InlineData("o.RejectionStatusCode = 503;", "answers rejected requests with 503")]
    [InlineData("o.RejectionStatusCode = StatusCodes.Status400BadRequest;", "with 400")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.Headers.RetryAfter = \"60\"; return ValueTask.CompletedTask; };", "with 503")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.StatusCode = 403; return default; };", "with 403")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.StatusCode = 429; return default; }; o.AddPolicy<string, Quiet>(\"q\");", "'Quiet' answers rejected requests with 503")]
    public Task Fails(string options, string expected) => LimitedProgram.Check("OMNI5005", Policy + options, Used, expected, types: Policies);

    [Theory]
    [InlineData("o.RejectionStatusCode = 429;")]
    [InlineData("o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.StatusCode = 429; return ValueTask.CompletedTask; };")]
    [InlineData("o.OnRejected = Reject; static ValueTask Reject(OnRejectedContext context, CancellationToken token) { context.HttpContext.Response.StatusCode = 429; return default; }")]
    [InlineData("o.RejectionStatusCode = args.Length;")]
    [InlineData("o.OnRejected = async (context, _) => await Results.Problem(statusCode: 429).ExecuteAsync(context.HttpContext);")]
    [InlineData("o.OnRejected = async (context, _) => await Write(context.HttpContext); static Task Write(HttpContext http) { http.Response.StatusCode = 429; return Task.CompletedTask; }")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.StatusCode = 429; return default; }; o.AddPolicy<string, Silent>(\"q\");")]
    [InlineData("o.RejectionStatusCode = 429; o.AddPolicy<string, Quiet>(\"q\");")]
    public Task Passes(string options) => LimitedProgram.Check("OMNI5005", Policy + options, Used, null, types: Policies);

    [Theory]
    [InlineData("o.AddPolicy<string, Told>(\"p\");")]
    [InlineData("o.AddPolicy(\"p\", new Told());")]
    [InlineData("o.AddPolicy<string, Given>(\"p\");")]
    public Task A_policy_can_say_the_status_itself(string options) => LimitedProgram.Check("OMNI5005", options, Used, null, types: Policies);

    private const string Policies = """
        abstract class Base : IRateLimiterPolicy<string>
        {
            public abstract Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; }
            public RateLimitPartition<string> GetPartition(HttpContext context) =>
                RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = 7, Window = TimeSpan.FromHours(1) });
        }
        class Quiet : Base { public override Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (context, _) => { Console.WriteLine("no"); return default; }; }
        class Silent : Base { public override Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null; }
        class Told : Base
        {
            public override Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (context, _) => { context.HttpContext.Response.StatusCode = 429; return default; };
        }
        class Given : Base
        {
            private Func<OnRejectedContext, CancellationToken, ValueTask>? _onRejected;
            public Given() { _onRejected = (context, _) => { context.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests; return default; }; }
            public override Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => _onRejected;
        }
        """;

    [Fact]
    public Task Without_the_middleware_nothing_is_rejected() => LimitedProgram.Check("OMNI5005", Policy, "", null);
}
