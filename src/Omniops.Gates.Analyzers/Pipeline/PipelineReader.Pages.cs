using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Pages that are written by hand, wherever in the program.</content>
internal sealed partial class PipelineReader
{
    private static readonly string[] s_answers = ["Content", "File", "PhysicalFile", "Text"];

    /// <summary>The framework's own name for it, MediaTypeNames.Text.Html.</summary>
    private const string FrameworkName = "Text.Html";

    private void NotePages()
    {
        var names = new List<string>();
        var isNamed = false;
        foreach (var tree in bodies.Compilation.SyntaxTrees)
        {
            if (_facts.Pages.Count > 0)
                return;

            var text = tree.GetText(cancellation).ToString();
            isNamed |= text.Contains(FrameworkName);
            if (!text.Contains(PipelineFacts.Page))
                continue;

            foreach (var literal in tree.GetRoot(cancellation).DescendantNodes().OfType<LiteralExpressionSyntax>().Where(IsPage))
            {
                if (literal.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } })
                    names.Add(name);
                else if (IsAnswer(literal))
                    NotePage(literal);
            }
        }

        foreach (var tree in bodies.Compilation.SyntaxTrees)
        {
            if (_facts.Pages.Count > 0 || !isNamed && names.Count == 0)
                return;

            var text = tree.GetText(cancellation).ToString();
            if ((text.Contains(FrameworkName) || names.Exists(text.Contains)) && tree.GetRoot(cancellation).DescendantNodes().OfType<ExpressionSyntax>().FirstOrDefault(
                value => value is IdentifierNameSyntax or MemberAccessExpressionSyntax && IsAnswer(value) && IsNamed(value.ToString())) is { } found)
            {
                NotePage(found);
            }
        }

        bool IsNamed(string value) => value.EndsWith(FrameworkName, StringComparison.Ordinal)
            || names.Contains(value.Substring(value.LastIndexOf('.') + 1));
    }

    private void NotePage(ExpressionSyntax value) =>
        _facts.Pages.Add(new PipelineCall(PipelineFacts.Page, value.GetLocation(), _facts.Hosts[0].Scope, null, _order++));

    private static bool IsPage(LiteralExpressionSyntax literal) => literal.IsKind(SyntaxKind.StringLiteralExpression)
        && literal.Token.ValueText.StartsWith(PipelineFacts.Page, StringComparison.OrdinalIgnoreCase);

    /// <summary>Results.Content(page, "text/html"), or ContentType = "text/html". What is asked of others is no answer.</summary>
    private static bool IsAnswer(ExpressionSyntax value) => value.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: { } called } } =>
            Array.IndexOf(s_answers, called is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : called.ToString()) >= 0,
        AssignmentExpressionSyntax { Left: { } target, Right: { } right } =>
            right == value && target.ToString() is var text && (text.EndsWith("ContentType", StringComparison.Ordinal) || text.EndsWith("[\"Content-Type\"]", StringComparison.Ordinal)),
        _ => false,
    };
}
