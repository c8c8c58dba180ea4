namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// One entry for each file that git has, as <c>H 100644 0123456789abcdef0123456789abcdef01234567 0&lt;tab&gt;src/Program.cs</c>: a file with
/// a merge conflict comes once for each side, and what is said once more for a change in the working tree is passed over.
/// </summary>
/// <param name="rest">What git wrote, each entry with a NUL at its end.</param>
internal ref struct StagedEntries(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;
    private ReadOnlySpan<byte> _path;

    /// <summary>The entry without its end.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly StagedEntries GetEnumerator() => this;

    /// <summary>Goes to the next file.</summary>
    public bool MoveNext()
    {
        while (_rest.IndexOf((byte)0) is var end and >= 0)
        {
            var entry = _rest[..end];
            _rest = _rest[(end + 1)..];
            if (entry[0] is (byte)'?' or (byte)'C' or (byte)'c' or (byte)'R' or (byte)'r')
                continue;

            var path = entry[(entry.IndexOf((byte)'\t') + 1)..];
            if (path.SequenceEqual(_path))
                continue;

            Current = entry;
            _path = path;
            return true;
        }

        return false;
    }
}
