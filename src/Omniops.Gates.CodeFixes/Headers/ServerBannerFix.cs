using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3012: sets <c>AddServerHeader = false</c>, in the code that configures Kestrel already or with a new call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ServerBannerFix)), Shared]
public sealed class ServerBannerFix : PipelineFix
{
    private const string Setting = "AddServerHeader = false";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.ServerBanner.Id);

    private protected override string Title => "Do not name the server";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        var change = new FileChange(document, unit, model);
        var node = unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(node.Span))
        {
            change.Replace(assignment.Right.Span, "false");
            return [change];
        }

        var body = await PipelineBody.FindAsync(document, diagnostic.Location.SourceSpan, cancellation).ConfigureAwait(false);
        var isWritten = body is { Builder: { } builder }
            ? TryConfigure(change, body, builder)
            : node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && TryAppend(change, model, call, cancellation);
        return isWritten ? [change] : [];
    }

    /// <summary><c>builder.WebHost.ConfigureKestrel(...)</c>.</summary>
    private static bool TryConfigure(FileChange change, PipelineBody body, IdentifierNameSyntax builder)
    {
        var above = body.Preceding().ToList();
        foreach (var statement in above)
        {
            if (Configuration(statement, builder) is { Block: { } block, Parameter.Identifier.Text: var kestrel }
                && InsertionPlace.Within(block) is { IsFree: true } within)
            {
                change.Insert(within, $"{kestrel}.{Setting};");
                return true;
            }
        }

        var declaration = above.Find(statement => statement is LocalDeclarationStatementSyntax local
            && local.Declaration.Variables.Any(variable => variable.Identifier.ValueText == builder.Identifier.ValueText));
        if (declaration is null || InsertionPlace.After(declaration) is not { IsFree: true } place
            || change.Free(place.Position, "options", "kestrel") is not { } options)
        {
            return false;
        }

        var call = $"{builder}.WebHost.ConfigureKestrel({options} => {options}.{Setting})";
        if (!change.Means(place.Position, call, KnownTypes.KestrelExtensions))
            return false;

        change.Insert(place, call + ";");
        return true;
    }

    private static SimpleLambdaExpressionSyntax? Configuration(StatementSyntax statement, IdentifierNameSyntax builder) =>
        statement is ExpressionStatementSyntax
        {
            Expression: InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "ConfigureKestrel", Expression: MemberAccessExpressionSyntax host,
                },
                ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax code }],
            },
        }
        && host.ToString() == $"{builder}.WebHost"
            ? code
            : null;

    /// <summary><c>web.UseStartup&lt;Startup&gt;().ConfigureKestrel(...)</c>.</summary>
    private static bool TryAppend(FileChange change, SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access
            || model.GetTypeInfo(call, cancellation).Type?.ToDisplayString() != KnownTypes.WebHostBuilder
            || change.Free(call.SpanStart, "options", "kestrel") is not { } options)
        {
            return false;
        }

        var added = $".ConfigureKestrel({options} => {options}.{Setting})";
        if (!change.Means(call.SpanStart, call + added, KnownTypes.KestrelExtensions))
            return false;

        var dot = access.OperatorToken;
        var line = dot.SyntaxTree!.GetText(cancellation).Lines.GetLineFromPosition(dot.SpanStart);
        var indentation = line.ToString().Substring(0, dot.SpanStart - line.Start);
        change.Append(call, (string.IsNullOrWhiteSpace(indentation) && dot.SpanStart > line.Start ? "\n" + indentation : "") + added);
        return true;
    }
}
