using System.ComponentModel.DataAnnotations;

namespace Storefront.Admin;

public sealed record ProductForm(
    [Required, StringLength(100)] string Name,
    [Required, StringLength(4000)] string Description,
    [Range(0.01, 1_000_000)] decimal Price,
    bool Active = true);
