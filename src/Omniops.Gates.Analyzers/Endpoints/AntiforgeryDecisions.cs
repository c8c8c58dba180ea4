using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Whether a request must carry a token that another site cannot know. Source: AntiforgeryMiddleware for endpoints that bind forms, the
/// filters of MVC, and Razor Pages, which ask for one by default.
/// </summary>
internal static class AntiforgeryDecisions
{
    public const string Validated = "validated";

    /// <summary>It was taken away where it would be asked for.</summary>
    public const string Off = "off";

    public const string None = "none";

    public static EndpointDecision Of(Endpoint endpoint)
    {
        // The last of the highest order decides, which is the nearest where none is written. Source: FilterDescriptor, FindEffectivePolicy.
        var said = endpoint.Conventions.Where(each => each.Kind is ConventionKind.Antiforgery or ConventionKind.NoAntiforgery && each.IsPossible)
            .OrderBy(each => each.Order).LastOrDefault();
        if (said is not null && !said.IsCertain(endpoint.Scope))
            return new EndpointDecision(EndpointDecision.Unknown, null, said.Level, said.Place) { Reason = "it depends on a condition" };
        if (said is not null)
            return new EndpointDecision(said.Kind == ConventionKind.Antiforgery ? Validated : Off, null, said.Level, said.Place);

        var isAsked = endpoint.Kind is EndpointKind.Page or EndpointKind.Component || endpoint.Kind == EndpointKind.Minimal && BindsForm(endpoint.Method);
        return new EndpointDecision(isAsked ? Validated : None, null, "default", null);
    }

    /// <summary>Whether a handler of a minimal API takes a form.</summary>
    public static bool BindsForm(IMethodSymbol? handler) => handler is not null && handler.Parameters.Any(parameter =>
        parameter.Type.Name is "IFormFile" or "IFormFileCollection" or "IFormCollection"
        || parameter.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "FromFormAttribute" }));
}
