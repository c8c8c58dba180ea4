using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>One thing that the map says of one endpoint, and what the running application shows of it.</summary>
/// <param name="Topic">Presence, Metadata, Access or Limit.</param>
/// <param name="Said">Null where the map does not commit itself.</param>
/// <param name="Seen">Null where no answer shows it.</param>
internal sealed record EndpointComparison(string Program, string Topic, string Endpoint, string? Said, string? Seen)
{
    public const string Presence = "presence";
    public const string Metadata = "metadata";
    public const string Access = "access";
    public const string Limit = "limit";

    public const string Open = "open";
    public const string Closed = "closed";

    private const string Served = "served";
    private const string NotServed = "not served";

    public Agreement Agreement => Said is null ? Agreement.NotProven
        : Seen is null ? Agreement.NotSeen
        : Said == Seen ? Agreement.Agrees
        : Agreement.Contradicts;

    /// <summary>All that is said of a program's endpoints.</summary>
    public static IEnumerable<EndpointComparison> Of(EndpointTrial trial) =>
        [.. Presences(trial), .. Metadatas(trial), .. Accesses(trial), .. Limits(trial)];

    public override string ToString() => $"{Program}: {Topic} of {Endpoint}: said {Said ?? "nothing"}, seen {Seen ?? "nothing"}";

    private static IEnumerable<EndpointComparison> Presences(EndpointTrial trial)
    {
        var name = trial.Program.Name;
        foreach (var mapped in trial.Mapped)
        {
            yield return new(name, Presence, mapped.Endpoint.Name, Served, trial.Serving.Any(mapped.Is) ? Served : NotServed);
        }

        foreach (var running in trial.Serving)
        {
            var isMapped = trial.Mapped.Any(mapped => mapped.Is(running));
            yield return new(name, Presence, $"{running.Name} ({running.DisplayName})", isMapped ? Served : NotServed, Served);
        }
    }

    private static IEnumerable<EndpointComparison> Metadatas(EndpointTrial trial) =>
        from mapped in trial.Mapped
        from running in trial.Serving
        where mapped.Is(running)
        select new EndpointComparison(
            trial.Program.Name, Metadata, mapped.Endpoint.Name, MetadataText.Of(mapped.Endpoint), MetadataText.Of(running));

    private static IEnumerable<EndpointComparison> Accesses(EndpointTrial trial) =>
        from answer in trial.Strangers
        let mapped = trial.Mapped.SingleOrDefault(mapped => ReferenceEquals(mapped.Endpoint, answer.Asked.Endpoint))
        where mapped is not null
        select new EndpointComparison(
            trial.Program.Name,
            Access,
            mapped.Endpoint.Name,
            mapped.Access.State switch { AccessState.Guarded => Closed, AccessState.Unknown => null, _ => Open },
            SeenBy(trial, answer));

    /// <summary>Whether a stranger was let in. Behind a limit that is used up nothing is seen.</summary>
    private static string? SeenBy(EndpointTrial trial, StrangerAnswer answer) => answer.Status switch
    {
        401 or 403 => Closed,
        301 or 302 when answer.Location?.Contains("/login", StringComparison.OrdinalIgnoreCase) == true => Closed,
        500 when trial.Program.Closing.Contains(answer.Asked.Endpoint.Name) => Closed,
        500 when trial.Program.Failing.Contains(answer.Asked.Endpoint.Name) => null,
        429 or 503 => null,
        404 or 405 or >= 500 or Answer.Lost => $"answered with {answer.Status}",
        _ => Open,
    };

    private static IEnumerable<EndpointComparison> Limits(EndpointTrial trial)
    {
        var permits = new Permits(trial.Rejection);
        foreach (var burst in trial.Bursts)
        {
            if (trial.Mapped.FirstOrDefault(mapped => ReferenceEquals(mapped.Endpoint, burst.Asked.Endpoint)) is not { } mapped)
                continue;

            var said = permits.Expect(mapped, burst.IsHeld, burst.Statuses.Length);
            yield return new(
                trial.Program.Name, Limit, mapped.Endpoint.Name, said,
                string.Join(' ', burst.Statuses.Select(status => status is 429 or 503 ? $"{status}" : Permits.Passed)));
        }
    }
}
