using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers;

/// <summary>Reports what the rules find, with the severity that the stage, the mode and the repository's policy give it.</summary>
public sealed class GateReporter
{
    /// <summary>Property of a diagnostic: the outcome, which the severity alone does not tell.</summary>
    public const string OutcomeProperty = "omniops.outcome";

    /// <summary>Property of a diagnostic: what it is about, independent of lines.</summary>
    public const string AnchorProperty = "omniops.anchor";

    /// <summary>Property of a diagnostic about a secret in code: the configuration key that its message proposes.</summary>
    public const string ConfigurationKeyProperty = "omniops.key";

    /// <summary>Property of a diagnostic that setting properties mends: their names, between commas.</summary>
    public const string SettingsProperty = "omniops.settings";

    /// <summary>
    /// Property of a diagnostic that one more call mends: the method's name and, in parentheses, the name that it takes, if any.
    /// </summary>
    public const string CallProperty = "omniops.call";

    /// <summary>Property of a diagnostic: the file it stands in, by which the policy knows it, whatever a <c>#line</c> calls it.</summary>
    public const string FileProperty = "omniops.file";

    /// <summary>
    /// Property of a diagnostic that the policy accepts. Which policy that was a setting can change, so whoever reads the compiler's log
    /// holds it against the repository's own again.
    /// </summary>
    public const string AcceptedProperty = "omniops.accepted";

    /// <summary>
    /// Property of a diagnostic that counts less because the policy calls its file a test, sample or document; held against the
    /// repository's own policy as well.
    /// </summary>
    public const string AsideProperty = "omniops.aside";

    private readonly Stage _stage;
    private readonly bool _collects;
    private readonly bool _reportsOnly;
    private readonly CompilerPolicy _policy;
    private readonly SyntaxTreeOptionsProvider? _configured;

    /// <summary>Findings of which the baseline has equal ones. Which of them are new is known only when all are there.</summary>
    private readonly ConcurrentQueue<GateDiagnostic> _deferred = new();

    private GateReporter(Stage stage, bool collects, bool reportsOnly, CompilerPolicy policy, SyntaxTreeOptionsProvider? configured) =>
        (_stage, _collects, _reportsOnly, _policy, _configured) = (stage, collects, reportsOnly, policy, configured);

    /// <summary>Whether the tool builds, to collect what there is; neither an IDE nor an ordinary build.</summary>
    internal bool Collects => _collects;

    /// <summary>Whether findings may be held back until the end of the compilation.</summary>
    internal bool MayDefer => !_collects && _policy.HasBaseline;

