namespace Omniops.Gates.Engine.Secrets;

/// <summary>What the detector thinks of a candidate, and why. The reason never quotes the value.</summary>
public readonly record struct Judgement(Confidence Confidence, string Reason)
{
    /// <summary>No secret, for <paramref name="reason"/>.</summary>
    public static Judgement PassedOver(string reason) => new(Confidence.None, reason);

    /// <summary>The same with at most <paramref name="limit"/>.</summary>
    public Judgement AtMost(Confidence limit) => Confidence > limit ? this with { Confidence = limit } : this;
}
