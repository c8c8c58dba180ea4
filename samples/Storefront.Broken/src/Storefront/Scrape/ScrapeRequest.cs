using System.ComponentModel.DataAnnotations;

namespace Storefront.Scrape;

public sealed record ScrapeRequest([Required, StringLength(2048)] string Url);
