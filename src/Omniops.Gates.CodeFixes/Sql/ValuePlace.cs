using Omniops.Gates.Analyzers.Sql;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// Where a parameter can stand in a statement. Asked of code whose literals are empty. Source: ISO/IEC 9075-2, 4.25 and 6.4.
/// </summary>
internal static class ValuePlace
{
    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    /// <summary>
    /// Whether the statement takes parameters at all, and none of them would be run: those that define or permit something take none, and
    /// what EXECUTE is given as text stays code.
    /// </summary>
    public static bool TakesParameters(string code)
    {
        var words = Words(code);
        return words.Count > 0 && IsStatement(words[0].Word)
            && !words.Exists(word => IsDefinition(word.Word) || word.Word is "EXEC" or "EXECUTE" && NextOf(code, word.End) is '(' or '@');
    }

    /// <summary>Whether a literal at this place can be a parameter.</summary>
    public static bool IsLiteral(string before)
    {
        var text = before.TrimEnd(s_blanks);
        if (text.Length == 0 || SqlPosition.IsIdentifier(before))
            return false;
        if (text[text.Length - 1] is '=' or '<' or '>' or '+' or '|' or ',' or '(')
            return true;
        if (text.Length == before.Length)
            return false;

        var word = LastWord(text);
        return word is "LIKE" or "ILIKE" or "BETWEEN" or "AND" or "OR" or "WHERE" or "WHEN" or "THEN" or "ELSE" || IsProcedure(text);
    }

    /// <summary>Whether a number or a date without quotes at this place can be a parameter.</summary>
    public static bool IsPlain(string before, string after)
    {
        var text = before.TrimEnd(s_blanks);
        return IsApart(after)
            && (IsLiteral(before)
                || text.Length < before.Length && LastWord(text) is "LIMIT" or "OFFSET" && !SqlPosition.IsIdentifier(before));
    }

    /// <summary>
    /// Whether text without quotes can only be one value at this place: elsewhere it may be a piece of the statement, as in
    /// <c>WHERE {condition}</c>, a list, as in <c>IN ({ids})</c>, or a pattern with its quotes.
    /// </summary>
    public static bool IsBareText(string before, string after)
    {
        var text = before.TrimEnd(s_blanks);
        if (text.Length == 0 || !IsApart(after) || SqlPosition.IsIdentifier(before))
            return false;
        if (text[text.Length - 1] is '=' or '<' or '>' or '+' or '|')
            return true;

        return text[text.Length - 1] is ',' or '(' && OpenedBy(text) switch
        {
            "VALUES" => true,
            "IN" => text[text.Length - 1] == ',' || after.TrimStart(s_blanks).StartsWith(",", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>Whether what follows does not belong to the same word.</summary>
    public static bool IsApart(string after) =>
        after.Length == 0 || !IsName(after[0]) && after[0] is not ('\'' or '"' or '.' or '(' or '[' or '`' or '@' or '$' or '#');

    /// <summary>Whether the word ends here, so that a literal or a hole is not a part of it.</summary>
    public static bool EndsWord(string before) => before.Length == 0 || !IsName(before[before.Length - 1]);

    private static bool IsStatement(string word) =>
        word is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "REPLACE" or "WITH" or "EXEC" or "EXECUTE" or "CALL" or "IF"
        or "DECLARE" or "SET" or "BEGIN";

    private static bool IsDefinition(string word) =>
        word is "CREATE" or "ALTER" or "DROP" or "GRANT" or "REVOKE" or "DENY" or "COPY" or "PRAGMA"
        or "BACKUP" or "RESTORE" or "PREPARE" or "IMMEDIATE" or "SP_EXECUTESQL" or "OPENQUERY" or "OPENROWSET" or "OPENDATASOURCE"
        or "DBLINK" or "XP_CMDSHELL" or "NOTIFY"
        or "LISTEN" or "ATTACH" or "DBCC" or "VACUUM" or "USE" or "ROLE" or "SESSION";

    /// <summary>EXEC dbo.Find 'x'</summary>
    private static bool IsProcedure(string text)
    {
        var start = text.Length;
        while (start > 0 && (IsName(text[start - 1]) || text[start - 1] is '.' or '[' or ']'))
            start--;
        return start < text.Length && LastWord(text.Substring(0, start).TrimEnd(s_blanks)) is "EXEC" or "EXECUTE";
    }

    /// <summary>The word before the bracket that is open at the end.</summary>
    private static string OpenedBy(string text)
    {
        var depth = 0;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (text[at] == ')')
            {
                depth++;
            }
            else if (text[at] == '(' && depth-- == 0)
            {
                var front = text.Substring(0, at).TrimEnd(s_blanks);
                // VALUES (1, 2), (3, 4)
                var isRow = front.EndsWith(",", StringComparison.Ordinal) && Words(front).Exists(word => word.Word == "VALUES");
                return isRow ? "VALUES" : LastWord(front);
            }
        }

        return "";
    }

    private static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && IsName(text[start - 1]))
            start--;
        return text.Substring(start).ToUpperInvariant();
    }

    private static char NextOf(string code, int at)
    {
        while (at < code.Length && char.IsWhiteSpace(code[at]))
            at++;
        return at < code.Length ? code[at] : '\0';
    }

    private static List<(string Word, int End)> Words(string code)
    {
        var words = new List<(string, int)>();
        for (var at = 0; at < code.Length; at++)
        {
            var start = at;
            while (at < code.Length && IsName(code[at]))
                at++;
            // A variable or a parameter is no word of the language.
            if (at > start && (start == 0 || code[start - 1] is not ('@' or ':')))
                words.Add((code.Substring(start, at - start).ToUpperInvariant(), at));
        }

        return words;
    }

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || character == '_';
}
