using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Refusals that are made and not returned, so that the code behind them runs all the same: <c>if (!User.IsInRole("admin")) Forbid();</c>
/// Source: ControllerBase.Forbid, which makes a result and does nothing with it; CWE-252.
/// </summary>
internal static class DiscardedRefusals
{
    private static readonly string[] s_names = ["Challenge", "Forbid", "Unauthorized"];

    /// <summary>The code without such refusals; null where it holds none.</summary>
    public static SyntaxNode? Without(SyntaxNode code)
    {
        var statements = code.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(IsDiscarded).ToList();
        return statements.Count == 0 ? null : code.ReplaceNodes(statements, (_, _) => SyntaxFactory.EmptyStatement());
    }

    /// <summary>Whether a class or a base of it has a method of such a name that answers nothing, and so does something.</summary>
    public static bool AreOwn(INamedTypeSymbol? type) => type.WithBases().SelectMany(each => each.GetMembers()).Any(member =>
        member is IMethodSymbol { ReturnsVoid: true } && Array.IndexOf(s_names, member.Name) >= 0);

    /// <summary>A method of the class's own may do what its name says.</summary>
    private static bool IsDiscarded(ExpressionStatementSyntax statement) => statement.Expression is InvocationExpressionSyntax call
        && (call.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax or IdentifierNameSyntax { Identifier.ValueText: "Results" or "TypedResults" }, Name: IdentifierNameSyntax name } =>
                name.Identifier.ValueText,
            _ => null,
        }) is { } called
        && Array.IndexOf(s_names, called) >= 0
        && !statement.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Members.OfType<MethodDeclarationSyntax>().Any(own => own.Identifier.ValueText == called))
        && !statement.Ancestors().Any(around => around.ChildNodes().Concat((around as BlockSyntax)?.Statements ?? []).OfType<LocalFunctionStatementSyntax>().Any(own => own.Identifier.ValueText == called));
}
