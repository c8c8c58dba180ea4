using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>What the analyzers report.</summary>
/// <param name="Anchor">What it is about.</param>
internal sealed record Finding(string Rule, Outcome Outcome, string Anchor, string Message);
