namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The advisories that a build knows: the embedded snapshot and, where a team names one, a newer file in the same format.</summary>
public static class AdvisorySource
{
    /// <param name="additionalSnapshot">Path of a further snapshot (<c>OmniopsAdvisorySnapshot</c>), or null or empty.</param>
    /// <exception cref="InvalidDataException">The further file is not a snapshot.</exception>
    /// <exception cref="IOException">The further file cannot be opened.</exception>
    public static AdvisorySnapshot Load(string? additionalSnapshot)
    {
        var embedded = AdvisorySnapshot.Embedded();
        if (string.IsNullOrEmpty(additionalSnapshot))
            return embedded;

        using var stream = File.OpenRead(additionalSnapshot);
        return embedded.With(AdvisorySnapshot.Read(stream));
    }
}
