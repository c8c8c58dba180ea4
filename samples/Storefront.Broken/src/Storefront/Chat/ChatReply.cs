using Storefront.Catalog;

namespace Storefront.Chat;

public sealed record ChatReply(string Message, IReadOnlyList<ProductSummary> Products);
