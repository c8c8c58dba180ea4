namespace Omniops.Gates.Engine.Transport;

/// <summary>Settings of a connection that weaken its TLS.</summary>
/// <param name="Settings">As written, such as <c>Encrypt=False</c>; never a secret.</param>
/// <param name="What">What they do.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Reach">How far the server is.</param>
public sealed record WeakConnection(string Settings, string What, string Instead, HostReach Reach);
