using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A text at the place where it is given to what runs it.</summary>
/// <param name="Body">The member that it stands in; of top-level statements the file.</param>
/// <param name="Given">The expression at that place.</param>
/// <param name="Text">What the text is made of: the same, or the initializer of a local.</param>
/// <param name="Local">The local; null where the text is written at the place.</param>
internal sealed record GivenText(
    SemanticModel Model, SyntaxNode Body, ExpressionSyntax Given, WrittenText Text, VariableDeclaratorSyntax? Local)
{
    /// <summary>Null where the text is made elsewhere, in several steps, or is used for something else too.</summary>
    public static GivenText? Find(SemanticModel model, ExpressionSyntax given, CancellationToken cancellation)
    {
        var body = BodyOf(given);
        while (given.Parent is ParenthesizedExpressionSyntax parent)
            given = parent;

        if (given is not IdentifierNameSyntax name)
        {
            return WrittenText.Read(model, given, cancellation) is { } written
                ? new GivenText(model, body, given, written, Local: null)
                : null;
        }

        if (model.GetSymbolInfo(name, cancellation).Symbol
                is not ILocalSymbol { IsConst: false, DeclaringSyntaxReferences: [var reference] } symbol
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } local
            || local.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax }
            || body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use != name
                && use.Identifier.ValueText == name.Identifier.ValueText
                && symbol.Equals(model.GetSymbolInfo(use, cancellation).Symbol, SymbolEqualityComparer.Default)))
        {
            return null;
        }

        return WrittenText.Read(model, value, cancellation) is { } text ? new GivenText(model, body, given, text, local) : null;
    }

    /// <summary>Whether the values are still the same where they move to.</summary>
    public bool CanMove(int to, CancellationToken cancellation) =>
        Text.Parts.All(part => part.Hole is not { Constant: null } hole
            || Operands.CanMove(Model, hole.Expression, Body, to, cancellation));

    /// <summary>Whether the holes are values as far as their variables tell, and not pieces of the statement, quotes and all.</summary>
    public bool HoldsValues(Parametrization parametrization, CancellationToken cancellation)
    {
        var isQuoted = Text.Parts.Any(part =>
            part.Hole is { } hole && Escaping.ReachesBy(Model, hole.Expression, Body, Escaping.IsIn, cancellation));
        return !isQuoted && !parametrization.Parameters.Any(parameter => parameter.IsBare && (Escaping.IsChoice(parameter.Value.Subject)
            || Escaping.ReachesBy(Model, parameter.Value.Subject, Body, Escaping.IsChoice, cancellation)));
    }

    /// <summary>Whether the place runs once for each time that the text is made.</summary>
    public bool IsStraight => Local is null || IsStraightFrom(Local);

    /// <summary>Whether the place runs once for each time that the variable is made.</summary>
    public bool IsStraightFrom(VariableDeclaratorSyntax variable)
    {
        var statement = variable.FirstAncestorOrSelf<StatementSyntax>()!.Parent;
        var scope = statement is GlobalStatementSyntax ? statement.Parent : statement;
        return !Given.Ancestors().TakeWhile(node => node != scope).Any(IsRepeated);
    }

    private static bool IsRepeated(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
        or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax;

    private static SyntaxNode BodyOf(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is null or GlobalStatementSyntax ? node.SyntaxTree.GetRoot() : member;
    }
}
