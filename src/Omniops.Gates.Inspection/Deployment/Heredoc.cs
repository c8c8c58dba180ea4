using System.Text;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>A here-document that an instruction announces: its lines are no instructions.</summary>
/// <param name="Name">The line that ends it.</param>
/// <param name="IgnoresTabs">Whether tabs may stand before that line: <c>&lt;&lt;-EOF</c>.</param>
internal sealed record Heredoc(string Name, bool IgnoresTabs)
{
    /// <summary>Those of one instruction in the order of their bodies. Source: Dockerfile reference, here-documents.</summary>
    public static IEnumerable<Heredoc> Of(DockerInstruction instruction)
    {
        var keyword = instruction.Keyword;
        if (keyword == "ONBUILD")
            keyword = instruction.Words.FirstOrDefault()?.Text.ToUpperInvariant();

        if (keyword is not ("RUN" or "COPY" or "ADD") || !instruction.Arguments.Contains("<<", StringComparison.Ordinal))
            return [];

        // A shell's escape is the backslash, whatever the file's own is.
        var line = instruction.Arguments;
        return DockerWords.Split(line, '\\').Select(word => Parse(line.Substring(word.Index, word.Length))).OfType<Heredoc>();
    }

    private static Heredoc? Parse(string word)
    {
        // The file descriptor may stand before it: 3<<EOF.
        var rest = word.AsSpan().TrimStart("0123456789");
        if (!rest.StartsWith("<<"))
            return null;

        rest = rest[2..];
        var ignoresTabs = rest.StartsWith("-");
        if (ignoresTabs)
            rest = rest[1..];

        // A third '<' makes it a here-string, nothing after it makes it a shift: neither has a body.
        return rest.IsEmpty || rest.Contains('<') ? null : new Heredoc(WithoutQuotes(rest), ignoresTabs);
    }

    private static string WithoutQuotes(ReadOnlySpan<char> word)
    {
        var name = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '\\' && quote != '\'' && i + 1 < word.Length)
                name.Append(word[++i]);
            else if (quote == '\0' && word[i] is '"' or '\'')
                quote = word[i];
            else if (quote != '\0' && word[i] == quote)
                quote = '\0';
            else
                name.Append(word[i]);
        }

        return name.ToString();
    }
}
