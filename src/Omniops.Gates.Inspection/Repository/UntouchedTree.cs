using System.Security.Cryptography;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>A working tree in which git found every file as it has it. Files that git does not have may lie beside them.</summary>
/// <param name="staged">Modes, object names and paths of all files that git has, in git's order.</param>
/// <param name="untracked">Files that git would take in.</param>
internal sealed class UntouchedTree(ReadOnlyMemory<byte> staged, IReadOnlyList<RepositoryFile> untracked)
{
    /// <summary>Files that git would take in.</summary>
    public IReadOnlyList<RepositoryFile> Untracked { get; } = untracked;

    /// <summary>Names the content of all files that git has, together with what else decides about them.</summary>
    public byte[] NameWith(ReadOnlySpan<byte> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(rest);
        hash.AppendData(staged.Span);
        return hash.GetHashAndReset();
    }
}
