namespace Omniops.Gates.Analyzers.Transport;

/// <summary>What a callback that judges certificates does with them.</summary>
internal enum CallbackVerdict
{
    /// <summary>It looks at the certificate, its chain or its errors, or refuses everything.</summary>
    Checks,

    /// <summary>It accepts whatever comes.</summary>
    AcceptsAny,

    /// <summary>Its answer does not come from the certificate.</summary>
    LooksElsewhere,

    /// <summary>Its code is not in sight.</summary>
    Unseen,
}
