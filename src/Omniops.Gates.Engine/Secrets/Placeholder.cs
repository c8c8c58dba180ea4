namespace Omniops.Gates.Engine.Secrets;

/// <summary>Tells a value that stands for a secret from a secret: something a deployment replaces, or nothing at all.</summary>
public static class Placeholder
{
    private static readonly (string Open, string Close)[] s_brackets =
    [
        ("${", "}"), ("$(", ")"), ("#{", "}"), ("{{", "}}"), ("{", "}"), ("<", ">"), ("[", "]"), ("%", "%"), ("__", "__"), ("@@", "@@"),
    ];

    private static readonly string[] s_words =
    [
        "changeme", "change_me", "change-me", "placeholder", "secret-from-vault", "from-environment", "set-in-environment", "redacted", "todo", "tbd",
    ];

    /// <summary>Whether <paramref name="value"/> is empty or stands for a value that is given elsewhere.</summary>
    public static bool Is(string value)
    {
        var text = value.Trim();
        if (text.Length == 0 || IsOneCharacterRepeated(text))
            return true;

        foreach (var (open, close) in s_brackets)
        {
            if (text.Length > open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith(close, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Array.Exists(s_words, word => text.Equals(word, StringComparison.OrdinalIgnoreCase))
            || text.StartsWith("your-", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("your_", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("$", StringComparison.Ordinal) && text.Skip(1).All(c => char.IsLetterOrDigit(c) || c == '_');
    }

    /// <summary><c>***</c>, <c>xxxx</c>, <c>...</c>: what people write over a password.</summary>
    private static bool IsOneCharacterRepeated(string text) =>
        text[0] is '*' or 'x' or 'X' or '.' or '-' or '?' && text.All(c => c == text[0]);
}
