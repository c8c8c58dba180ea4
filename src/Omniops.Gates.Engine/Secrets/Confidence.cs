namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// How sure the detector is that a text is a secret. Only the place decides what follows from it: see <see cref="SecretPlace"/>.
/// </summary>
public enum Confidence
{
    /// <summary>Looked at and passed over; <c>scan --explain</c> says why.</summary>
    None,

    /// <summary>Shown only where somebody asks for it.</summary>
    Low,

    /// <summary>A person has to look.</summary>
    Medium,

    /// <summary>A secret.</summary>
    High,
}
