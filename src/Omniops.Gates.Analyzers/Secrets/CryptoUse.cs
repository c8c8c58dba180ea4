using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Parameters and properties that take the key or the vector of a cipher or a signature. Source: CA5390, CA5401.</summary>
internal static class CryptoUse
{
    public static Recipient? OfParameter(IParameterSymbol parameter) => parameter.Name switch
    {
        "key" or "rgbKey" or "keyBytes" or "secretKey" => Of(parameter, RecipientKind.CryptoKey),
        "iv" or "rgbIV" => Of(parameter, RecipientKind.InitializationVector),
        _ => null,
    };

    public static Recipient? OfMember(IPropertySymbol property) => property.Name switch
    {
        "Key" or "KeyValue" or "HashKey" => Of(property, RecipientKind.CryptoKey),
        "IV" => Of(property, RecipientKind.InitializationVector),
        _ => null,
    };

    /// <summary>A literal makes a key known to everybody who has the code, whatever it looks like.</summary>
    public static Judgement Judge(RecipientKind kind) => kind == RecipientKind.CryptoKey
        ? new(Confidence.High, "a key that is made from a literal")
        : new(Confidence.Medium, "an initialization vector that is the same for every text");

    private static Recipient? Of(ISymbol symbol, RecipientKind kind) =>
        IsCrypto(symbol.ContainingType) ? new(symbol.Name, symbol.ContainingType.Name, kind) : null;

    /// <summary>By the namespace, as every library of ciphers has its own types.</summary>
    private static bool IsCrypto(INamedTypeSymbol? type)
    {
        for (var space = type?.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name is "Cryptography" or "Crypto" || (space.Name == "Tokens" && space.ContainingNamespace.Name == "IdentityModel"))
                return true;
        }

        return false;
    }
}
