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
    public Task Fails(string options, string expected) => LimitedProgram.Check("OMNI5005", Policy + options, Used, expected);

    [Theory]
    [InlineData("o.RejectionStatusCode = 429;")]
    [InlineData("o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;")]
    [InlineData("o.OnRejected = (context, _) => { context.HttpContext.Response.StatusCode = 429; return ValueTask.CompletedTask; };")]
    [InlineData("o.OnRejected = Reject; static ValueTask Reject(OnRejectedContext context, CancellationToken token) { context.HttpContext.Response.StatusCode = 429; return default; }")]
    [InlineData("o.RejectionStatusCode = args.Length;")]
    public Task Passes(string options) => LimitedProgram.Check("OMNI5005", Policy + options, Used, null);

    [Fact]
    public Task Without_the_middleware_nothing_is_rejected() => LimitedProgram.Check("OMNI5005", Policy, "", null);
}
