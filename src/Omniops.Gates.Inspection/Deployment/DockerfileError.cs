namespace Omniops.Gates.Inspection.Deployment;

/// <summary>Why a Dockerfile could not be read to its end, and at which offset.</summary>
public sealed record DockerfileError(string Reason, int Start);
