namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5007.</summary>
public class RateLimitDisabledTests
{
    private const string Global = "o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);";

    [Theory]
    [InlineData("app.MapPost(\"/login\", () => 1).DisableRateLimiting();")]
    [InlineData("app.MapGroup(\"/auth\").DisableRateLimiting().MapPost(\"/login\", () => 1);")]
    [InlineData("app.MapPost(\"/login\", [DisableRateLimiting] () => 1);")]
    [InlineData("app.MapPost(\"/login\", () => 1).WithMetadata(new DisableRateLimitingAttribute());")]
    public Task Fails(string pipeline) => LimitedProgram.Check("OMNI5007", Global, "app.UseRateLimiter();" + pipeline, "is taken out of every rate limit, where passwords can be guessed");

    [Theory]
    [InlineData("app.MapHealthChecks(\"/health\").DisableRateLimiting();")]
    [InlineData("app.MapGet(\"/orders\", () => 1).DisableRateLimiting();")]
    [InlineData("app.MapPost(\"/login\", () => 1);")]
    public Task Passes(string pipeline) => LimitedProgram.Check("OMNI5007", Global, "app.UseRateLimiter();" + pipeline, null);
}
