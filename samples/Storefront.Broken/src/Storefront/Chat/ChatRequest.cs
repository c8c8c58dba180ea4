using System.ComponentModel.DataAnnotations;

namespace Storefront.Chat;

public sealed record ChatRequest([Required, StringLength(500)] string Message);
