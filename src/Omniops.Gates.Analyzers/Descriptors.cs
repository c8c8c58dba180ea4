using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers;

/// <summary>Turns each rule of the catalogue into Roslyn's description of it, once.</summary>
internal static class Descriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_findings =
        RuleCatalogue.All.ToImmutableDictionary(rule => rule.Id, rule => Create(rule, rule.Message, rule.Outcome));

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_notProven =
        RuleCatalogue.All.Where(rule => rule.NotProvenMessage is not null)
            .ToImmutableDictionary(rule => rule.Id, rule => Create(rule, rule.NotProvenMessage!, Outcome.NotProven));

    public static DiagnosticDescriptor Of(GateRule rule) => s_findings[rule.Id];

    public static DiagnosticDescriptor NotProven(GateRule rule) => s_notProven[rule.Id];

    private static DiagnosticDescriptor Create(GateRule rule, string message, Outcome outcome) => new(
        rule.Id,
        rule.Title,
        message,
        rule.Gate.ToString(),
        outcome == Outcome.NotProven ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: rule.Title + ".",
        helpLinkUri: rule.HelpLink,
        // Nobody is left to notice that it was silenced: it is reported where the package's targets are missing.
        customTags: rule == IntegrityRules.GateDidNotRun ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
