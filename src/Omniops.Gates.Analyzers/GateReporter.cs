using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers;

/// <summary>Makes diagnostics whose severity fits the stage and mode of the build they are reported in.</summary>
public sealed class GateReporter
{
    /// <summary>Property of a diagnostic: the outcome, which the severity alone does not tell.</summary>
    public const string OutcomeProperty = "omniops.outcome";

    /// <summary>Property of a diagnostic: what it is about, independent of lines.</summary>
    public const string AnchorProperty = "omniops.anchor";

    private readonly Stage _stage;
    private readonly bool _collects;

    private GateReporter(Stage stage, bool collects) => (_stage, _collects) = (stage, collects);

    /// <summary>Reads the properties that the package makes visible to the compiler.</summary>
    internal static GateReporter For(AnalyzerOptions options)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var isRelease = global.TryGetValue("build_property.OmniopsStage", out var stage)
            && string.Equals(stage, nameof(Stage.Release), StringComparison.OrdinalIgnoreCase);
        var collects = global.TryGetValue("build_property.OmniopsCollectDir", out var folder) && folder.Length > 0;
        return new GateReporter(isRelease ? Stage.Release : Stage.Build, collects);
    }

    /// <summary>A finding with the rule's own outcome.</summary>
    internal Diagnostic Finding(GateRule rule, Location location, string anchor, params object[] arguments) =>
        Create(Descriptors.Of(rule), rule.Outcome, location, anchor, arguments);

    /// <summary>A finding that is listed and never blocks.</summary>
    internal Diagnostic Noted(GateRule rule, Location location, string anchor, params object[] arguments) =>
        Create(Descriptors.Of(rule), Outcome.Noted, location, anchor, arguments);

    /// <summary>The rule could not judge, for the given reason.</summary>
    internal Diagnostic NotProven(GateRule rule, Location location, string anchor, string reason) =>
        Create(Descriptors.NotProven(rule), Outcome.NotProven, location, anchor, reason);

    private Diagnostic Create(DiagnosticDescriptor descriptor, Outcome outcome, Location location, string anchor, params object[] arguments)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(OutcomeProperty, outcome.ToString())
            .Add(AnchorProperty, anchor);
        return Diagnostic.Create(descriptor, location, Severity(outcome), additionalLocations: null, properties, arguments);
    }

    private DiagnosticSeverity Severity(Outcome outcome) => outcome switch
    {
        Outcome.Noted => DiagnosticSeverity.Info,
        // The tool wants every project compiled and judges afterwards.
        _ when _collects => DiagnosticSeverity.Warning,
        Outcome.NotProven when _stage == Stage.Build => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
