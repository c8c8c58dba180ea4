namespace Storefront.Orders;

public sealed class OrderLine
{
    public required string Sku { get; init; }

    public required int Quantity { get; init; }

    /// <summary>The price when the order was placed, which later price changes leave alone.</summary>
    public required decimal UnitPrice { get; init; }
}
