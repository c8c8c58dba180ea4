using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.Partners;

/// <summary>How the shop reaches its partners. Every secret here is made up and opens nothing.</summary>
public static class PartnerAccess
{
    public const string PaymentsKey = "sk_" + "live_" + "51Kq8Zt3VbN0xWm7RfYd2LcP"; // gate: OMNI1001

    public const string Archive = "Host=archive.shop.example;Username=shop;Password=Tr0ub4dor-and-3"; // gate: OMNI1003

    public static readonly Uri Queue = new("amqps://shop:Tr0ub4dor-and-3@queue.shop.example"); // gate: OMNI1005

    public static string Session => "q7Zt3VbN0xWm7RfYd2LcP9sKj4Hg"; // gate: OMNI1007?

    public static NetworkCredential Mail() => new("shop", "Tr0ub4dor-and-3"); // gate: OMNI1002

    /// <summary>Signs the links in mails.</summary>
    public static HMACSHA256 Links() => new(Encoding.UTF8.GetBytes("the key that signs our links")); // gate: OMNI1006

    public static SocketsHttpHandler Carrier() => new()
    {
        SslOptions =
        {
#pragma warning disable SYSLIB0039 // The partner has promised to upgrade.
            EnabledSslProtocols = SslProtocols.Tls11 | SslProtocols.Tls12, // gate: OMNI3007
#pragma warning restore SYSLIB0039
            RemoteCertificateValidationCallback = (_, _, _, _) => true, // gate: OMNI3008
        },
    };

    public static HttpClient Rates() => new() { BaseAddress = new Uri("http://rates.storefront-partners.com") }; // gate: OMNI3015

    /// <summary>Which partner sent the visitor.</summary>
    public static void Remember(HttpResponse response, string partner) =>
        response.Cookies.Append("partner", partner); // gate: OMNI3009

    /// <summary>What the carrier compares when a customer signs in there.</summary>
    public static string SignIn(string password) =>
        Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(password))); // gate: OMNI6005

    /// <summary>A carrier's notice counts only with its signature.</summary>
    public static byte[] Notice(byte[] notice, byte[] signature, ECDsa carrier)
    {
        carrier.VerifyData(notice, signature, HashAlgorithmName.SHA256); // gate: OMNI6010
        return notice;
    }

    public static ECDsa Invoices()
    {
        var key = ECDsa.Create();
        // gate: OMNI1004
        key.ImportFromPem("""
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIA/bA4BdDuplNFWf0CRhwl/RseIhqDqmDXXSwqCB4vrZoAoGCCqGSM49
            AwEHoUQDQgAE5d4lAW85Ztj3sYsaljSrVAZbzN+BlNcE0CV/Pfwqa/LiHDh4gsW1
            tsDKQDl3hJcKnQHLYdOwi77EEn1dE4fuaw==
            -----END EC PRIVATE KEY-----
            """);
        return key;
    }
}
