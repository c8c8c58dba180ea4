using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Seen;

/// <summary>How a listing quotes the source.</summary>
internal static class SeenText
{
    private const string Hidden = "…";

    /// <summary>The text without what looks like a secret, and with a mark where something is known at run time only.</summary>
    public static string Of(string text)
    {
        // A password within a URL, which is a secret wherever the URL stands.
        if (CredentialJudge.Judge("", text).Judgement.Confidence != Confidence.None)
            return Hidden;

        var secrets = new List<Secret>();
        FileSecrets.Find("Program.cs", text, secrets.Add);
        secrets.RemoveAll(secret => secret.Judgement.Confidence == Confidence.None);
        foreach (var secret in secrets.OrderByDescending(secret => secret.Start))
        {
            // One can stand within another.
            if (secret.End <= text.Length)
                text = text.Remove(secret.Start, secret.Length).Insert(secret.Start, Hidden);
        }

        return text.Replace(HeaderTexts.Hole.ToString(), "{…}");
    }

    /// <summary>The file and line of a place, whatever a <c>#line</c> calls them.</summary>
    public static SeenPlace Place(Location location) =>
        new(CompilerPolicy.FileOf(location), location.SourceTree is null ? 1 : location.GetLineSpan().StartLinePosition.Line + 1);
}
