using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Where code takes the token away from Razor Pages by their path: <c>ConfigureFilter</c> and the conventions for folders and pages. Source:
/// PageConventionCollectionExtensions; tried on a running server.
/// </summary>
internal static class PagesWithoutToken
{
    private static readonly string[] s_conventions =
        ["ConfigureFilter", "AddFolderApplicationModelConvention", "AddPageApplicationModelConvention", "AddAreaFolderApplicationModelConvention", "AddAreaPageApplicationModelConvention"];

    /// <summary>The calls that take it away in production from pages that change state.</summary>
    public static IEnumerable<IInvocationOperation> In(EndpointFacts facts)
    {
        if (!facts.Pipeline.Mappings.Exists(mapping => mapping.Kind == EndpointKind.Pages))
            yield break;

        var (sources, cancellation) = (facts.Sources, facts.Cancellation);
        foreach (var name in s_conventions.SelectMany(each => sources.References.Named(each, cancellation)))
        {
            if (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax invocation }
                && sources.Bodies.Read(invocation, cancellation) is IInvocationOperation call && IsOff(call)
                && Concerns(facts, call) && sources.Reach.IsInProduction(call, cancellation))
            {
                yield return call;
            }
        }
    }

    private static bool IsOff(IInvocationOperation call) => AntiforgeryTokens.IsIgnored(AntiforgeryTokens.AddedBy(call))
        || call.Descendants().OfType<IInvocationOperation>().Any(inner => AntiforgeryTokens.IsIgnored(AntiforgeryTokens.AddedBy(inner)));

    /// <summary>Whether a page below the path changes state; code whose pages are not compiled with it may have one anywhere.</summary>
    private static bool Concerns(EndpointFacts facts, IInvocationOperation call)
    {
        var texts = call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)
            .Select(argument => argument.Value.Unwrapped().ConstantValue.Value as string).ToList();
        var pages = facts.Live.Where(endpoint => endpoint.Kind == EndpointKind.Page).ToList();
        if (texts.Count == 0 || texts.Contains(null) || pages.Count == 0)
            return facts.Bodies.Types.Where(MvcNames.IsPage).Concat(pages.Select(page => page.Type).OfType<INamedTypeSymbol>()).Any(Changes);

        var path = "/" + string.Join("/", texts.Select(text => text!.Trim('/')).Where(text => text.Length > 0));
        return pages.Exists(page => page is { Type: { } type, Handler: { } handler } && Changes(type)
            && (path == "/" || handler.Equals(path, StringComparison.OrdinalIgnoreCase) || handler.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Changes(INamedTypeSymbol page) =>
        page.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Any(MvcNames.IsUnsafeHandler);
}
