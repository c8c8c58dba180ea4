using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Storefront.Catalog;
using Storefront.Data;
using Storefront.Orders;
using Storefront.Security;

namespace Storefront.Admin;

public static class AdminEndpoints
{
    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin")
            .RequireAuthorization(Access.Admin);

        admin.MapGet("/orders", ListOrdersAsync); // gate: OMNI5003
        admin.MapPut("/products/{sku}", SaveProductAsync); // gate: OMNI5003
        admin.MapDelete("/products/{sku}", RetireProductAsync); // gate: OMNI5003

        return routes;
    }

    private static async Task<Ok<List<Order>>> ListOrdersAsync(
        ShopDbContext shop, CancellationToken cancellation, [Range(1, 500)] int limit = 50)
    {
        var orders = await shop.Orders.AsNoTracking()
            .OrderByDescending(order => order.PlacedAt)
            .Take(limit)
            .ToListAsync(cancellation);

        return TypedResults.Ok(orders);
    }

    private static async Task<NoContent> SaveProductAsync(
        [StringLength(40)] string sku, ProductForm form, ShopDbContext shop, CancellationToken cancellation)
    {
        var product = await shop.Products.SingleOrDefaultAsync(product => product.Sku == sku, cancellation);
        if (product is null)
        {
            shop.Products.Add(new Product
            {
                Sku = sku,
                Name = form.Name,
                Description = form.Description,
                Price = form.Price,
                Active = form.Active,
            });
        }
        else
        {
            product.Name = form.Name;
            product.Description = form.Description;
            product.Price = form.Price;
            product.Active = form.Active;
        }

        await shop.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    // Retired, not deleted: placed orders still name the product.
    private static async Task<Results<NoContent, NotFound>> RetireProductAsync(
        string sku, ShopDbContext shop, CancellationToken cancellation)
    {
        var retired = await shop.Products
            .Where(product => product.Sku == sku)
            .ExecuteUpdateAsync(update => update.SetProperty(product => product.Active, false), cancellation);

        return retired == 0 ? TypedResults.NotFound() : TypedResults.NoContent();
    }
}
