using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers;

/// <summary>A finding on its way to the compiler.</summary>
/// <param name="Anchor">What it is about, independent of lines.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
internal sealed record GateDiagnostic(GateRule Rule, Outcome Outcome, Location Location, string Anchor, params object[] Arguments)
{
    /// <summary>Fixed when the finding is made: an accepted gap still has the text of a gap.</summary>
    public DiagnosticDescriptor Descriptor { get; } = Outcome == Outcome.NotProven && Rule.Outcome != Outcome.NotProven
        ? Descriptors.NotProven(Rule)
        : Descriptors.Of(Rule);

    /// <summary>For a code fix that moves a value to configuration: under which key.</summary>
    public string? ConfigurationKey { get; init; }

    /// <summary>For a code fix that sets properties: which, between commas.</summary>
    public string? Settings { get; init; }

    /// <summary>For a code fix that adds a call: the method's name and, in parentheses, the name that it takes, if any.</summary>
    public string? Call { get; init; }

    /// <summary>Whether it counts less because the policy calls its file a test, sample or document.</summary>
    public bool IsAsideByPolicy { get; init; }

    /// <summary>Whether a waiver or the baseline accepts it.</summary>
    public bool IsAccepted { get; private init; }

    /// <summary>The same, accepted.</summary>
    public GateDiagnostic Accepted() => this with { Outcome = Outcome.Noted, IsAccepted = true };
}
