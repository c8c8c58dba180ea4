namespace Storefront.Health;

public static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        // Says only that the process serves requests: restarting it would not bring a lost database back.
        routes.MapGet("/api/health", () => TypedResults.Ok(new { status = "ok", time = DateTimeOffset.UtcNow }))
            .AllowAnonymous();

        return routes;
    }
}
