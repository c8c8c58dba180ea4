using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Reports what the detectors say about a literal: how sure they are and what its file is for make the outcome.</summary>
internal sealed class SecretFindings(GateReporter reporter, Compilation compilation)
{
    private readonly bool _isTest = TestFrameworks.IsReferenced(compilation);

    /// <summary>A token found in the text by its form.</summary>
    public void Report(OperationAnalysisContext context, Secret secret) => Report(
        context, context.Operation, secret.Kind, secret.Judgement, secret.Subject, secret.Anchor,
        RecipientWalk.Of(context.Operation, context.ContainingSymbol));

    /// <summary>A value that is a secret by what it is given to, or by what it says.</summary>
    /// <param name="value">For its digest only.</param>
    /// <param name="literal">Where it stands; the operation of the context, or what that belongs to.</param>
    public void Report(
        OperationAnalysisContext context, IOperation literal, SecretKind kind, Judgement judgement, Recipient recipient, string value)
    {
        if (judgement.Confidence < Confidence.Medium)
            return;

        var subject = recipient.Name.Length > 0 ? recipient.Name : kind == SecretKind.UrlCredential ? "URL" : "connection string";
        Report(context, literal, kind, judgement, subject, $"{subject} {SecretDigest.Of(value)}", recipient);
    }

    private void Report(
        OperationAnalysisContext context, IOperation literal, SecretKind kind, Judgement judgement, string subject, string anchor,
        Recipient recipient)
    {
        if (judgement.Confidence < Confidence.Medium)
            return;

        var (syntax, member) = (literal.Syntax, context.ContainingSymbol);
        var file = syntax.SyntaxTree.FilePath;
        var place = reporter.PlaceOf(file, _isTest);
        var outcome = SecretPlaces.OutcomeOf(place, kind, judgement.Confidence);
        // An assembly's display name holds its version, which no baseline should.
        var owner = member is IAssemblySymbol ? member.Name : member.ToDisplayString();
        var isConnection = kind is SecretKind.ConnectionString or SecretKind.UrlCredential && !AuthorizationHeader.Is(recipient.Name);
        var key = ConfigurationKey.Of(recipient, isConnection);
        var configuration = literal.SemanticModel is { } model && syntax.IsReadAtRunTime()
            ? ConfigurationInReach.Find(model, syntax.SpanStart, context.CancellationToken)
            : null;
        reporter.Report(
            context.ReportDiagnostic,
            new GateDiagnostic(
                SecretRules.ForCode(kind), outcome, syntax.GetLocation(), $"{owner} {anchor}",
                subject, judgement.Reason, WayOut(kind, configuration, key))
            {
                ConfigurationKey = key,
                IsAsideByPolicy = place == SecretPlace.Aside && !_isTest && SecretPlaces.Of(reporter.Relative(file)) != place,
            });
    }

    private static string WayOut(SecretKind kind, string? configuration, string key)
    {
        var read = configuration is null ? "take it from IConfiguration or the environment" : $"read {configuration}[\"{key}\"]";
        return kind switch
        {
            SecretKind.ProviderToken => $"revoke it at its provider, then {read}",
            SecretKind.PrivateKey => "replace the key pair, then load the new key from a vault or from a file outside the repository",
            SecretKind.CryptoKey => $"replace the key, then {read}",
            _ => $"change it, then {read}",
        };
    }
}
