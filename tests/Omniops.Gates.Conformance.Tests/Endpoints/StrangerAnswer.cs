namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>What somebody without credentials was answered.</summary>
internal sealed record StrangerAnswer(MappedEndpoint Asked, int Status, string? Location);
