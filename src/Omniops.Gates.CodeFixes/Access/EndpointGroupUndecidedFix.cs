using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6001, once for all that belong together: asks for authorization on the group of an endpoint, or on the controller of an action.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndpointGroupUndecidedFix)), Shared]
public sealed class EndpointGroupUndecidedFix : EndpointFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AccessRules.EndpointUndecided.Id);

    private protected override string Title => "Require authorization for the whole group or controller";

    private protected override string Method => "RequireAuthorization";

    private protected override string MethodType => KnownTypes.AuthorizationEndpointExtensions;

    private protected override string Attribute => "Authorize";

    /// <summary>The nearest MapGroup, which stands in the same chain or in the declaration of a local.</summary>
    private protected override InvocationExpressionSyntax? Decided(InvocationExpressionSyntax mapping, SemanticModel model, CancellationToken cancellation)
    {
        var receiver = (mapping.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (receiver is IdentifierNameSyntax && model.GetSymbolInfo(receiver, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
            && declared.SyntaxTree == mapping.SyntaxTree)
        {
            receiver = (declared.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;
        }

        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            if (access.Name.Identifier.ValueText == "MapGroup")
                return call;

            receiver = access.Expression;
        }

        return null;
    }

    private protected override MemberDeclarationSyntax? Decided(MemberDeclarationSyntax member) => member.Parent as ClassDeclarationSyntax;
}
