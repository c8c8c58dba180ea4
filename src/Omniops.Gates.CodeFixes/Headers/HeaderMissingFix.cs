using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3004: writes the headers that the finding names, into the middleware that writes headers already, or with a new one before all that
/// answers.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HeaderMissingFix)), Shared]
public sealed class HeaderMissingFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HeaderMissing.Id);

    private protected override string Title => "Send the missing security headers";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (Headers(diagnostic) is not { } headers
            || await PipelineBody.FindAsync(document, diagnostic.Location.SourceSpan, cancellation).ConfigureAwait(false) is not { } body)
        {
            return [];
        }

        var changes = new List<FileChange>();
        if (await StartingHeaders.FindAsync(body, cancellation).ConfigureAwait(false) is { } written)
            changes.Add(Extended(written, headers));

        if (Place(body) is not { IsFree: true } place)
            return changes;

        if (Policies(body, place, headers) is { } policies)
            changes.Add(policies);
        if (Middleware(body, place, headers) is { } middleware)
            changes.Add(middleware);
        return changes;
    }

    /// <summary>Those that the finding names; all, where the finding is of another rule and only asks whether there is a fix.</summary>
    private static string[]? Headers(Diagnostic diagnostic) =>
        diagnostic.Id != HeaderRules.HeaderMissing.Id ? HeaderText.All
        : diagnostic.Properties.TryGetValue(GateReporter.AnchorProperty, out var anchor) && anchor is not null ? anchor.Split(' ')
        : null;

    private static FileChange Extended(StartingHeaders written, string[] headers)
    {
        var change = new FileChange(written.Document, written.Last.SyntaxTree.GetCompilationUnitRoot(), written.Model);
        foreach (var header in headers)
            change.Insert(InsertionPlace.After(written.Last), HeaderText.Assignment(written.Headers, header));
        return change;
    }

    /// <summary>First of all, or behind what says who asks.</summary>
    private static InsertionPlace Place(PipelineBody body)
    {
        var place = body.Start;
        foreach (var statement in body.Following(body.Start))
        {
            if (body.IsForwarding(statement))
                place = InsertionPlace.After(statement);
            else if (!body.LeavesPipelineAlone(statement))
                break;
        }

        return place.IsFree ? place : body.Start;
    }

    /// <summary>With NetEscapades.AspNetCore.SecurityHeaders, where it is referenced and not called yet.</summary>
    private static FileChange? Policies(PipelineBody body, InsertionPlace place, string[] headers)
    {
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (body.Model.Compilation.GetTypeByMetadataName(KnownTypes.HeaderPolicyExtensions) is null
            || body.Unit.DescendantTokens().Any(token => token.ValueText == "UseSecurityHeaders")
            || change.Free(place.Position, "policies", "headerPolicies") is not { } policies
            || !change.Means(place.Position, $"{body.Name}.UseSecurityHeaders()", KnownTypes.HeaderPolicyExtensions)
            || change.Free(place.Position, "csp", "policy") is not { } csp)
        {
            return null;
        }

        var calls = headers.Select(header => HeaderText.Policy(header, csp)).ToList();
        change.Insert(place, calls.Count == 1 && !calls[0].Contains('\n')
            ? $"{body.Name}.UseSecurityHeaders({policies} => {policies}{calls[0]});"
            : $"{body.Name}.UseSecurityHeaders({policies} => {policies}\n    {string.Join("\n    ", calls)});");
        return change;
    }

    private static FileChange? Middleware(PipelineBody body, InsertionPlace place, string[] headers)
    {
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (change.Free(place.Position, "context", "httpContext") is not { } context
            || change.Free(place.Position, "next", "following") is not { } next
            || change.Free(place.Position, "headers", "responseHeaders") is not { } variable
            || !change.Means(place.Position, $"{body.Name}.Use(({context}, {next}) => {next}({context}))", KnownTypes.UseExtensions)
            || !change.Means(place.Position, "Task.CompletedTask", KnownTypes.Task))
        {
            return null;
        }

        var lines = headers.Length == 1
            ? [HeaderText.Assignment($"{context}.Response.Headers", headers[0])]
            : headers.Select(header => HeaderText.Assignment(variable, header)).Prepend($"var {variable} = {context}.Response.Headers;");
        change.Insert(place, $$"""
            {{body.Name}}.Use(({{context}}, {{next}}) =>
            {
                {{context}}.Response.OnStarting(() =>
                {
                    {{string.Join("\n        ", lines)}}
                    return Task.CompletedTask;
                });
                return {{next}}({{context}});
            });
            """.Replace("\r\n", "\n"));
        return change;
    }
}
