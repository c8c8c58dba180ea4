using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.CodeFixes.Transport;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6004: turns the switch around. What a function should check, nobody but the team knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenValidationOffFix)), Shared]
public sealed class TokenValidationOffFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AuthenticationRules.TokenValidationOff.Id);

    private protected override string Title => "Have tokens checked";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation) =>
        WrittenValue.Replace(root, diagnostic, settings);
}
