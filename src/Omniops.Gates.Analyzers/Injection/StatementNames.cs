namespace Omniops.Gates.Analyzers.Injection;

/// <summary>What the name of a parameter says about the text that it takes.</summary>
internal static class StatementNames
{
    private static readonly string[] s_words = ["sql", "query", "cmd", "command", "statement"];

    /// <summary>Whether a word of the name speaks of a statement: <c>selectCommandText</c>, <c>cmdtext</c>, <c>sql_query</c>.</summary>
    public static bool SpeakOfStatement(string name)
    {
        for (var start = 0; start < name.Length;)
        {
            var end = start + 1;
            while (end < name.Length && name[end] != '_' && !(char.IsUpper(name[end]) && !char.IsUpper(name[end - 1])))
                end++;

            if (IsWord(name, start, end - start))
                return !SpeakOfConnection(name);
            start = end < name.Length && name[end] == '_' ? end + 1 : end;
        }

        return false;
    }

    /// <summary>Whether the name is that of a connection string.</summary>
    public static bool SpeakOfConnection(string name) =>
        name.IndexOf("connection", StringComparison.OrdinalIgnoreCase) >= 0
        || name.StartsWith("connStr", StringComparison.OrdinalIgnoreCase)
        || name.Equals("dsn", StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(string name, int start, int length)
    {
        if (length == 4 && string.Compare(name, start, "text", 0, 4, StringComparison.OrdinalIgnoreCase) == 0)
            return true;

        foreach (var word in s_words)
        {
            // What follows may be run together: sqltext, querystring, cmdtext.
            if (length >= word.Length && string.Compare(name, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        }

        return false;
    }
}
