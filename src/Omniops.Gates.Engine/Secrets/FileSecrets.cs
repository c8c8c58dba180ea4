using Omniops.Gates.Engine.Secrets.Credentials;
using Omniops.Gates.Engine.Secrets.Sources;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// Everything in a file that is a secret, or was taken for one and passed over. Three readings of a text are put together: tokens by their
/// form, what the file's own notation assigns, and string literals, which stand in any text.
/// </summary>
public static class FileSecrets
{
    /// <summary>Reports in order of place; what is passed over is reported with <see cref="Confidence.None"/>.</summary>
    /// <param name="path">Its name and ending say how the text is read.</param>
    public static void Find(string path, string text, Action<Secret> report, CancellationToken cancellation = default)
    {
        var found = new List<Secret>();
        TokenScanner.Find(text, found.Add, cancellation);
        var kind = FileKinds.Of(path);
        var read = ReadNotation(kind, text, found, cancellation);
        SourceAssignments.Read(text, literal => Judge(text, literal, read, found), cancellation);
        if (kind != FileKind.Http && text.IndexOf("uthorization", StringComparison.Ordinal) >= 0)
            HttpAssignments.Read(text, assignment => Judge(assignment, Confidence.High, found), cancellation);
        if (found.Count > 0)
            Report(found, report);
    }

    /// <summary>Where values begin that the file's own notation names: it knows more around them than the literal alone shows.</summary>
    private static HashSet<int>? ReadNotation(FileKind kind, string text, List<Secret> found, CancellationToken cancellation)
    {
        switch (kind)
        {
            case FileKind.Source:
                return null;
            // In text without a notation a name and a colon may be the beginning of a sentence.
            case FileKind.Prose or FileKind.Unknown:
                LineAssignments.Read(text, assignment => Judge(assignment, Confidence.Medium, found), cancellation);
                return null;
            default:
                var read = new HashSet<int>();
                FileAssignments.Read(
                    kind, text,
                    assignment =>
                    {
                        read.Add(assignment.Start);
                        Judge(assignment, Confidence.High, found);
                    },
                    cancellation);
                return read;
        }
    }

    private static void Judge(Assignment assignment, Confidence limit, List<Secret> found)
    {
        if (assignment.Length <= 2)
            return;

        var (kind, judgement) = CredentialJudge.Judge(assignment.Name, assignment.Value);
        // Random-looking text is everywhere in texts for people.
        if (kind == SecretKind.HighEntropy && limit < Confidence.High)
            limit = Confidence.Low;

        if (!CredentialJudge.IsUnnamed(judgement))
        {
            found.Add(Secret.Of(kind, judgement.AtMost(limit), assignment.Start, assignment.Value, assignment.Name) with
            {
                Length = assignment.Length,
            });
        }
    }

    private static void Judge(string text, SourceAssignment assignment, HashSet<int>? read, List<Secret> found)
    {
        var literal = assignment.Literal;
        if (read is not null && read.Contains(literal.Start))
            return;

        var value = text.Substring(literal.Start, literal.Length);
        var (kind, judgement) = CredentialJudge.Judge(assignment.Name, value);
        if (!CredentialJudge.IsUnnamed(judgement))
        {
            found.Add(Secret.Of(
                kind, judgement.AtMost(assignment.IsLoose ? Confidence.Medium : Confidence.High), literal.Start, value,
                SubjectOf(assignment, kind)));
        }
    }

    private static string SubjectOf(SourceAssignment assignment, SecretKind kind) => assignment.Name.Length > 0 ? assignment.Name
        : kind == SecretKind.UrlCredential ? "a URL" : "a connection string";

    /// <summary>Of readings that overlap the surest counts, of equally sure ones the form of a token, then the longer one.</summary>
    private static void Report(List<Secret> found, Action<Secret> report)
    {
        found.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        Secret? best = null;
        var end = 0;
        foreach (var secret in found)
        {
            if (best is not null && secret.Start < end)
            {
                if (IsBetter(secret, best))
                    best = secret;
                end = Math.Max(end, secret.End);
                continue;
            }

            if (best is not null)
                report(best);
            best = secret;
            end = secret.End;
        }

        if (best is not null)
            report(best);
    }

    private static bool IsBetter(Secret secret, Secret than) => secret.Judgement.Confidence != than.Judgement.Confidence
        ? secret.Judgement.Confidence > than.Judgement.Confidence
        : HasForm(secret) && !HasForm(than);

    private static bool HasForm(Secret secret) => secret.Kind is SecretKind.ProviderToken or SecretKind.PrivateKey;
}
