using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>What a scan for secrets looks at, and what of it is said.</summary>
public sealed record SecretScanOptions
{
    /// <summary>What the repository says about its files.</summary>
    public SecretPolicy Policy { get; init; } = SecretPolicy.None;

    /// <summary>Whether what is probably no secret is noted as well.</summary>
    public bool NotesLow { get; init; }

    /// <summary>Whether what was taken for a secret and is none has to be listed in full.</summary>
    public bool ListsPassedOver { get; init; }

    /// <summary>Whether files that are as they were at the last scan, and had nothing to say then, are taken as read.</summary>
    public bool UsesCache { get; init; }

    /// <summary>Where that is kept; null where the user has no place for such things.</summary>
    public string? CacheFolder { get; init; } = Storage.CacheFolder.OfUser;

    /// <summary>The files that somebody else judges.</summary>
    internal JudgedElsewhere Elsewhere { get; init; } = JudgedElsewhere.None;

    /// <summary>Finds secrets in the text of a file with a path.</summary>
    internal Action<string, string, Action<Secret>, CancellationToken> Find { get; init; } = FileSecrets.Find;
}
