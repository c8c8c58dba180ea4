using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.CodeFixes.Transport;
using Omniops.Gates.Engine.Input;

namespace Omniops.Gates.CodeFixes.Input;

/// <summary>OMNI2012: takes [DisableRequestSizeLimit] away, so that the server's limit holds. Other numbers are the team's to choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequestLimitRemovedFix)), Shared]
public sealed class RequestLimitRemovedFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(InputRules.RequestLimitRemoved.Id);

    private protected override string Title => "Let the server's limit hold";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax { Parent: { } owner } list } attribute
            || model.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType.Name != "DisableRequestSizeLimitAttribute")
        {
            return null;
        }

        if (list.Attributes.Count > 1)
            return () => root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!;

        var isFirst = owner.GetFirstToken() == list.GetFirstToken();
        return () =>
        {
            var without = owner.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
            return root.ReplaceNode(owner, isFirst ? without.WithLeadingTrivia(list.GetLeadingTrivia()) : without);
        };
    }
}
