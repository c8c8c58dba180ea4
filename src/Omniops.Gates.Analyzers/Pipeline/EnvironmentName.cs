using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>An expression that holds the name of the environment.</summary>
/// <param name="CanBeUnset">It is an environment variable. Without it the host runs in Production all the same.</param>
/// <param name="WhenUnset">What the expression holds then.</param>
/// <param name="Casing">How the expression changes the name.</param>
/// <param name="Source">The environment, or the call that reads the variable.</param>
/// <param name="Variable">The environment variable.</param>
internal readonly record struct EnvironmentName(
    bool CanBeUnset, string? WhenUnset, NameCasing Casing, IOperation Source, string? Variable = null)
{
    /// <summary>Where the name is <paramref name="text"/>, which is null where the text is null.</summary>
    public EnvironmentSplit Is(string? text, bool ignoreCase)
    {
        if (text is null)
            return CanBeUnset && WhenUnset is null ? new(EnvironmentSet.Production, EnvironmentSet.All) : EnvironmentSplit.Always.Negated;

        if (!ignoreCase && Casing != NameCasing.AsItIs && text != Cased(text))
            return EnvironmentSplit.Always.Negated;

        var named = SetOf(text);
        // A custom name is one among the others, so nothing can be said about where it is false.
        var split = named == EnvironmentSet.Other ? new EnvironmentSplit(named, EnvironmentSet.All) : EnvironmentSplit.Only(named);
        // "production" is not the name that the host gives itself, but a variable may hold it.
        if (!ignoreCase && Casing == NameCasing.AsItIs && named != EnvironmentSet.Other && text != named.ToString())
            split = new EnvironmentSplit(named, EnvironmentSet.All);

        return CanBeUnset ? WithUnset(split, named, text) : split;
    }

    private EnvironmentSplit WithUnset(EnvironmentSplit split, EnvironmentSet named, string text)
    {
        var holds = string.Equals(text, WhenUnset, StringComparison.OrdinalIgnoreCase);
        if (named == EnvironmentSet.Production)
            return holds ? split : new EnvironmentSplit(split.WhenTrue, EnvironmentSet.All);

        return holds ? new EnvironmentSplit(split.WhenTrue | EnvironmentSet.Production, split.WhenFalse | EnvironmentSet.Production) : split;
    }

    /// <summary>Whether the expression is <paramref name="text"/> where code has set the name to <paramref name="set"/>.</summary>
    public bool Holds(string set, string? text, bool ignoreCase) => string.Equals(
        Casing == NameCasing.AsItIs ? set : Cased(set), text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private string Cased(string text) => Casing == NameCasing.Lower ? text.ToLowerInvariant() : text.ToUpperInvariant();

    private static EnvironmentSet SetOf(string text) => text.ToLowerInvariant() switch
    {
        "development" => EnvironmentSet.Development,
        "staging" => EnvironmentSet.Staging,
        "production" => EnvironmentSet.Production,
        _ => EnvironmentSet.Other,
    };

    /// <summary>The name that <c>IsDevelopment()</c> and its siblings ask <paramref name="environment"/> about.</summary>
    public static EnvironmentName Exact(IOperation environment) =>
        new(CanBeUnset: false, WhenUnset: null, NameCasing.AsItIs, environment);
}
