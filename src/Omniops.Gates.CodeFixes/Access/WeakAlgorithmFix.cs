using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.CodeFixes.Transport;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6005: lengths of keys and passwords, and lockout. What has encrypted something stays: it is needed to read it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WeakAlgorithmFix)), Shared]
public sealed class WeakAlgorithmFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AuthenticationRules.WeakAlgorithm.Id);

    private protected override string Title => "Set it to what is safe";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation) =>
        WrittenValue.Replace(root, diagnostic, settings);
}
