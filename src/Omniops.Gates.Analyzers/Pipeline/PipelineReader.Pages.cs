using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Pages that are written by hand, wherever in the program.</content>
internal sealed partial class PipelineReader
{
    private static readonly string[] s_answers = ["Content", "File", "PhysicalFile", "Text"];

    private void NotePages()
    {
        foreach (var tree in bodies.Compilation.SyntaxTrees)
        {
            if (_facts.Pages.Count > 0 || !tree.GetText(cancellation).ToString().Contains(PipelineFacts.Page))
                continue;

            foreach (var literal in tree.GetRoot(cancellation).DescendantNodes().OfType<LiteralExpressionSyntax>())
            {
                if (literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.StartsWith(PipelineFacts.Page, StringComparison.OrdinalIgnoreCase)
                    && IsAnswer(literal))
                {
                    _facts.Pages.Add(new PipelineCall(PipelineFacts.Page, literal.GetLocation(), _facts.Hosts[0].Scope, null, _order++));
                    break;
                }
            }
        }
    }

    /// <summary>Results.Content(page, "text/html"), or ContentType = "text/html". What is asked of others is no answer.</summary>
    private static bool IsAnswer(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: { } called } } =>
            Array.IndexOf(s_answers, called is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : called.ToString()) >= 0,
        AssignmentExpressionSyntax { Left: { } target } => target.ToString().EndsWith("ContentType", StringComparison.Ordinal),
        _ => false,
    };
}
