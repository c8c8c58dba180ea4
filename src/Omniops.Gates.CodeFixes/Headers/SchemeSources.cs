using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// Where a project tells an application behind a proxy that the client came over HTTPS. The framework sends HSTS over HTTPS only, so
/// it has to be added after all of them.
/// </summary>
internal static class SchemeSources
{
    public static async Task<IReadOnlyList<ReferenceLocation>> FindAsync(
        Project project, Compilation compilation, CancellationToken cancellation)
    {
        var found = new List<ReferenceLocation>();
        foreach (var method in Members(compilation, KnownTypes.ForwardedHeadersExtensions, "UseForwardedHeaders"))
            found.AddRange(await ReferencesAsync(method, project, cancellation).ConfigureAwait(false));

        foreach (var property in Members(compilation, KnownTypes.HttpRequest, "Scheme", "IsHttps"))
        {
            foreach (var reference in await ReferencesAsync(property, project, cancellation).ConfigureAwait(false))
            {
                if (IsAssigned(reference, cancellation))
                    found.Add(reference);
            }
        }

        return found;
    }

    private static IEnumerable<ISymbol> Members(Compilation compilation, string type, params string[] names) =>
        names.SelectMany(name => compilation.GetTypeByMetadataName(type)?.GetMembers(name) ?? ImmutableArray<ISymbol>.Empty);

    private static async Task<IEnumerable<ReferenceLocation>> ReferencesAsync(
        ISymbol symbol, Project project, CancellationToken cancellation)
    {
        var documents = project.Documents.ToImmutableHashSet();
        var references = await SymbolFinder.FindReferencesAsync(symbol, project.Solution, documents, cancellation).ConfigureAwait(false);
        return references.SelectMany(reference => reference.Locations);
    }

    private static bool IsAssigned(ReferenceLocation reference, CancellationToken cancellation) =>
        reference.Location.SourceTree?.GetRoot(cancellation).FindNode(reference.Location.SourceSpan)
            .FirstAncestorOrSelf<AssignmentExpressionSyntax>()?.Left.Span.Contains(reference.Location.SourceSpan) == true;
}
