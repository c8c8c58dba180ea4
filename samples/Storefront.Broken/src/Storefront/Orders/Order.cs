namespace Storefront.Orders;

public sealed class Order
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string CustomerId { get; init; }

    public DateTimeOffset PlacedAt { get; init; } = DateTimeOffset.UtcNow;

    public List<OrderLine> Lines { get; init; } = [];
}
