namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>A provider's token as <c>rules/secrets/*.json</c> describes it.</summary>
internal sealed record TokenFormat(string Id, string Provider, string What)
{
    /// <summary>What a finding is.</summary>
    public SecretKind Kind { get; init; } = SecretKind.ProviderToken;

    /// <summary>The public text that gives the token away; none for a token that only its surroundings name.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>The forms, with <c>{anchor}</c> for each anchor.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    /// <summary>How sure the form alone makes.</summary>
    public Confidence Rank { get; init; } = Confidence.High;

    /// <summary>Whether other texts have the form too: the surroundings must set it apart, and its body must look random.</summary>
    public bool IsWeak { get; init; }

    /// <summary>What the characters prove.</summary>
    public TokenCheck Check { get; init; }

    /// <summary>Whether a reader of its own takes over behind the anchor.</summary>
    public bool IsParsed => Check is TokenCheck.Jwt or TokenCheck.Base64 or TokenCheck.Putty;

    /// <summary>Words of which one must stand before the token on the same or the lines before, in lower case.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>Words of which one must stand there as well.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Ends of key names, in lower case without separators, that name this very secret.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether nothing but such a key name makes it this secret.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Texts that must be reported, in pieces.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Match { get; init; } = [];

    /// <summary>Texts that must not be reported, in pieces.</summary>
    public IReadOnlyList<IReadOnlyList<string>> NoMatch { get; init; } = [];

    /// <summary>The public source of the facts.</summary>
    public string Source { get; init; } = "";

    /// <summary>As a reason names it.</summary>
    public string Title => $"{Provider} {What}";
}
