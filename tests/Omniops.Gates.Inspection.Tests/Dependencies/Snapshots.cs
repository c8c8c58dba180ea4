using System.Text;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>Advisory data for tests.</summary>
internal static class Snapshots
{
    public static AdvisorySnapshot Read(string text) => AdvisorySnapshot.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static AdvisoryIndex Index(AdvisorySnapshot snapshot) => new(snapshot.Advisories);

    public static AdvisorySnapshot Of(params Advisory[] advisories) => new(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1), "test", advisories);
}
