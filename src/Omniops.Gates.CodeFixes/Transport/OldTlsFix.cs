using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.CodeFixes.Transport;

/// <summary>OMNI3007: leaves the version of TLS to the operating system.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OldTlsFix)), Shared]
public sealed class OldTlsFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(TransportRules.OldTls.Id);

    private protected override string Title => "Leave the version of TLS to the operating system";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (settings is null || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value)
            return null;

        var whole = value;
        while (whole.Parent is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
            || whole.Parent.IsKind(SyntaxKind.BitwiseOrExpression))
        {
            whole = (ExpressionSyntax)whole.Parent!;
        }

        // x |= old keeps what x had: there the line goes away, or not.
        if (whole.Parent is AssignmentExpressionSyntax assignment && !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            || model.GetTypeInfo(whole, cancellation).Type is not { TypeKind: TypeKind.Enum } type
            || !type.GetMembers(settings).Any())
        {
            return null;
        }

        var none = SyntaxFactory.ParseExpression($"{type.ToMinimalDisplayString(model, whole.SpanStart)}.{settings}").WithTriviaFrom(whole);
        return () => root.ReplaceNode(whole, none);
    }
}
