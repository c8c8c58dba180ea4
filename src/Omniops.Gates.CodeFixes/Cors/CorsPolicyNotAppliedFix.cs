using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Analyzers.Secrets;
using Omniops.Gates.CodeFixes.Headers;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4007: adds the middleware or moves it to where it acts, and registers a policy that is applied and missing. Its origins it reads
/// from a section of its own, as nobody but the team knows them.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsPolicyNotAppliedFix)), Shared]
public sealed class CorsPolicyNotAppliedFix : CorsFix
{
    private const string Middleware = "UseCors";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsPolicyNotApplied.Id);

    private protected override string Title => "Apply the CORS policy";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await BodyAsync(document, span, cancellation).ConfigureAwait(false) is not { } body)
            return [];

        if (!diagnostic.Properties.TryGetValue(GateReporter.CallProperty, out var call) || call is null)
            return Moved(body, span);

        var at = call.IndexOf('(');
        var (method, policy) = (call.Substring(0, at), call.Substring(at + 1, call.Length - at - 2));
        return method switch
        {
            Middleware => Applied(body, policy),
            "UseAuthorization" => Followed(body, span),
            _ => Registered(body, method, policy, cancellation),
        };
    }

    private static async Task<PipelineBody?> BodyAsync(Document document, TextSpan finding, CancellationToken cancellation) =>
        await PipelineBody.FindAsync(document, finding, cancellation).ConfigureAwait(false)
        ?? await PipelineBody.FindAroundAsync(document, finding, cancellation).ConfigureAwait(false)
        ?? await PipelineBody.FindOnlyAsync(document, cancellation).ConfigureAwait(false);

    private static IReadOnlyList<FileChange> Applied(PipelineBody body, string policy)
    {
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (CorsPlace.Find(body) is not { } place
            || !change.Means(place.Position, $"{body.Name}.{Middleware}()", KnownTypes.CorsMiddlewareExtensions))
        {
            return [];
        }

        change.Insert(place, $"{body.Name}.{Middleware}({(policy.Length == 0 ? "" : Quoted(policy))});");
        return [change];
    }

    private static IReadOnlyList<FileChange> Moved(PipelineBody body, TextSpan finding)
    {
        if (Statement(body, finding) is not { ContainsDirectives: false } statement || !InsertionPlace.After(statement).IsFree
            || CorsPlace.Find(body) is not { } place || place.Anchor == statement)
        {
            return [];
        }

        var change = new FileChange(body.Document, body.Unit, body.Model);
        change.Move(statement, place);
        return [change];
    }

    private static IReadOnlyList<FileChange> Followed(PipelineBody body, TextSpan finding)
    {
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (Statement(body, finding) is not { } statement || InsertionPlace.After(statement) is not { IsFree: true } place
            || !change.Means(place.Position, $"{body.Name}.UseAuthorization()", KnownTypes.AuthorizationExtensions))
        {
            return [];
        }

        change.Insert(place, $"{body.Name}.UseAuthorization();");
        return [change];
    }

    /// <summary>The call of the middleware that the finding is about.</summary>
    private static StatementSyntax? Statement(PipelineBody body, TextSpan finding) =>
        body.Following(body.Start)
            .FirstOrDefault(statement => statement.Span.Contains(finding) && body.CalledBy(statement)?.Name == Middleware);

    private static IReadOnlyList<FileChange> Registered(PipelineBody body, string method, string policy, CancellationToken cancellation)
    {
        if (ServicesPlace.Find(body, cancellation) is not { } services
            || ConfigurationInReach.Find(body.Model, services.Place.Last.Span.End, cancellation) is not { } configuration)
        {
            return [];
        }

        var changes = new List<FileChange>();
        var position = services.Place.Position;
        var name = policy.Length == 0 ? "" : Quoted(policy) + ", ";
        foreach (var read in ConfiguredOrigins.Reads(configuration, $"Cors:{Pascal(policy)}Origins"))
        {
            var change = new FileChange(body.Document, body.Unit, body.Model);
            if (change.Free(position, "cors", "corsOptions") is { } cors && change.Free(position, "policy", "corsPolicy") is { } builder
                && change.Means(position, $"{services.Services}.AddCors()", KnownTypes.CorsServices))
            {
                change.Insert(services.Place, string.Join(
                    "\n",
                    $"{services.Services}.AddCors({cors} => {cors}.{method}({name}{builder} =>",
                    $"    {builder}.{ConfiguredOrigins.Method}({read})));"));
                changes.Add(change);
            }
        }

        return changes;
    }

    private static string Quoted(string policy) => SymbolDisplay.FormatLiteral(policy, quote: true);

    /// <summary>The name as the settings would write it.</summary>
    private static string Pascal(string policy)
    {
        var words = new string([.. policy.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ');
        return string.Concat(words.Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }
}
