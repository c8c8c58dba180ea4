using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;

namespace Storefront.Scrape;

/// <summary>Reads pages of the suppliers we know, and of nobody else.</summary>
public sealed partial class SupplierPages(HttpClient http, IConfiguration configuration)
{
    private readonly string[] _hosts = configuration.GetSection("Scrape:Hosts").Get<string[]>() ?? [];

    /// <summary>Whether the address is one a caller may have us fetch: the caller picks a page, never the machine.</summary>
    public bool TryAccept(string address, [NotNullWhen(true)] out Uri? page) =>
        Uri.TryCreate(address, UriKind.Absolute, out page)
        && page.Scheme == Uri.UriSchemeHttps
        && page.IsDefaultPort
        && page.UserInfo.Length == 0
        && _hosts.Contains(page.Host, StringComparer.OrdinalIgnoreCase);

    /// <returns>The page's title, or null when the supplier gave no page with one.</returns>
    public async Task<string?> ReadTitleAsync(Uri page, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(page, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            var title = TitleElement().Match(await response.Content.ReadAsStringAsync(cancellation));
            return title.Success ? WebUtility.HtmlDecode(title.Groups[1].Value).Trim() : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    [GeneratedRegex("<title[^<>]*>([^<]{1,300})</title>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TitleElement();
}
