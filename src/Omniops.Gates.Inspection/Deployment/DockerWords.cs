namespace Omniops.Gates.Inspection.Deployment;

/// <summary>Cuts a line at blanks outside quotes. Source: BuildKit, parseWords; its set of blanks is ASCII only.</summary>
internal static class DockerWords
{
    /// <summary>What separates words; a no-break space does not.</summary>
    public const string Blanks = " \t\v\f\r";

    /// <summary>Index and length of each word; a quote that is never closed reaches to the end.</summary>
    public static IEnumerable<(int Index, int Length)> Split(string line, char escape)
    {
        var at = 0;
        while (true)
        {
            while (at < line.Length && Blanks.Contains(line[at]))
                at++;

            if (at == line.Length)
                yield break;

            var start = at;
            at = EndOfWord(line, start, escape);
            yield return (start, at - start);
        }
    }

    private static int EndOfWord(string line, int start, char escape)
    {
        var quote = '\0';
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == escape && quote != '\'')
                i++;
            else if (quote != '\0')
                quote = line[i] == quote ? '\0' : quote;
            else if (line[i] is '"' or '\'')
                quote = line[i];
            else if (Blanks.Contains(line[i]))
                return i;
        }

        return line.Length;
    }
}
