using System.ComponentModel.DataAnnotations;

namespace Storefront.Orders;

/// <summary>A struct, so that a null among the lines is refused while the request is read.</summary>
public readonly record struct NewOrderLine([Required, StringLength(40)] string Sku, [Range(1, 99)] int Quantity);
