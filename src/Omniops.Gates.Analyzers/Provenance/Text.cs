using System.Collections.Immutable;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// What is known of a text, or of the texts in a collection: the parts that are not constant, and the constant text at its end, which says
/// what a part that follows stands for.
/// </summary>
internal sealed class Text : IEquatable<Text>
{
    /// <summary>Constant text that a hole can look back to.</summary>
    private const int MaxTail = 2000;

    /// <summary>Parts that are told apart. A finding names one.</summary>
    private const int MaxHoles = 16;

    private Text(ImmutableArray<Hole> holes, string tail) => (Holes, Tail) = (holes, tail);

    /// <summary>No text.</summary>
    public static Text Empty { get; } = new(ImmutableArray<Hole>.Empty, "");

    /// <summary>A text that cannot do harm, whatever it is: a number, a name from a list.</summary>
    public static Text Harmless { get; } = new(ImmutableArray<Hole>.Empty, "0");

    /// <summary>The parts that are not constant.</summary>
    public ImmutableArray<Hole> Holes { get; }

    /// <summary>The constant text after the last hole.</summary>
    public string Tail { get; }

    public bool IsConstant => Holes.IsEmpty;

    public bool IsEmpty => IsConstant && Tail.Length == 0;

    public static Text Constant(string text) => text.Length == 0 ? Empty : new Text(ImmutableArray<Hole>.Empty, Cut(text));

    public static Text Of(Origin origin) => new(ImmutableArray.Create(new Hole(origin)), "");

    /// <summary>This text with another behind it.</summary>
    public Text Append(Text next)
    {
        if (next.IsEmpty)
            return this;
        if (IsEmpty)
            return next;
        if (next.IsConstant)
            return new Text(Holes.Any(hole => hole.IsWhole) ? Map(Holes, hole => hole with { IsWhole = false }) : Holes, Cut(Tail + next.Tail));

        var holes = Map(Holes, hole => hole with { IsWhole = false });
        foreach (var hole in next.Holes)
            holes = Add(holes, hole.After(this));
        return new Text(holes, next.Tail);
    }

    /// <summary>A text that is either of the two.</summary>
    public Text Or(Text other)
    {
        if (ReferenceEquals(this, other) || Equals(other))
            return this;

        var holes = Holes;
        foreach (var hole in other.Holes)
            holes = Add(holes, hole);
        return new Text(holes, Tail == other.Tail ? Tail : CommonEnd(Tail, other.Tail));
    }

    /// <summary>This text with each occurrence of a constant part replaced.</summary>
    public Text Replace(string old, Text put)
    {
        if (old.Length == 0 || !IsConstant)
            return Append(put);

        var (text, at) = (Empty, 0);
        for (var next = Tail.IndexOf(old, StringComparison.Ordinal); next >= 0; next = Tail.IndexOf(old, at, StringComparison.Ordinal))
        {
            text = text.Append(Constant(Tail.Substring(at, next - at))).Append(put);
            at = next + old.Length;
        }

        // What is not found here may be in a part that was cut off.
        return at == 0 ? Append(put) : text.Append(Constant(Tail.Substring(at)));
    }

    /// <summary>This text as a composite format, with its arguments.</summary>
    public Text Fill(IReadOnlyList<Text> arguments)
    {
        var (text, at) = (new Text(Holes, ""), 0);
        var used = new bool[arguments.Count];
        while (at < Tail.Length)
        {
            var open = Tail.IndexOf('{', at);
            if (open < 0)
                break;

            text = text.Append(Constant(Tail.Substring(at, open - at)));
            var close = Tail.IndexOf('}', open);
            var end = open + 1;
            while (end < Tail.Length && Tail[end] is >= '0' and <= '9')
                end++;
            if (close < 0 || end == open + 1 || !int.TryParse(Tail.Substring(open + 1, end - open - 1), out var number) || number >= arguments.Count)
            {
                // Two braces are one in the text.
                at = Math.Min(Tail.Length, open + 2);
                continue;
            }

            text = text.Append(arguments[number]);
            used[number] = true;
            at = close + 1;
        }

        text = text.Append(Constant(at < Tail.Length ? Tail.Substring(at) : ""));
        for (var number = 0; number < used.Length && (!IsConstant || Tail.Length >= MaxTail); number++)
        {
            // The placeholder stands in a part of the format that is not known.
            if (!used[number])
                text = text.Append(arguments[number]);
        }

        return text;
    }

    /// <summary>What a sanitizer makes of this text.</summary>
    public Text Sanitized() => IsConstant ? this : new Text(Map(Holes, hole => hole with { IsSanitized = true, IsWhole = false }), Tail);

    /// <summary>What is left once the work of a sanitizer is undone.</summary>
    public Text Exposed() => IsConstant ? this : new Text(Map(Holes, hole => hole with { IsSanitized = false }), Tail);

    /// <summary>The same text, seen from behind a method that made it.</summary>
    public Text Through(string method) =>
        IsConstant ? this : new Text(Map(Holes, hole => hole.Through is null ? hole with { Through = method } : hole), Tail);

    /// <summary>A member of the object that this text is about.</summary>
    public Text Member(string name) =>
        IsConstant ? this : new Text(Map(Holes, hole => new Hole(hole.Origin.Member(name), IsSanitized: hole.IsSanitized, Through: hole.Through)), "");

    public bool Equals(Text? other)
    {
        if (other is null || Tail != other.Tail || Holes.Length != other.Holes.Length)
            return false;

        for (var at = 0; at < Holes.Length; at++)
        {
            if (!Holes[at].Equals(other.Holes[at]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Text);

    public override int GetHashCode() =>
        unchecked(StringComparer.Ordinal.GetHashCode(Tail) * 31 + (Holes.IsEmpty ? 0 : Holes[0].Origin.GetHashCode()) + Holes.Length);

    private static ImmutableArray<Hole> Map(ImmutableArray<Hole> holes, Func<Hole, Hole> change)
    {
        if (holes.IsEmpty)
            return holes;

        var builder = ImmutableArray.CreateBuilder<Hole>(holes.Length);
        foreach (var hole in holes)
            builder.Add(change(hole));
        return builder.MoveToImmutable();
    }

    /// <summary>One hole for each origin: what a loop adds again tells nothing new.</summary>
    private static ImmutableArray<Hole> Add(ImmutableArray<Hole> holes, Hole hole)
    {
        for (var at = 0; at < holes.Length; at++)
        {
            if (!holes[at].Origin.Equals(hole.Origin) || holes[at].IsSanitized != hole.IsSanitized)
                continue;

            var isWhole = holes[at].IsWhole && hole.IsWhole;
            // A part of something is built from data, which the whole alone is not.
            var kept = holes[at].IsWhole && !hole.IsWhole ? hole : holes[at];
            return kept.IsWhole == isWhole && ReferenceEquals(kept, holes[at]) ? holes : holes.SetItem(at, kept with { IsWhole = isWhole });
        }

        if (holes.Length < MaxHoles)
            return holes.Add(hole);

        for (var at = 0; at < holes.Length; at++)
        {
            if (holes[at].Origin.Kind < hole.Origin.Kind)
                return holes.SetItem(at, hole);
        }

        return holes;
    }

    private static string Cut(string text) => text.Length <= MaxTail ? text : text.Substring(text.Length - MaxTail);

    private static string CommonEnd(string first, string second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && first[first.Length - 1 - length] == second[second.Length - 1 - length])
            length++;
        return first.Substring(first.Length - length);
    }
}
