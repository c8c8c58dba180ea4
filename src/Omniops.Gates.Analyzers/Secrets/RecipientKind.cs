namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>What a value is for, by the thing it is given to.</summary>
internal enum RecipientKind
{
    /// <summary>Something with a name.</summary>
    Named,

    /// <summary>The key of a cipher or a signature.</summary>
    CryptoKey,

    /// <summary>The initialization vector of a cipher. Not secret, but a fixed one gives away equal texts (CWE-329).</summary>
    InitializationVector,

    /// <summary>An <c>Authorization</c> header whose scheme stands apart from its value.</summary>
    AuthorizationHeader,
}
