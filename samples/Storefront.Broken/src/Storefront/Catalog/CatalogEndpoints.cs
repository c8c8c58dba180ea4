using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Storefront.Catalog;

public static class CatalogEndpoints
{
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/products", SearchAsync).AllowAnonymous();
        routes.MapGet("/api/products/{sku}", GetAsync); // gate: OMNI6001

        return routes;
    }

    private static async Task<Ok<IReadOnlyList<ProductSummary>>> SearchAsync(
        ProductSearch products,
        CancellationToken cancellation,
        [StringLength(200)] string search = "",
        [StringLength(20)] string sort = "",
        [Range(1, 100)] int limit = 20) =>
        TypedResults.Ok(await products.FindAsync(search, sort, limit, cancellation));

    private static async Task<Results<Ok<ProductSummary>, NotFound>> GetAsync(
        string sku, ProductSearch products, CancellationToken cancellation) =>
        await products.GetAsync(sku, cancellation) is { } product
            ? TypedResults.Ok(product)
            : TypedResults.NotFound();
}
