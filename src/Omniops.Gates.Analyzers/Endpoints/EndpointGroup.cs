using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// A group of endpoints: what is said of it holds for all of them, whenever it is said. Source: RouteGroupBuilder, ASP.NET Core 7 and later.
/// </summary>
/// <param name="shared">What is said of another, where it is the same group in other words.</param>
internal sealed class EndpointGroup(EndpointGroup? parent, string? prefix, List<EndpointConvention>? shared = null)
{
    public EndpointGroup? Parent => parent;

    public List<EndpointConvention> Conventions { get; } = shared ?? [];

    /// <summary>The prefix with those of the groups around it; unknown parts are a <see cref="HeaderTexts.Hole"/>.</summary>
    public string Prefix { get; } = Routes.Combine(parent?.Prefix ?? "", prefix ?? HeaderTexts.Hole.ToString());

    /// <summary>What is said of this group and those around it, outermost first.</summary>
    public IEnumerable<EndpointConvention> All => (Parent?.All ?? []).Concat(Conventions);
}
