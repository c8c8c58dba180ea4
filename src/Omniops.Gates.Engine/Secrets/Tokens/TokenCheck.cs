namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>What a token's own characters prove beyond its form.</summary>
internal enum TokenCheck
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// The last six characters are the CRC32 of the rest of the body in base62. Source: GitHub's post on token formats, 2021.
    /// </summary>
    Crc32Base62,

    /// <summary>The last eight characters are the CRC32 of the rest of the body in lower-case hexadecimal digits.</summary>
    Crc32Hex,

    /// <summary>The last eight characters are the CRC32 of all before them in upper-case hexadecimal digits.</summary>
    Crc32HexOfAll,

    /// <summary>A bech32 text with its six check characters. Source: BIP 173.</summary>
    Bech32,

    /// <summary>The body has no 0, 1, 8 or 9, because it is base32. Source: RFC 4648 section 6.</summary>
    Base32,

    /// <summary>The first part is the base64 of a decimal number; without that it is no such token at all.</summary>
    Snowflake,

    /// <summary>The base64 of a 32-byte signature, with or without URL encoding; without that it is no such token at all.</summary>
    Signature,

    /// <summary>A JSON web token, parsed. Source: RFC 7519.</summary>
    Jwt,

    /// <summary>The base64 of a JSON web token or of a private key in PEM.</summary>
    Base64,

    /// <summary>A private key of PuTTY in its own file format.</summary>
    Putty,
}
