using System.Globalization;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>The largest body that an endpoint takes, in bytes: the last that is said of it, else Kestrel's. Source: IRequestSizeLimitMetadata.</summary>
internal sealed class RequestSizeDecisions(PipelineFacts facts)
{
    /// <summary>KestrelServerLimits.MaxRequestBodySize, tried on a running server.</summary>
    private const long Default = 30_000_000;

    public EndpointDecision Of(Endpoint endpoint)
    {
        var said = endpoint.Conventions.LastOrDefault(each => each.Kind is ConventionKind.RequestSize or ConventionKind.NoRequestSize && each.IsPossible);
        if (said is { Kind: ConventionKind.NoRequestSize })
            return new EndpointDecision("unlimited", null, said.Level, said.Place);
        if (said is not null)
            return Limited(said.Bytes, said.Level, said.Place);

        return facts.OptionOf("KestrelServerLimits", "MaxRequestBodySize") is not { } write ? Limited(Default, "default", null)
            : write.Value?.IsNull() == true ? new EndpointDecision("unlimited", null, "server", write.Location)
            : Limited(write.Constant is int or long ? System.Convert.ToInt64(write.Constant, CultureInfo.InvariantCulture) : null, "server", write.Operation?.NameLocation() ?? write.Location);
    }

    private static EndpointDecision Limited(long? bytes, string by, Microsoft.CodeAnalysis.Location? place) => bytes is null
        ? new EndpointDecision(EndpointDecision.Unknown, null, by, place) { Reason = "the number is not known" }
        : new EndpointDecision("limited", bytes.Value.ToString(CultureInfo.InvariantCulture), by, place);
}
