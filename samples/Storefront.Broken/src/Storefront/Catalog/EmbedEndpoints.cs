using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Security;

namespace Storefront.Catalog;

/// <summary>Product cards for the partner sites, which call from the visitor's browser.</summary>
public static class EmbedEndpoints
{
    public static IEndpointRouteBuilder MapEmbed(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/embed", GetCardAsync)
            .AllowAnonymous()
            .RequireCors(CorsPolicies.Embed)
            .RequireRateLimiting(RateLimits.Embed);
        routes.MapGet("/api/embed/placeholder", GetPlaceholder)
            .AllowAnonymous()
            .RequireCors(CorsPolicies.Preview)
            .RequireRateLimiting(RateLimits.Embed);

        return routes;
    }

    private static async Task<Results<Ok<ProductSummary>, NotFound>> GetCardAsync(
        string sku, ProductSearch products, HttpResponse response, CancellationToken cancellation)
    {
        if (await products.GetAsync(sku, cancellation) is not { } product)
        {
            return TypedResults.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(product);
    }

    /// <summary>What a partner site shows in the place of a product that is no longer sold.</summary>
    private static ContentHttpResult GetPlaceholder([StringLength(40)] string sku) =>
        TypedResults.Content($"<p class=\"sold-out\">{sku} is sold out</p>", "text/html"); // gate: OMNI2006
}
