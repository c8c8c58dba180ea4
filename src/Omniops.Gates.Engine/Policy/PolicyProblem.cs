namespace Omniops.Gates.Engine.Policy;

/// <summary>Something in a policy file that is not understood, and where it stands.</summary>
/// <param name="Key">The key it is about, which does not change when lines move.</param>
public sealed record PolicyProblem(string Key, string Fact, string WayOut, int Start, int Length);
