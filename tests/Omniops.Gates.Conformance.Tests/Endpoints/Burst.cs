using System.Collections.Immutable;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>Requests of one caller to one endpoint, one after the other, and their statuses.</summary>
/// <param name="IsHeld">Whether each stays open until the last was answered.</param>
internal sealed record Burst(MappedEndpoint Asked, bool IsHeld, ImmutableArray<int> Statuses);
