namespace Omniops.Gates.Inspection.Secrets;

/// <summary>How many files were read, and left out for which reason.</summary>
internal sealed class FileCounts
{
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);

    /// <summary>Those that were read, now or when they were the same.</summary>
    public int Read { get; set; }

    /// <summary>By reason, in the order of the reasons.</summary>
    public IReadOnlyDictionary<string, int> Skipped => _skipped;

    /// <summary>Counts files that were left out.</summary>
    public void Skip(string reason, int count = 1) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
}
