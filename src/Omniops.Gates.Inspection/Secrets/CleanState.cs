namespace Omniops.Gates.Inspection.Secrets;

/// <summary>Why there is no finding in a file.</summary>
internal enum CleanState : byte
{
    /// <summary>Nothing in it was taken for a secret.</summary>
    Nothing,

    /// <summary>It is binary.</summary>
    Binary,

    /// <summary>What was taken for a secret is none, which is said only where somebody asks.</summary>
    PassedOver,

    /// <summary>What is in it is probably no secret, which is said only where somebody asks; wherever the file stands.</summary>
    Low,
}
