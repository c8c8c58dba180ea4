using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.CodeFixes.Secrets;

/// <summary>
/// OMNI1001 to OMNI1003, OMNI1005 and OMNI1007: reads the value from configuration where code has it at hand. The secret itself is deleted
/// and written nowhere, as it has to be changed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretInCodeFix)), Shared]
public sealed class SecretInCodeFix : CodeFixProvider
{
    private const string Title = "Read the secret from configuration";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        SecretRules.ProviderTokenInCode.Id,
        SecretRules.CredentialInCode.Id,
        SecretRules.ConnectionStringInCode.Id,
        SecretRules.UrlCredentialInCode.Id,
        SecretRules.HighEntropyInCode.Id);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(GateReporter.ConfigurationKeyProperty, out var key) || key is null
                || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax literal
                || ConfigurationRead.Find(model, literal, key, cancellation) is not { } read)
            {
                continue;
            }

            var action = CodeAction.Create(
                Title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(literal, read))),
                equivalenceKey: nameof(SecretInCodeFix));
            context.RegisterCodeFix(action, diagnostic);
        }
    }
}
