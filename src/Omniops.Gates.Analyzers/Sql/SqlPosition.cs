using System.Text;

namespace Omniops.Gates.Analyzers.Sql;

/// <summary>What a part of a SQL text stands for, by the text in front of it. Source: ISO/IEC 9075-2, 5.2 and 7.</summary>
internal static class SqlPosition
{
    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Whether a name belongs here: of a table, a column, a direction. No parameter can stand in its place.</summary>
    public static bool IsIdentifier(string before)
    {
        if (CodeOf(before) is not { } code)
            return false;

        // A part of a name is a name: Users_{year}, [{name}].
        var end = code.Length;
        while (end > 0 && (IsName(code[end - 1]) || code[end - 1] is '[' or '"' or '`' or '.' or '@' or '#'))
            end--;
        var glued = code.Substring(end);
        if (glued.IndexOf('@') >= 0 || glued.Length > 0 && char.IsDigit(glued[0]))
            return false;
        if (glued.Length > 0 && glued[glued.Length - 1] is '[' or '"' or '`' or '.')
            return true;

        var text = code.Substring(0, end).TrimEnd(s_blanks);
        if (text.Length == 0)
            return false;

        var last = text[text.Length - 1];
        if (last is '=' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '|' or '~' or '!')
            return false;
        if (last is ',' or '(')
            return IsNameList(text);

        var word = LastWord(text);
        return IsBeforeName(word) || IsDirection(word) && IsNameList(text) || glued.Length == 0 && IsOrdered(text);
    }

    /// <summary>The text without literals and comments; null where one is open.</summary>
    private static string? CodeOf(string text)
    {
        var code = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] == '\'')
            {
                var close = text.IndexOf('\'', at + 1);
                if (close < 0)
                    return null;
                code.Append("''");
                at = close;
            }
            else if (text[at] == '-' && next == '-')
            {
                var close = text.IndexOf('\n', at);
                if (close < 0)
                    return null;
                code.Append(' ');
                at = close;
            }
            else if (text[at] == '/' && next == '*')
            {
                var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (close < 0)
                    return null;
                code.Append(' ');
                at = close + 1;
            }
            else
            {
                code.Append(text[at]);
            }
        }

        return code.ToString();
    }

    /// <summary>Whether this stands behind a column to order by.</summary>
    private static bool IsOrdered(string text)
    {
        var upper = text.ToUpperInvariant();
        var order = upper.LastIndexOf("ORDER BY", StringComparison.Ordinal);
        return order >= 0 && upper.IndexOf(')', order) < 0 && upper.IndexOf("LIMIT", order, StringComparison.Ordinal) < 0
            && upper.IndexOf("OFFSET", order, StringComparison.Ordinal) < 0;
    }

    /// <summary>Whether the list that a comma or bracket belongs to is one of names.</summary>
    private static bool IsNameList(string text)
    {
        var depth = 0;
        var end = text.Length;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            var character = text[at];
            if (IsName(character))
                continue;

            if (depth == 0 && Clause(text.Substring(at + 1, end - at - 1)) is { } found)
                return found;
            end = at;
            if (character == ')')
            {
                depth++;
            }
            else if (character == '(' && depth > 0)
            {
                depth--;
            }
            else if (character == '(')
            {
                var head = text.Substring(0, at).TrimEnd(s_blanks);
                var word = LastWord(head);
                if (Clause(word) is { } list)
                    return list;
                // A function of what its own place asks for, or the columns of INSERT INTO.
                at = end = head.Length - word.Length;
                if (IsInserted(text.Substring(0, at)))
                    return true;
            }
        }

        return Clause(text.Substring(0, end)) ?? false;
    }

    /// <summary>INSERT INTO t (a, b); t has been read.</summary>
    private static bool IsInserted(string before) =>
        LastWord(before.TrimEnd(s_blanks)).Equals("INTO", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the clause that a word begins lists names; null for a word that begins none.</summary>
    private static bool? Clause(string word) => word.ToUpperInvariant() switch
    {
        "SELECT" or "BY" or "FROM" or "RETURNING" or "DISTINCT" or "JOIN" => true,
        "VALUES" or "IN" or "WHERE" or "AND" or "OR" or "SET" or "LIKE" or "BETWEEN" or "HAVING" or "EXEC" or "EXECUTE" or "CALL" or "LIMIT"
            or "OFFSET" or "WHEN" or "THEN" or "ELSE" or "ON" or "NOT" => false,
        _ => null,
    };

    private static bool IsBeforeName(string word) => word.ToUpperInvariant() switch
    {
        "FROM" or "JOIN" or "INTO" or "UPDATE" or "TABLE" or "BY" or "SELECT" or "DISTINCT" or "DATABASE" or "SCHEMA" or "INDEX" or "VIEW"
            or "COLUMN" or "TRUNCATE" or "EXISTS" or "CONSTRAINT" or "USE" or "PROCEDURE" or "FUNCTION" or "TRIGGER" or "SEQUENCE" or "COLLATE"
            or "OWNER" or "ROLE" or "USER" or "LOGIN" or "REFERENCES" or "COPY" or "PRAGMA" or "RETURNING" or "AS" or "TO" or "VACUUM"
            or "ANALYZE" or "REINDEX" or "SAVEPOINT" or "TABLESPACE" or "LISTEN" or "UNLISTEN" or "NOTIFY" or "DESCRIBE" => true,
        _ => false,
    };

    private static bool IsDirection(string word) => word.ToUpperInvariant() is "ASC" or "DESC" or "TOP";

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && IsName(text[start - 1]))
            start--;
        return text.Substring(start);
    }
}
