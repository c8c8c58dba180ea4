using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>Tells a value that stands for a secret from a secret: something a deployment replaces, or nothing at all.</summary>
public static class Placeholder
{
    private static readonly (string Open, string Close)[] s_brackets =
    [
        ("${", "}"), ("$(", ")"), ("#{", "}"), ("#{", "}#"), ("{", "}"), ("<", ">"), ("[", "]"), ("%", "%"), ("__", "__"), ("@@", "@@"),
    ];

    /// <summary>In lower case, without blanks, hyphens and underscores.</summary>
    private static readonly string[] s_words =
    [
        "changeme", "changethis", "replaceme", "placeholder", "yourpassword", "passwordhere", "required", "redacted", "masked",
        "todo", "tbd", "secretfromvault", "fromenvironment", "setinenvironment",
    ];

    private static readonly string[] s_beginnings =
    [
        "your-", "your_", "your ", "insert-", "insert_", "enter-", "enter_", "replace-", "replace_", "change-", "change_", "put-your",
    ];

    private static readonly string[] s_formats = ["%s", "%d", "{0}"];

    /// <summary>What opens a hole in a template, and what closes it.</summary>
    private static readonly (string Open, string Close)[] s_holes =
    [
        ("${", "}"), ("{{", "}}"), ("<%", "%>"), ("#{", "}"), ("$(", ")"), ("%(", ")"), ("@{", "}"), ("{%", "%}"),
    ];

    /// <summary>Whether <paramref name="value"/> is empty or stands for a value that is given elsewhere.</summary>
    public static bool Is(string value)
    {
        var text = value.Trim();
        return IsPunctuation(text) || IsCrossedOut(text) || IsBracketed(text) || IsVariable(text) || IsWord(text);
    }

    /// <summary>Whether something inside <paramref name="value"/> is filled in by a template, a format string or a shell.</summary>
    public static bool Contains(string value)
    {
        foreach (var (open, close) in s_holes)
        {
            var at = value.IndexOf(open, StringComparison.Ordinal);
            var end = at < 0 ? -1 : value.IndexOf(close, at + open.Length, StringComparison.Ordinal);
            if (end > at && IsExpression(value, at + open.Length, end, isShell: open == "${"))
                return true;
        }

        return Array.Exists(s_formats, format => value.IndexOf(format, StringComparison.Ordinal) >= 0);
    }

    /// <summary>
    /// A hole holds a name or an expression; brackets that only happen to be in a password hold anything. A shell's hole may have a
    /// default.
    /// </summary>
    private static bool IsExpression(string value, int start, int end, bool isShell)
    {
        for (var i = start; i < end; i++)
        {
            if (value[i] is '{' or '}' or '<' or '>' or '#' or '\\' || (isShell && value[i] == ':' && i + 1 < end && value[i + 1] == '-'))
                return false;
        }

        return end > start;
    }

    /// <summary>Nothing, asterisks, an ellipsis, a regular expression such as <c>[^;]+</c> or <c>\S+</c>.</summary>
    private static bool IsPunctuation(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) && !(i > 0 && text[i - 1] == '\\'))
                return false;
        }

        return true;
    }

    private static bool IsCrossedOut(string text) => text.All(c => c is 'x' or 'X');

    private static bool IsBracketed(string text)
    {
        foreach (var (open, close) in s_brackets)
        {
            if (text.Length > open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith(close, StringComparison.Ordinal))
            {
                // ${NAME:-default} carries the password that is used when nobody sets the variable. Nested ones: the innermost default.
                var fallback = open == "${" ? text.LastIndexOf(":-", StringComparison.Ordinal) : -1;
                return fallback < 0 || Is(text.Substring(fallback + 2, text.Length - fallback - 3));
            }
        }

        return false;
    }

    /// <summary>
    /// <c>$DB_PASSWORD</c>, <c>$password</c>, <c>$this->password</c>, <c>$row['password']</c>, but not <c>$ecret1</c>, which is what people
    /// type
    /// as a password.
    /// </summary>
    private static bool IsVariable(string text)
    {
        // PowerShell and shells take the meaning of the sign away with a mark before it.
        if (text[0] is '`' or '\\' && text.Length > 1 && text[1] == '$')
            text = text.Substring(1);

        if (text[0] != '$' || text.Length < 3)
            return false;

        var end = 1;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_'))
            end++;

        if (end == text.Length && (text.IndexOf('_') > 0 || CredentialStems.Occur(text, 1, end)))
            return true;

        if (end > 1 && end < text.Length && (text[end] == '[' || string.CompareOrdinal(text, end, "->", 0, 2) == 0))
            return true;

        return text.Skip(1).All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
    }

    private static bool IsWord(string text)
    {
        if (Array.Exists(s_beginnings, beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            return true;

        var letters = text.Replace("-", "").Replace("_", "").Replace(" ", "");
        return Array.Exists(s_words, word => letters.Equals(word, StringComparison.OrdinalIgnoreCase));
    }
}
