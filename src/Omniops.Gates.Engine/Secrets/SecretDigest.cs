using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// Tells a changed secret from an unchanged one without giving it away: 12 bits of a keyed hash. One in 4096 guesses fits, so that the
/// digest, which a baseline file shows to everybody, confirms none. Source: NIST SP 800-107 on truncated HMAC.
/// </summary>
public static class SecretDigest
{
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("Omniops.Gates secret digest 1");

    /// <summary>Three hexadecimal digits.</summary>
    public static string Of(string secret)
    {
        using var hash = new HMACSHA256(s_key);
        var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(secret));
        return string.Format(CultureInfo.InvariantCulture, "{0:x2}{1:x1}", bytes[0], bytes[1] >> 4);
    }
}
