using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The routes that OData gives actions by their names and the sets of its models. Source: EntitySetRoutingConvention, EntityRoutingConvention;
/// tried on a running server of Microsoft.AspNetCore.OData 9. Other conventions need to know the types of a model and stay unknown.
/// </summary>
/// <param name="isComplete">Whether every model is among them.</param>
internal sealed class DataRoutes(IReadOnlyList<DataModel> models, bool isComplete)
{
    private static readonly string[] s_ofOne = ["Delete", "Get", "Patch", "Put"];

    private static readonly string[] s_unknown = [HeaderTexts.Hole.ToString()];

    /// <summary>The routes of an action; a <see cref="HeaderTexts.Hole"/> where there may be others.</summary>
    /// <param name="name">The name of the controller, which is that of a set.</param>
    public IEnumerable<string> Of(INamedTypeSymbol controller, string name, IMethodSymbol action)
    {
        var served = models.Where(model => model.Sets?.Contains(name) == true).ToList();
        if (Paths(name, action) is not { } paths || served.Count == 0 || controller.GetAttributes().Any(each => each.AttributeClass?.Name == "ODataRouteComponentAttribute"))
            return s_unknown;

        var known = served.SelectMany(model => paths.Select(path => Routes.Combine(model.Prefix, path)));
        return isComplete && models.All(model => model.Sets is not null) ? known : known.Concat(s_unknown);
    }

    private static string[]? Paths(string set, IMethodSymbol action)
    {
        var hasKey = action.Parameters.Any(parameter => parameter.Name == "key");
        if (hasKey)
            return Array.IndexOf(s_ofOne, action.Name) >= 0 ? [$"{set}({{key}})", $"{set}/{{key}}"] : null;

        return action.Name switch
        {
            "Post" => [set],
            "Get" when action.Parameters.All(parameter => parameter.Type.Name is "ODataQueryOptions" or "CancellationToken") => [set, $"{set}/$count"],
            _ => null,
        };
    }
}
