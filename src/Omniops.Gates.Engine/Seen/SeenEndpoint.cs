namespace Omniops.Gates.Engine.Seen;

/// <summary>An endpoint, and what holds for it.</summary>
/// <param name="Kind">What serves it: Minimal, Controller, Page, Hub and so on.</param>
/// <param name="Route">Its route; parts that are not known are an ellipsis.</param>
/// <param name="Verbs">The verbs; empty for every verb, null where they are not known.</param>
/// <param name="Handler">The action, page or class; null for code that is written in place.</param>
public sealed record SeenEndpoint(string Kind, string Route, IReadOnlyList<string>? Verbs, string? Handler, SeenPlace Place, SeenWhen When)
{
    /// <summary>Who may call it.</summary>
    public SeenDecision Access { get; init; } = s_unknown;

    /// <summary>How often.</summary>
    public SeenDecision RateLimit { get; init; } = s_unknown;

    /// <summary>From which other sites.</summary>
    public SeenDecision Cors { get; init; } = s_unknown;

    /// <summary>Whether a token is asked for that other sites do not know.</summary>
    public SeenDecision Antiforgery { get; init; } = s_unknown;

    /// <summary>With how large a body.</summary>
    public SeenDecision RequestSize { get; init; } = s_unknown;

    private static readonly SeenDecision s_unknown = new(SeenDecision.Unknown, "");

    /// <summary>The verbs as a reader is shown them.</summary>
    public string Methods => Verbs is null ? "?" : Verbs.Count == 0 ? "*" : string.Join(",", Verbs);
}
