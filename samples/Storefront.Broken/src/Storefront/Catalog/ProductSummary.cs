namespace Storefront.Catalog;

public sealed record ProductSummary(string Sku, string Name, decimal Price);
