namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A condition on the request under which a limiter is chosen, as far as the route of an endpoint decides it.</summary>
/// <param name="Of">What it is for every request to an endpoint; null where requests differ, or where that cannot be told.</param>
/// <param name="Doubt">
/// The part that asks what is called, and not only who calls, and of which it cannot be told what it is for an endpoint; null where none is.
/// </param>
/// <param name="Text">How messages name what it asks of an endpoint; null where it asks nothing of it.</param>
internal sealed record RouteCondition(Func<Endpoint, bool?> Of, Func<Endpoint, string?> Doubt, string? Text)
{
    /// <summary>One that always holds.</summary>
    public static RouteCondition Always { get; } = new(_ => true, _ => null, null);

    public RouteCondition Negated => this with { Of = endpoint => !Of(endpoint) };

    /// <summary>A condition on what is called.</summary>
    public static RouteCondition OfEndpoint(Func<Endpoint, bool?> of, string text) => new(of, endpoint => of(endpoint) is null ? text : null, text);

    /// <summary>A condition on who calls.</summary>
    public static RouteCondition OfCaller { get; } = new(_ => null, _ => null, null);

    public RouteCondition And(RouteCondition other) =>
        ReferenceEquals(this, Always) ? other : ReferenceEquals(other, Always) ? this : With(other, endpoint => Of(endpoint) & other.Of(endpoint));

    public RouteCondition Or(RouteCondition other) => With(other, endpoint => Of(endpoint) | other.Of(endpoint));

    private RouteCondition With(RouteCondition other, Func<Endpoint, bool?> of) =>
        new(of, endpoint => of(endpoint) is null ? Doubt(endpoint) ?? other.Doubt(endpoint) : null, Text ?? other.Text);
}
