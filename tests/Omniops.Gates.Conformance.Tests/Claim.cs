namespace Omniops.Gates.Conformance.Tests;

/// <summary>Something that the analyzers say of an application, by a finding or by silence, and that its answers show.</summary>
/// <param name="Name">What it says, where it is kept.</param>
/// <param name="Said">What the analyzers say.</param>
/// <param name="Seen">What the answers show.</param>
internal sealed record Claim(string Name, Func<Trial, Verdict> Said, Func<Trial, Observation> Seen);