    /// <summary>Reads the properties and files that the package makes visible to the compiler.</summary>
    internal static GateReporter For(AnalyzerOptions options, Compilation compilation)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var isRelease = global.TryGetValue("build_property.OmniopsStage", out var stage)
            && string.Equals(stage, nameof(Stage.Release), StringComparison.OrdinalIgnoreCase);
        var collects = global.TryGetValue("build_property.OmniopsCollectDir", out var folder) && folder.Length > 0;
        var reportsOnly = global.TryGetValue("build_property.OmniopsGates", out var mode)
            && string.Equals(mode, "report", StringComparison.OrdinalIgnoreCase);
        return new GateReporter(
            isRelease ? Stage.Release : Stage.Build, collects, reportsOnly, CompilerPolicy.Of(options),
            compilation.Options.SyntaxTreeOptionsProvider);
    }

    /// <summary>A finding with the rule's own outcome.</summary>
    internal void Finding(Action<Diagnostic> report, GateRule rule, Location location, string anchor, params object[] arguments) =>
        Report(report, new GateDiagnostic(rule, rule.Outcome, location, anchor, arguments));

    /// <summary>A finding that is listed and never blocks.</summary>
    internal void Noted(Action<Diagnostic> report, GateRule rule, Location location, string anchor, params object[] arguments) =>
        Report(report, new GateDiagnostic(rule, Outcome.Noted, location, anchor, arguments));

    /// <summary>The rule could not judge, for the given reason.</summary>
    internal void NotProven(Action<Diagnostic> report, GateRule rule, Location location, string anchor, string reason) =>
        Report(report, new GateDiagnostic(rule, Outcome.NotProven, location, anchor, reason));

    /// <summary>The path of a file relative to the repository; of a file that stands elsewhere its name alone.</summary>
    internal string Relative(string file)
    {
        var path = _policy.Relative(file);
        return Path.IsPathRooted(path) ? Path.GetFileName(path) : path;
    }

    /// <summary>The origins that the repository's policy lists; empty where it lists none.</summary>
    internal IReadOnlyList<string> AllowedOrigins => _policy.AllowedOrigins;

    /// <summary>What the repository's policy says about how often its applications may be called.</summary>
    internal RateLimitPolicy RateLimits => _policy.RateLimits;

    /// <summary>What the repository's policy says about who may call them.</summary>
    internal RoutePolicy Access => _policy.Access;

    /// <summary>What a file is for, by its path and by what the repository says of it.</summary>
    /// <param name="isAside">Whether something else than the path says that it is a test, sample or document.</param>
    internal SecretPlace PlaceOf(string file, bool isAside = false) => SecretPlaces.Of(Relative(file), _policy.Secrets, isAside);

    /// <summary>Runs a rule. What it throws is a finding: the compiler's own AD0001 can be switched off, and it would be silent.</summary>
    internal void Guard(OperationAnalysisContext context, Action<OperationAnalysisContext> rule)
    {
        try
        {
            rule(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(context.ReportDiagnostic, context.Operation.Syntax.GetLocation(), error);
        }
    }

    /// <inheritdoc cref="Guard(OperationAnalysisContext, Action{OperationAnalysisContext})" />
    internal void Guard(OperationBlockAnalysisContext context, Action<OperationBlockAnalysisContext> rule)
    {
        try
        {
            rule(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(context.ReportDiagnostic, context.OperationBlocks[0].Syntax.GetLocation(), error);
        }
    }

    /// <inheritdoc cref="Guard(OperationAnalysisContext, Action{OperationAnalysisContext})" />
    internal void Guard(SymbolAnalysisContext context, Action<SymbolAnalysisContext> rule)
    {
        try
        {
            rule(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(context.ReportDiagnostic, context.Symbol.Locations.FirstOrDefault() ?? Location.None, error);
        }
    }

    /// <inheritdoc cref="Guard(OperationAnalysisContext, Action{OperationAnalysisContext})" />
    internal void Guard(SemanticModelAnalysisContext context, Action<SemanticModelAnalysisContext> rule)
    {
        try
        {
            rule(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(context.ReportDiagnostic, Location.Create(context.SemanticModel.SyntaxTree, default), error);
        }
    }

    /// <inheritdoc cref="Guard(OperationAnalysisContext, Action{OperationAnalysisContext})" />
    internal void Guard(AdditionalFileAnalysisContext context, Action<AdditionalFileAnalysisContext> rule)
    {
        try
        {
            rule(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(context.ReportDiagnostic, Location.Create(context.AdditionalFile.Path, default, default), error);
        }
    }

    /// <summary>Runs the rules about a whole program; what they throw stands at its entry point.</summary>
    internal void Guard(Action<Diagnostic> report, ISymbol entry, Action rules)
    {
        try
        {
            rules();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Crashed(report, entry.Locations.FirstOrDefault() ?? Location.None, error);
        }
    }

    /// <summary>Reports what was held back: of equal findings the first in the file are those of the baseline.</summary>
    internal void ReportDeferred(Action<Diagnostic> report)
    {
        foreach (var group in _deferred.GroupBy(Key))
        {
            var accepted = _policy.BaselineCount(group.First());
            var inOrder = group.OrderBy(finding => finding.Location.SourceSpan.Start).ThenBy(finding => finding.Location.SourceSpan.End);
            // An analysis that was cancelled and begun again has held the same ones back twice.
            foreach (var finding in inOrder.GroupBy(finding => (finding.Location, Text: string.Join("\n", finding.Arguments))).Select(same => same.First()))
                report(Create(accepted-- > 0 ? finding.Accepted() : finding));
        }
    }

    private (string Rule, string Path, string About) Key(GateDiagnostic finding) =>
        Baseline.Key(finding.Rule.Id, _policy.Relative(finding.Location), finding.Anchor);

    private void Crashed(Action<Diagnostic> report, Location location, Exception error) => Finding(
        report, IntegrityRules.GateDidNotRun, location, "analyzer",
        $"a rule stopped here with {error.GetType().Name}: {error.Message}",
        "report it with the code at this place, which nobody has judged");

    /// <summary>A finding whose outcome is the rule's to say.</summary>
    internal void Report(Action<Diagnostic> report, GateDiagnostic finding)
    {
        // The tool wants to see everything and applies the policy itself.
        if (_collects || finding.Outcome == Outcome.Noted || !finding.Rule.IsWaivable)
            report(Create(finding));
        else if (_policy.Waives(finding))
            report(Create(finding.Accepted()));
        else if (_policy.BaselineCount(finding) > 0)
            _deferred.Enqueue(finding);
        else
            report(Create(finding));
    }

    private Diagnostic Create(GateDiagnostic finding)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(OutcomeProperty, finding.Outcome.ToString())
            .Add(AnchorProperty, finding.Anchor)
            .Add(FileProperty, CompilerPolicy.FileOf(finding.Location));
        if (finding.ConfigurationKey is { } key)
            properties = properties.Add(ConfigurationKeyProperty, key);
        if (finding.Settings is { } settings)
            properties = properties.Add(SettingsProperty, settings);
        if (finding.Call is { } call)
            properties = properties.Add(CallProperty, call);
        if (finding.IsAccepted)
            properties = properties.Add(AcceptedProperty, bool.TrueString);
        if (finding.IsAsideByPolicy)
            properties = properties.Add(AsideProperty, bool.TrueString);
        return Diagnostic.Create(
            finding.Descriptor, finding.Location, Severity(finding), additionalLocations: null, properties, finding.Arguments);
    }

    private DiagnosticSeverity Severity(GateDiagnostic finding) => finding.Outcome switch
    {
        Outcome.Noted => DiagnosticSeverity.Info,
        // The tool wants every project compiled and judges afterwards; a team that only reports wants its build green.
        _ when _collects || _reportsOnly => DiagnosticSeverity.Warning,
        Outcome.NotProven when _stage == Stage.Build && !IsRaised(finding) => DiagnosticSeverity.Warning,
        Outcome.Advised when !IsRaised(finding) => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };

    /// <summary>
    /// Whether an .editorconfig makes the rule an error. The compiler would do so itself, but for the targets, which keep the stage's
    /// warnings out of TreatWarningsAsErrors and cannot tell one from the other.
    /// </summary>
    private bool IsRaised(GateDiagnostic finding) => _configured is not null
        && (finding.Location.SourceTree is { } tree
            && _configured.TryGetDiagnosticValue(tree, finding.Rule.Id, CancellationToken.None, out var severity)
            || _configured.TryGetGlobalDiagnosticValue(finding.Rule.Id, CancellationToken.None, out severity))
        && severity == ReportDiagnostic.Error;
}
