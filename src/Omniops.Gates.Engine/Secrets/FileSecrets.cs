using Omniops.Gates.Engine.Secrets.Credentials;
using Omniops.Gates.Engine.Secrets.Sources;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>Everything in a file that is a secret, or was taken for one and passed over.</summary>
public static class FileSecrets
{
    /// <summary>Reports in order of place; what is passed over is reported with <see cref="Confidence.None"/>.</summary>
    /// <param name="path">Its name and ending say how the text is read.</param>
    public static void Find(string path, string text, Action<Secret> report, CancellationToken cancellation = default)
    {
        var found = new List<Secret>();
        TokenScanner.Find(text, found.Add, cancellation);
        SourceAssignments.Read(text, assignment => Judge(text, assignment, found), cancellation);
        foreach (var secret in found.OrderBy(secret => secret.Start).ThenBy(secret => secret.End))
            report(secret);
    }

    private static void Judge(string text, SourceAssignment assignment, List<Secret> found)
    {
        var literal = assignment.Literal;
        var value = text.Substring(literal.Start, literal.Length);
        var (kind, judgement) = CredentialJudge.Judge(assignment.Name, value);
        if (assignment.Name.Length == 0 && judgement.Confidence == Confidence.None)
            return;

        if (assignment.IsLoose)
            judgement = judgement.AtMost(Confidence.Medium);
        found.Add(Secret.Of(kind, judgement, literal.Start, value, assignment.Name));
    }
}
