using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Security;

namespace Storefront.Orders;

public static class OrderEndpoints
{
    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/api/orders").RequireAuthorization();

        orders.MapGet("/", ListAsync);
        orders.MapGet("/{id:guid}", GetAsync);
        orders.MapPost("/", PlaceAsync);

        return routes;
    }

    private static async Task<Ok<List<Order>>> ListAsync(
        ClaimsPrincipal user, ShopDbContext shop, CancellationToken cancellation)
    {
        var customerId = user.CustomerId();
        var orders = await shop.Orders.AsNoTracking()
            .Where(order => order.CustomerId == customerId)
            .OrderByDescending(order => order.PlacedAt)
            .Take(100)
            .ToListAsync(cancellation);

        return TypedResults.Ok(orders);
    }

    private static async Task<Results<Ok<Order>, NotFound>> GetAsync(
        Guid id, ClaimsPrincipal user, ShopDbContext shop, CancellationToken cancellation)
    {
        // Another customer's order is "not found", so that nobody learns which ids exist.
        var customerId = user.CustomerId();
        var order = await shop.Orders.AsNoTracking()
            .SingleOrDefaultAsync(order => order.Id == id && order.CustomerId == customerId, cancellation);

        return order is null ? TypedResults.NotFound() : TypedResults.Ok(order);
    }

    private static async Task<Results<Created<Order>, ValidationProblem>> PlaceAsync(
        NewOrder request, ClaimsPrincipal user, ShopDbContext shop, CancellationToken cancellation)
    {
        var quantities = request.Lines
            .GroupBy(line => line.Sku)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity));

        var skus = quantities.Keys.ToList();
        var products = await shop.Products.AsNoTracking()
            .Where(product => product.Active && skus.Contains(product.Sku))
            .ToListAsync(cancellation);

        if (products.Count != skus.Count)
        {
            var unknown = skus.Except(products.Select(product => product.Sku)).ToArray();
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                [nameof(request.Lines)] = [$"Not sold here: {string.Join(", ", unknown)}"],
            });
        }

        var order = new Order
        {
            CustomerId = user.CustomerId(),
            Lines = products.ConvertAll(product => new OrderLine
            {
                Sku = product.Sku,
                Quantity = quantities[product.Sku],
                UnitPrice = product.Price,
            }),
        };
        shop.Orders.Add(order);
        await shop.SaveChangesAsync(cancellation);

        return TypedResults.Created($"/api/orders/{order.Id}", order);
    }
}
