namespace Omniops.Gates.Engine.Cors;

/// <summary>Domains under which anyone can get a name, so that their subdomains belong to strangers.</summary>
public static class SharedDomains
{
    // The ones that .NET applications are met on, out of the Public Suffix List (publicsuffix.org), both of its sections.
    private static readonly HashSet<string> s_shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "ac.uk", "co.il", "co.in", "co.jp", "co.kr", "co.nz", "co.th", "co.uk", "co.za", "com.ar", "com.au", "com.br", "com.cn", "com.co",
        "com.hk", "com.mx", "com.my", "com.pl", "com.sg", "com.tr", "com.tw", "com.ua", "com.vn", "net.au", "org.au", "org.uk",
        "amazonaws.com", "amplifyapp.com", "app.github.dev", "appspot.com", "azurecontainerapps.io", "azureedge.net", "azurefd.net",
        "azurestaticapps.net", "azurewebsites.net", "blob.core.windows.net", "blogspot.com", "cloudapp.azure.com", "cloudapp.net",
        "cloudfront.net", "cloudfunctions.net", "codesandbox.io", "core.windows.net", "csb.app", "devtunnels.ms", "elasticbeanstalk.com",
        "firebaseapp.com", "fly.dev", "github.dev", "github.io", "gitlab.io", "gitpod.io", "glitch.me", "herokuapp.com", "loca.lt",
        "lovable.app", "myshopify.com", "netlify.app", "netlify.com", "ngrok-free.app", "ngrok.app", "ngrok.dev", "ngrok.io", "now.sh",
        "ondigitalocean.app", "onrender.com", "pages.dev", "railway.app", "repl.co", "replit.app", "run.app", "s3.amazonaws.com",
        "stackblitz.io", "surge.sh", "trafficmanager.net", "trycloudflare.com", "up.railway.app", "vercel.app", "web.app",
        "web.core.windows.net", "wixsite.com", "wordpress.com", "workers.dev",
    };

    /// <summary>
    /// Names at the top that nobody can register under. Source: RFC 2606, RFC 6761, RFC 6762, RFC 8375 and ICANN's resolution on .internal.
    /// </summary>
    private static readonly HashSet<string> s_private = new(StringComparer.OrdinalIgnoreCase)
    {
        "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "private", "test",
    };

    /// <summary>
    /// Whether strangers can have names directly below <paramref name="domain"/>: <c>com</c>, <c>co.uk</c>, <c>azurewebsites.net</c>.
    /// </summary>
    public static bool Contains(string domain) => IsTop(domain) || s_shared.Contains(domain);

    /// <summary>Whether this is the last part of a public domain name.</summary>
    private static bool IsTop(string domain) =>
        domain.Length is >= 2 and <= 24 && domain.All(char.IsLetter) && !s_private.Contains(domain);
}
