namespace Omniops.Gates.Engine.Secrets;

/// <summary>What sort of secret it is. In C# each sort has a rule of its own, in other files all of them are OMNI1010.</summary>
public enum SecretKind
{
    /// <summary>OMNI1001: a token whose form names its provider.</summary>
    ProviderToken,

    /// <summary>OMNI1002: a literal given to something whose name says credential.</summary>
    Credential,

    /// <summary>OMNI1003: a connection string with a password.</summary>
    ConnectionString,

    /// <summary>OMNI1004: a private key.</summary>
    PrivateKey,

    /// <summary>OMNI1005: a URL with a password in its user information, or an authorization header.</summary>
    UrlCredential,

    /// <summary>OMNI1006: a key for encryption or signing.</summary>
    CryptoKey,

    /// <summary>OMNI1007: text that looks random, in a place that speaks of credentials.</summary>
    HighEntropy,
}
