namespace Omniops.Gates.Analyzers.Sql;

/// <summary>What a part of a SQL text stands for, by the text in front of it. Source: ISO/IEC 9075-2, 5.2 and 7.</summary>
internal static class SqlPosition
{
    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Whether a name belongs here: of a table, a column, a direction. No parameter can stand in its place.</summary>
    public static bool IsIdentifier(string before)
    {
        if (IsInLiteral(before))
            return false;

        var text = before.TrimEnd(s_blanks);
        if (text.Length == 0)
            return false;

        var last = text[text.Length - 1];
        if (last is '[' or '"' or '`' or '.')
            return text.Length == before.Length;
        if (last is '=' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '|')
            return false;

        var isListed = last is ',' or '(' || IsDirection(LastWord(text));
        return isListed ? IsNameList(text) : IsBeforeName(LastWord(text));
    }

    /// <summary>Whether a single quote is open.</summary>
    private static bool IsInLiteral(string text)
    {
        var quotes = 0;
        foreach (var character in text)
        {
            if (character == '\'')
                quotes++;
        }

        return quotes % 2 == 1;
    }

    /// <summary>Whether the list that a comma or bracket belongs to is one of names.</summary>
    private static bool IsNameList(string text)
    {
        var depth = 0;
        var end = text.Length;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            var character = text[at];
            if (character == ')')
                depth++;
            else if (character == '(' && depth > 0)
                depth--;
            else if (character == '(')
                return IsNamesBracket(LastWord(text.Substring(0, at).TrimEnd(s_blanks)), text.Substring(0, at));

            if (char.IsLetter(character) || character == '_')
                continue;

            if (depth == 0 && at + 1 < end && Clause(text.Substring(at + 1, end - at - 1)) is { } found)
                return found;
            end = at;
        }

        return Clause(text.Substring(0, end)) ?? false;
    }

    /// <summary>INSERT INTO t (a, b); not VALUES (a, b), IN (a, b) or COUNT(a).</summary>
    private static bool IsNamesBracket(string word, string before) =>
        !IsWord(word, "VALUES") && !IsWord(word, "IN") && before.ToUpperInvariant().LastIndexOf("INTO ", StringComparison.Ordinal) is >= 0 and var into
        && before.ToUpperInvariant().IndexOf("VALUES", into, StringComparison.Ordinal) < 0;

    /// <summary>Whether the clause that a word begins lists names; null for a word that begins none.</summary>
    private static bool? Clause(string word) => word.ToUpperInvariant() switch
    {
        "SELECT" or "BY" or "FROM" or "RETURNING" or "DISTINCT" => true,
        "VALUES" or "IN" or "WHERE" or "AND" or "OR" or "SET" or "LIKE" or "BETWEEN" or "HAVING" or "EXEC" or "EXECUTE" or "CALL" => false,
        _ => null,
    };

    private static bool IsBeforeName(string word) => word.ToUpperInvariant() switch
    {
        "FROM" or "JOIN" or "INTO" or "UPDATE" or "TABLE" or "BY" or "SELECT" or "DISTINCT" or "DATABASE" or "SCHEMA" or "INDEX" or "VIEW"
            or "COLUMN" or "TRUNCATE" or "EXISTS" or "CONSTRAINT" or "USE" or "PROCEDURE" or "FUNCTION" or "TRIGGER" or "SEQUENCE" or "COLLATE"
            or "OWNER" or "ROLE" or "USER" or "LOGIN" or "REFERENCES" or "COPY" or "PRAGMA" or "RETURNING" => true,
        _ => false,
    };

    private static bool IsDirection(string word) => IsWord(word, "ASC") || IsWord(word, "DESC") || IsWord(word, "TOP");

    private static bool IsWord(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        return text.Substring(start);
    }
}
