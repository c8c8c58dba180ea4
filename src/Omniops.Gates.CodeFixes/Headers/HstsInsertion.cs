using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>The change to one file: the statement and the namespaces that it needs.</summary>
internal sealed class HstsInsertion
{
    private static readonly SyntaxAnnotation s_inserted = new();

    private readonly CompilationUnitSyntax _unit;
    private readonly HstsPlace _place;
    private readonly string _condition;
    private readonly string _call;
    private readonly List<string> _imports = [];

    private HstsInsertion(CompilationUnitSyntax unit, string variable, HstsPlace place)
    {
        (_unit, _place) = (unit, place);
        _condition = $"{variable}.Environment.IsDevelopment()";
        _call = $"{variable}.UseHsts()";
    }

    /// <summary>Null where the call would mean something else at that place, or a namespace cannot be imported safely.</summary>
    public static HstsInsertion? Find(CompilationUnitSyntax unit, BuiltApplication application, HstsPlace place)
    {
        var insertion = new HstsInsertion(unit, application.Name, place);
        var binds = insertion.Import(application.Model, insertion._call, KnownTypes.HstsExtensions)
            && (place.Block is not null || insertion.Import(application.Model, insertion._condition, KnownTypes.HostEnvironmentExtensions));
        return binds && (insertion._imports.Count == 0 || UsingDirectives.CanAdd(unit)) ? insertion : null;
    }

    public async Task<Document> ApplyAsync(Document document, CancellationToken cancellation)
    {
        var options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        var lineBreak = LineBreak() ?? options.GetOption(FormattingOptions.NewLine);
        var changed = document.WithSyntaxRoot(UsingDirectives.Add(Insert(lineBreak), _imports, lineBreak));
        var root = await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var statement = root!.GetAnnotatedNodes(s_inserted).Single();
        // Formatted here and not by the host, which would end lines as the machine does and move the statement that follows.
        return await Formatter.FormatAsync(
            changed,
            TextSpan.FromBounds(statement.GetFirstToken().GetPreviousToken().Span.End, statement.Span.End),
            options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, lineBreak),
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes the namespace if the name means nothing without it. False if the name means something else.</summary>
    private bool Import(SemanticModel model, string call, string type)
    {
        var expression = SyntaxFactory.ParseExpression(call);
        var info = model.GetSpeculativeSymbolInfo(_place.Position, expression, SpeculativeBindingOption.BindAsExpression);
        if (info.Symbol is { } method)
            return method.IsMemberOf(type, model.Compilation);

        if (!info.CandidateSymbols.IsEmpty || model.Compilation.GetTypeByMetadataName(type) is not { } owner)
            return false;

        _imports.Add(owner.ContainingNamespace.ToDisplayString());
        return true;
    }

    private string? LineBreak()
    {
        var line = _unit.GetText().Lines[0];
        var lineBreak = line.Text?.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return string.IsNullOrEmpty(lineBreak) ? null : lineBreak;
    }

    private CompilationUnitSyntax Insert(string lineBreak)
    {
        var call = SyntaxFactory.ExpressionStatement(SyntaxFactory.ParseExpression(_call));
        var end = SyntaxFactory.EndOfLine(lineBreak);
        if (_place.Block is { } block)
        {
            var statement = call.WithTrailingTrivia(end).WithAdditionalAnnotations(s_inserted);
            var index = _place.After is null ? 0 : 1;
            return _unit.ReplaceNode(block, block.WithStatements(block.Statements.Insert(index, statement)));
        }

        var condition = SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, SyntaxFactory.ParseExpression(_condition));
        return InsertAfter(_place.After!, SyntaxFactory.IfStatement(condition, SyntaxFactory.Block(call)), end);
    }

    private CompilationUnitSyntax InsertAfter(StatementSyntax anchor, StatementSyntax statement, SyntaxTrivia end)
    {
        var token = anchor.GetLastToken();
        // The last line of a file can lack its line break; then it stays so.
        var endsLine = token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var (one, two) = (SyntaxFactory.TriviaList(end), SyntaxFactory.TriviaList(end, end));
        var after = NeedsBlankLine(token.GetNextToken(includeZeroWidth: true)) ? two : one;
        statement = statement
            .WithLeadingTrivia(endsLine ? one : two)
            .WithTrailingTrivia(endsLine ? after : SyntaxTriviaList.Empty)
            .WithAdditionalAnnotations(s_inserted);
        return anchor.Parent is GlobalStatementSyntax global
            ? _unit.InsertNodesAfter(global, [SyntaxFactory.GlobalStatement(statement)])
            : _unit.InsertNodesAfter(anchor, [statement]);
    }

    private static bool NeedsBlankLine(SyntaxToken next)
    {
        var first = next.LeadingTrivia.FirstOrDefault(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var isEnd = next.IsKind(SyntaxKind.CloseBraceToken) || next.IsKind(SyntaxKind.EndOfFileToken);
        return first.IsKind(SyntaxKind.None) ? !isEnd : !first.IsKind(SyntaxKind.EndOfLineTrivia);
    }
}
