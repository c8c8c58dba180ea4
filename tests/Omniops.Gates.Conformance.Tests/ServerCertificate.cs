using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>A certificate that signs itself, made for one run of the tests.</summary>
internal sealed class ServerCertificate
{
    public ServerCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=api.shop.example.com", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        Thumbprint = certificate.GetCertHashString();
        File = Path.Combine(folder, "server.pfx");
        System.IO.File.WriteAllBytes(File, certificate.Export(X509ContentType.Pfx, Password));
    }

    public string File { get; }

    public string Password { get; }

    public string Thumbprint { get; }
}
