using System.ComponentModel.DataAnnotations;

namespace Storefront.Orders;

public sealed record NewOrder([Required, Length(1, 50)] List<NewOrderLine> Lines);
