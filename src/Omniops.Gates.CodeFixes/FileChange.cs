using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes;

/// <summary>What a fix changes in one file: new lines, replaced code, and the namespaces that both need.</summary>
internal sealed class FileChange(Document document, CompilationUnitSyntax unit, SemanticModel model)
{
    private readonly SourceText _text = unit.GetText();
    private readonly List<TextChange> _changes = [];
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);

    /// <summary>Notes the namespace of a name that means nothing without it. False if the name means something else.</summary>
    /// <param name="position">Where the expression will stand.</param>
    /// <param name="expression">A call or a member.</param>
    /// <param name="type">The type that it is a member of.</param>
    public bool Means(int position, string expression, string type)
    {
        var parsed = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression(expression);
        var info = model.GetSpeculativeSymbolInfo(position, parsed, SpeculativeBindingOption.BindAsExpression);
        if (info.Symbol is { } member)
            return member.IsOf(type, model.Compilation);

        if (model.Compilation.GetTypeByMetadataName(type) is not { } owner)
            return false;

        _imports.Add(owner.ContainingNamespace.ToDisplayString());
        return true;
    }

    /// <summary>The first of the names that no variable has yet.</summary>
    public string? Free(int position, params string[] names) =>
        Array.Find(names, name => !model.LookupSymbols(position, name: name).Any(symbol => symbol is ILocalSymbol or IParameterSymbol));

    /// <summary>Writes statements on lines of their own, and what takes several lines between blank ones.</summary>
    /// <param name="code">Lines between <c>\n</c>.</param>
    public void Insert(InsertionPlace place, string code)
    {
        var line = _text.Lines.GetLineFromPosition(place.Last.Span.End);
        var next = line.LineNumber + 1 < _text.Lines.Count ? _text.Lines[line.LineNumber + 1].ToString().Trim() : "";
        var isTall = code.Contains('\n');
        var above = !place.IsWithin && (isTall || IsApart(place.Anchor, line)) ? "\n\n" : "\n";
        var below = isTall && next.Length > 0 && next[0] != '}' ? "\n" : "";
        Replace(new TextSpan(line.End, 0), above + code + below);
    }

    /// <summary>Puts code in the place of other code.</summary>
    public void Replace(TextSpan span, string code) => _changes.Add(new TextChange(span, code));

    /// <summary>Puts code in the place of other code, its lines indented as the line in which it begins.</summary>
    /// <param name="code">Lines between <c>\n</c>.</param>
    public void ReplaceByLines(TextSpan span, string code)
    {
        var line = _text.Lines.GetLineFromPosition(span.Start).ToString();
        Replace(span, code.Replace("\n", "\n" + line.Substring(0, line.Length - line.TrimStart().Length)));
    }

    /// <summary>Writes code around a statement that ends its line; what the line says behind it stays with it.</summary>
    public void Wrap(StatementSyntax statement, string before, string after)
    {
        var lines = LinesOf(statement);
        var below = lines.End == _text.Lines.Count || IsBlank(lines.End) || _text.Lines[lines.End].ToString().Trim() == "}" ? "" : "\n";
        var span = TextSpan.FromBounds(statement.SpanStart, _text.Lines[lines.End - 1].End);
        Replace(span, before + _text.ToString(span) + after + below);
    }

    /// <summary>Moves the lines of a statement, with the comment that stands directly above it.</summary>
    public void Move(StatementSyntax statement, InsertionPlace place) => Insert(place, Remove(statement));

    /// <summary>
    /// Takes away the lines of a statement, with the comment that stands directly above it; the statement alone where others stand beside it.
    /// </summary>
    /// <returns>What stood there.</returns>
    public string Remove(StatementSyntax statement)
    {
        if (!IsAlone(statement))
        {
            Replace(WithBlanks(statement.Span), "");
            return statement.ToString();
        }

        var (start, end) = LinesOf(statement);
        while (start > 0 && _text.Lines[start - 1].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
            start--;

        // Of the blank lines around it one goes too.
        var isApart = start > 0 && (IsBlank(start - 1) || _text.Lines[start - 1].ToString().TrimEnd() is [.., '{']);
        var isAlone = isApart && end < _text.Lines.Count && IsBlank(end);
        var code = _text.ToString(TextSpan.FromBounds(_text.Lines[start].Start, _text.Lines[end - 1].End)).Replace("\r\n", "\n");
        Replace(TextSpan.FromBounds(_text.Lines[start].Start, _text.Lines[isAlone ? end : end - 1].EndIncludingLineBreak), "");
        return code.Trim();
    }

    /// <summary>Continues an expression.</summary>
    public void Append(SyntaxNode expression, string code) => Replace(new TextSpan(expression.Span.End, 0), code);

    /// <summary>The changed file; null where a namespace cannot be imported safely.</summary>
    public async Task<Document?> ApplyAsync(CancellationToken cancellation)
    {
        if (_imports.Count > 0 && !UsingDirectives.CanAdd(unit))
            return null;

        var options = await document.GetOptionsAsync(cancellation).ConfigureAwait(false);
        var lineBreak = LineBreak() ?? options.GetOption(FormattingOptions.NewLine);
        var changes = _changes.Select(change => new TextChange(change.Span, change.NewText!.Replace("\n", lineBreak)))
            .OrderBy(change => change.Span.Start).ToList();
        // Formatted here and not by the host, which would end lines as the machine does and move the statement that follows.
        var changed = await Formatter.FormatAsync(
            document.WithText(_text.WithChanges(changes)),
            Written(changes),
            options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, lineBreak),
            cancellation).ConfigureAwait(false);
        if (_imports.Count == 0)
            return changed;

        var root = (CompilationUnitSyntax)(await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return changed.WithSyntaxRoot(UsingDirectives.Add(root, [.. _imports], lineBreak));
    }

    private (int Start, int End) LinesOf(SyntaxNode node) =>
        (_text.Lines.GetLineFromPosition(node.SpanStart).LineNumber, _text.Lines.GetLineFromPosition(node.Span.End).LineNumber + 1);

    /// <summary>Whether no other code stands on the lines of a statement.</summary>
    private bool IsAlone(StatementSyntax statement)
    {
        var (start, end) = LinesOf(statement);
        var next = statement.GetLastToken().GetNextToken(includeZeroWidth: true);
        return string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(_text.Lines[start].Start, statement.SpanStart)))
            && (next.SpanStart >= _text.Lines[end - 1].End || next.Span.IsEmpty);
    }

    /// <summary>With the blanks up to the next code of the line, or those behind the code before it.</summary>
    private TextSpan WithBlanks(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (end < _text.Length && _text[end] is ' ' or '\t')
            end++;
        while ((end == _text.Length || _text[end] is '\r' or '\n') && start > 0 && _text[start - 1] is ' ' or '\t')
            start--;
        return TextSpan.FromBounds(start, end);
    }

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(_text.Lines[line].ToString());

    /// <summary>What follows a declaration, or a statement that closes a block, stands apart from it.</summary>
    private static bool IsApart(StatementSyntax statement, TextLine end) =>
        statement is LocalDeclarationStatementSyntax || end.ToString().TrimStart() is ['}' or ')', ..];

    /// <summary>Where the new code stands in the new text, without the blank lines around it.</summary>
    private static IEnumerable<TextSpan> Written(List<TextChange> changes)
    {
        var shift = 0;
        foreach (var change in changes)
        {
            yield return new TextSpan(change.Span.Start + shift, change.NewText!.TrimEnd().Length);
            shift += change.NewText.Length - change.Span.Length;
        }
    }

    private string? LineBreak()
    {
        var line = _text.Lines[0];
        var lineBreak = _text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return lineBreak.Length == 0 ? null : lineBreak;
    }
}
