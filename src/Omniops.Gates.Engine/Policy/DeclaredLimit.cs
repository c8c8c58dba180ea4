using System.Globalization;

namespace Omniops.Gates.Engine.Policy;

/// <summary>A limit that a repository declares, for the policy in code that bears its name and for routes.</summary>
/// <param name="Name">The name, that of a policy in code as well.</param>
/// <param name="Permits">How many requests one client may send in a window.</param>
/// <param name="Seconds">The length of the window.</param>
/// <param name="Routes">The routes that it is for, in the form of <see cref="PathPattern"/>.</param>
/// <param name="IsPerClient">Whether every client must have a bucket of its own.</param>
public sealed record DeclaredLimit(string Name, int Permits, double Seconds, IReadOnlyList<PathPattern> Routes, bool IsPerClient)
{
    /// <summary>The figures as people write them: <c>100/15m</c>.</summary>
    public string Figures => $"{Permits.ToString(CultureInfo.InvariantCulture)}/{LimitWindow.Shown(Seconds)}";
}
