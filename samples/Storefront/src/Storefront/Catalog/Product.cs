namespace Storefront.Catalog;

public sealed class Product
{
    public required string Sku { get; init; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public required decimal Price { get; set; }

    public bool Active { get; set; } = true;
}
