namespace Omniops.Gates.Analyzers.Cors;

/// <summary>What an expression of an origin predicate is worth when a certain origin is tried.</summary>
/// <param name="Known">The value, where it is seen.</param>
/// <param name="IsSeen">Whether the source tells the value.</param>
/// <param name="IsOrigin">Whether it is made of the origin that is tried.</param>
/// <param name="Expression">The source of what is not seen; of a true condition, the one that a suitable origin makes true.</param>
internal sealed record PredicateValue(object? Known, bool IsSeen, bool IsOrigin = false, string? Expression = null)
{
    public static PredicateValue True { get; } = new(true, IsSeen: true);

    public static PredicateValue False { get; } = new(false, IsSeen: true);

    /// <summary>The text at the beginning of one that is not seen to its end.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The text at the end of one that is not seen from its beginning.</summary>
    public string Suffix { get; init; } = "";

    public bool IsTrue => IsSeen && Known is true;

    public bool IsFalse => IsSeen && Known is false;

    public static PredicateValue Of(object? value, bool isOrigin = false) => new(value, IsSeen: true, isOrigin);

    public static PredicateValue Of(bool value) => value ? True : False;

    public static PredicateValue Unseen(string expression, bool isOrigin = false) => new(null, IsSeen: false, isOrigin, expression);

    /// <summary>True for an origin that is chosen to make it true, whatever the rest of the expression is.</summary>
    public static PredicateValue Chosen(string expression) => new(true, IsSeen: true, IsOrigin: true, expression);

    public static PredicateValue operator !(PredicateValue value) =>
        value.Known is bool known && value.IsSeen ? new PredicateValue(!known, IsSeen: true, value.IsOrigin, value.Expression) : value;

    public static PredicateValue operator &(PredicateValue one, PredicateValue other) =>
        one.IsFalse || other.IsFalse ? False : one.IsTrue && other.IsTrue ? one.Expression is null ? other : one : one.IsTrue ? other : one;

    public static PredicateValue operator |(PredicateValue one, PredicateValue other) =>
        one.IsTrue || other.IsTrue ? one is { IsTrue: true, Expression: null } || !other.IsTrue ? one : other
        : one.IsFalse && other.IsFalse ? False : one.IsFalse ? other : one;

    /// <summary>The value behind a condition that is not seen: the same on both ways, or it depends on the condition.</summary>
    public static PredicateValue Either(PredicateValue one, PredicateValue other, PredicateValue condition) =>
        one.IsSeen && other.IsSeen && Equals(one.Known, other.Known) ? one
        : !one.IsSeen ? one : !other.IsSeen ? other : Unseen(condition.Expression ?? "");
}
