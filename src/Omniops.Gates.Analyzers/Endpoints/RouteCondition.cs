namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A condition on the request under which a limiter is chosen, as far as the route of an endpoint decides it.</summary>
/// <param name="Of">What it is for every request to an endpoint; null where requests differ, or where that cannot be told.</param>
/// <param name="IsOfEndpoint">Whether it asks what is called, and not only who calls.</param>
/// <param name="Text">How messages name it.</param>
internal sealed record RouteCondition(Func<Endpoint, bool?> Of, bool IsOfEndpoint, string Text)
{
    /// <summary>One that always holds.</summary>
    public static RouteCondition Always { get; } = new(_ => true, IsOfEndpoint: false, "");

    public RouteCondition Negated => this with { Of = endpoint => !Of(endpoint) };

    public RouteCondition And(RouteCondition other) =>
        ReferenceEquals(this, Always) ? other : ReferenceEquals(other, Always) ? this : With(other, endpoint => Of(endpoint) & other.Of(endpoint));

    public RouteCondition Or(RouteCondition other) => With(other, endpoint => Of(endpoint) | other.Of(endpoint));

    /// <summary>Whether it depends on the request what it is, and not only on who calls.</summary>
    public bool IsInDoubt(Endpoint endpoint) => IsOfEndpoint && Of(endpoint) is null;

    private RouteCondition With(RouteCondition other, Func<Endpoint, bool?> of) =>
        new(of, IsOfEndpoint || other.IsOfEndpoint, IsOfEndpoint || Text.Length > 0 && !other.IsOfEndpoint ? Text : other.Text);
}
