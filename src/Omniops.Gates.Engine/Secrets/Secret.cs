namespace Omniops.Gates.Engine.Secrets;

/// <summary>A place in a text that holds a secret, or might. Never holds the secret itself.</summary>
/// <param name="Start">Offset of the secret in the text, in characters.</param>
/// <param name="Length">Characters.</param>
/// <param name="Subject">What it is, as a message names it: a key path such as <c>Smtp:Password</c>, or the token's public
/// beginning.</param>
/// <param name="Anchor">What it is about, independent of lines: subject and digest, never the value.</param>
public sealed record Secret(SecretKind Kind, Judgement Judgement, int Start, int Length, string Subject, string Anchor)
{
    /// <summary>The offset behind the secret.</summary>
    public int End => Start + Length;

    /// <summary>A secret whose value is given only to make its digest.</summary>
    public static Secret Of(SecretKind kind, Judgement judgement, int start, string value, string subject) =>
        new(kind, judgement, start, value.Length, subject,
            judgement.Confidence == Confidence.None ? subject : $"{subject} {SecretDigest.Of(value)}");
}
