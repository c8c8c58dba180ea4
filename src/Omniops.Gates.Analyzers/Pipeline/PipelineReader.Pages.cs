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
        var trees = new List<SyntaxTree>();
        foreach (var tree in bodies.Compilation.SyntaxTrees)
        {
            var text = tree.GetText(cancellation).ToString();
            if (text.Contains(FrameworkName))
                trees.Add(tree);
            if (!text.Contains(PipelineFacts.Page))
                continue;

            trees.Add(tree);
            foreach (var literal in tree.GetRoot(cancellation).DescendantNodes().OfType<LiteralExpressionSyntax>().Where(IsPage))
            {
                if (literal.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } })
                    names.Add(name);
            }
        }

        foreach (var tree in names.Count == 0 ? trees.Distinct() : bodies.Compilation.SyntaxTrees)
        {
            if (names.Count > 0 && !trees.Contains(tree) && !names.Exists(tree.GetText(cancellation).ToString().Contains))
                continue;

            if (tree.GetRoot(cancellation).DescendantNodes().OfType<ExpressionSyntax>()
                    .FirstOrDefault(value => IsAnswer(value) && IsMadeOfPage(value)) is { } page)
            {
                _facts.Pages.Add(new PipelineCall(PipelineFacts.Page, page.GetLocation(), _facts.Hosts.Count > 0 ? _facts.Hosts[0].Scope : PipelineScope.Entry, null, _order++));
                return;
            }
        }

        bool IsMadeOfPage(ExpressionSyntax value) => value
            .DescendantNodesAndSelf(node => node is not InvocationExpressionSyntax).Any(part => part switch
        {
            LiteralExpressionSyntax literal => IsPage(literal),
            InterpolatedStringTextSyntax { TextToken.ValueText: var text } => text.StartsWith(PipelineFacts.Page, StringComparison.OrdinalIgnoreCase),
            MemberAccessExpressionSyntax access => IsNamed(access.ToString()),
            IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText),
            _ => false,
        });

        bool IsNamed(string value) => value.EndsWith(FrameworkName, StringComparison.Ordinal)
            || names.Contains(value.Substring(value.LastIndexOf('.') + 1));
    }

    private static bool IsPage(LiteralExpressionSyntax literal) => literal.IsKind(SyntaxKind.StringLiteralExpression)
        && literal.Token.ValueText.StartsWith(PipelineFacts.Page, StringComparison.OrdinalIgnoreCase);

    /// <summary>Results.Content(page, "text/html"), or ContentType = "text/html". What is asked of others is no answer.</summary>
    private static bool IsAnswer(ExpressionSyntax value) => value.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: { } called } } =>
            Array.IndexOf(s_answers, called is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : called.ToString()) >= 0,
        AssignmentExpressionSyntax { Left: { } target, Right: { } right } =>
            right == value && target.ToString() is var text
            && (text.EndsWith("ContentType", StringComparison.Ordinal) || text.EndsWith("[\"Content-Type\"]", StringComparison.Ordinal)),
        _ => false,
    };
}
