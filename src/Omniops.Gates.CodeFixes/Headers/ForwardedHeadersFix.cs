using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3013: names the headers that are read, or keeps the lists of known proxies, which then hold this machine alone. Which other proxies
/// there are only the team knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardedHeadersFix)), Shared]
public sealed class ForwardedHeadersFix : PipelineFix
{
    private const string Property = "ForwardedHeaders";
    private const string Value = "ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto";

    private static readonly string[] s_lists = ["KnownProxies", "KnownIPNetworks", "KnownNetworks"];

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.ForwardedHeaders.Id);

    private protected override string Title => "Read the forwarded headers of known proxies";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || compilation.GetTypeByMetadataName(KnownTypes.ForwardedHeadersOptions) is not { } options)
        {
            return [];
        }

        if (diagnostic.Properties.TryGetValue(GateReporter.AnchorProperty, out var anchor) && Array.IndexOf(s_lists, anchor) >= 0)
        {
            var lists = s_lists.SelectMany(name => options.GetMembers(name)).ToList();
            return Kept(await PlacesAsync(document.Project, lists, cancellation).ConfigureAwait(false));
        }

        var written = await PlacesAsync(document.Project, options.GetMembers(Property), cancellation).ConfigureAwait(false);
        if (written is [var only])
            return Replaced(only, cancellation);
        if (written.Count > 1)
            return [];

        // A constructor is found with its type.
        var places = await PlacesAsync(document.Project, [options], cancellation).ConfigureAwait(false);
        return places switch
        {
            [] => await AddedAsync(document, diagnostic, cancellation).ConfigureAwait(false),
            [var place] => Set(place),
            _ => [],
        };
    }

    /// <summary>Takes away what empties the lists, where that is all in one file and a statement each.</summary>
    private static IReadOnlyList<FileChange> Kept(List<Place> places)
    {
        var cleared = places.FindAll(place => Clearing(place.Node) is not null);
        if (cleared.Count == 0 || cleared.Exists(place => place.Document.Id != cleared[0].Document.Id))
            return [];

        var change = cleared[0].Change();
        foreach (var place in cleared)
        {
            if (Clearing(place.Node)!.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax, ContainsDirectives: false } statement)
                return [];
            change.Remove(statement);
        }

        return [change];
    }

    /// <summary>The call that empties the list of this name.</summary>
    private static InvocationExpressionSyntax? Clearing(SyntaxNode name) =>
        name.Parent is MemberAccessExpressionSyntax list && list.Name == name
        && list.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" } clear
            ? clear.Parent as InvocationExpressionSyntax
            : null;

    private static IReadOnlyList<FileChange> Replaced(Place place, CancellationToken cancellation)
    {
        var change = place.Change();
        if (place.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment
            || !assignment.Left.Span.Contains(place.Node.Span)
            || place.Model.GetConstantValue(assignment.Right, cancellation) is not { HasValue: true, Value: 0 }
            || !MeansHeaders(change, assignment.SpanStart))
        {
            return [];
        }

        change.Replace(assignment.Right.Span, Value);
        return [change];
    }

    /// <summary>Beside what the options are given already, by a function or where they are made.</summary>
    private static IReadOnlyList<FileChange> Set(Place place)
    {
        var change = place.Change();
        if (!MeansHeaders(change, place.Node.SpanStart))
            return [];

        if (place.Node.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation
            && creation.Type.Span.Contains(place.Node.Span))
        {
            if (creation.Initializer is { Expressions: [var first, ..] })
                change.Replace(new(first.SpanStart, 0), $"{Property} = {Value}, ");
            else if (creation.Initializer is null)
                change.Append(creation, $" {{ {Property} = {Value} }}");
            else
                return [];
            return [change];
        }

        if (place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>()
                is not { ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax code }] }
            || code.Parameter.Identifier.Text is not { } options)
        {
            return [];
        }

        if (code.ExpressionBody is { } only)
            change.ReplaceByLines(only.Span, $"\n{{\n    {options}.{Property} = {Value};\n    {only};\n}}");
        else if (code.Block is { } block && InsertionPlace.Within(block) is { IsFree: true } beginning)
            change.Insert(beginning, $"{options}.{Property} = {Value};");
        else
            return [];
        return [change];
    }

    private static async Task<IReadOnlyList<FileChange>> AddedAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await PipelineBody.FindAroundAsync(document, span, cancellation).ConfigureAwait(false) is not { } body)
            return [];

        var changes = new List<FileChange>();
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (ServicesPlace.Find(body, cancellation) is { } services && services.Place.Position is var position
            && change.Free(position, "options", "forwarding") is { } options
            && change.Means(position, $"{services.Services}.Configure<object>({options} => {{ }})", KnownTypes.OptionsServices)
            && MeansOptions(change, position) && MeansHeaders(change, position))
        {
            change.Insert(
                services.Place,
                $"{services.Services}.Configure<ForwardedHeadersOptions>({options} =>\n    {options}.{Property} = {Value});");
            changes.Add(change);
        }

        var other = new FileChange(body.Document, body.Unit, body.Model);
        if (body.Unit.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>()
                is { ArgumentList: { Arguments.Count: 0 } list }
            && MeansOptions(other, list.SpanStart) && MeansHeaders(other, list.SpanStart))
        {
            other.Replace(list.Span, $"(new ForwardedHeadersOptions {{ {Property} = {Value} }})");
            changes.Add(other);
        }

        return changes;
    }

    private static bool MeansHeaders(FileChange change, int position) =>
        change.Means(position, "ForwardedHeaders.XForwardedFor", KnownTypes.ForwardedHeaders);

    private static bool MeansOptions(FileChange change, int position) =>
        change.Means(position, $"new ForwardedHeadersOptions().{Property}", KnownTypes.ForwardedHeadersOptions);

    private static async Task<List<Place>> PlacesAsync(Project project, IEnumerable<ISymbol> symbols, CancellationToken cancellation)
    {
        var documents = project.Documents.ToImmutableHashSet();
        var places = new Dictionary<Location, Place>();
        foreach (var symbol in symbols)
        {
            var references = await SymbolFinder.FindReferencesAsync(symbol, project.Solution, documents, cancellation)
                .ConfigureAwait(false);
            foreach (var reference in references.SelectMany(reference => reference.Locations))
            {
                if (places.ContainsKey(reference.Location)
                    || await FileSource.ReadAsync(reference.Document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
                {
                    continue;
                }

                places.Add(reference.Location, new Place(
                    reference.Document, unit, model, unit.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true)));
            }
        }

        return [.. places.Values];
    }

    private sealed record Place(Document Document, CompilationUnitSyntax Unit, SemanticModel Model, SyntaxNode Node)
    {
        public FileChange Change() => new(Document, Unit, Model);
    }
}
