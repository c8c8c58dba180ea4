namespace Storefront.Scrape;

public sealed record ScrapedPage(Uri Url, string Title);
