using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// A short list of literals and nothing else, each of which is given to the name of the list: <c>string[] passwords = { "x", "y" }</c>,
/// <c>passwords: ["x"]</c>, <c>passwords := []string{"x"}</c>.
/// </summary>
/// <param name="Start">Offset of the name.</param>
/// <param name="End">Offset behind the name.</param>
/// <param name="Close">Offset of the bracket that closes the list; before any text where there is none.</param>
internal readonly record struct LiteralList(int Start, int End, int Close)
{
    /// <summary>A longer list is a dictionary of words, as the rules in the compiler have it.</summary>
    private const int MaxItems = 16;

    /// <summary>Between a name and its list: <c>= new System.Collections.Generic.List&lt;string&gt;()</c>.</summary>
    private const int MaxType = 80;

    public static LiteralList None { get; } = new(-1, -1, -1);

    /// <summary>The list that a bracket opens.</summary>
    public static LiteralList OpenAt(string text, int open, UnclosedQuotes unclosed)
    {
        var name = BeforeType(text, open);
        var start = name;
        while (start > 0 && name - start < NameWords.MaxLength && IsOfName(text[start - 1]))
            start--;

        // The cheap tests first: brackets are everywhere. Between a question mark and a colon stands the other choice, not a name.
        if (start == name || !CredentialStems.Occur(text, start, name) || IsChoice(text, start)
            || CredentialName.NamesKnownOnes(text.Substring(start, name - start)))
            return None;

        return CloseOf(text, open, unclosed) is var close && close > 0 ? new(start, name, close) : None;
    }

    /// <summary>Where a name would end that the list is given to: before a sign of assignment and the type that is made.</summary>
    private static int BeforeType(string text, int open)
    {
        var limit = Math.Max(0, open - MaxType);
        var at = open;
        // Behind something that is no sign, a square bracket asks for an element: config["x"].
        while (at > limit && (text[at - 1] is ' ' or '\t' or '\r' or '\n' or '>' || (text[open] == '{' && IsOfType(text, at))))
            at -= text[at - 1] is ')' or ']' ? 2 : 1;
        if (at == limit || text[at - 1] is not ('=' or ':'))
            return 0;

        while (at > 0 && text[at - 1] is '=' or ':' or ' ' or '\t' or '"' or '\'')
            at--;

        // Passwords { get; } = [...].
        if (at > 0 && text[at - 1] == '}')
            at = Math.Max(0, text.LastIndexOf('{', at - 1, Math.Min(at, MaxType)));
        while (at > 0 && text[at - 1] is ' ' or '\t' or '\r' or '\n')
            at--;
        return at;
    }

    private static bool IsChoice(string text, int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return start > 0 && text[start - 1] == '?';
    }

    private static bool IsOfType(string text, int at) =>
        char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.' or '<' or '?'
        || at > 1 && ((text[at - 1] == ')' && text[at - 2] == '(') || (text[at - 1] == ']' && text[at - 2] == '['));

    /// <summary>The bracket behind the last item; -1 where something else than literals stands between, or there are too many.</summary>
    private static int CloseOf(string text, int open, UnclosedQuotes unclosed)
    {
        var at = open + 1;
        for (var items = 0; items <= MaxItems; items++)
        {
            at = SkipBlank(text, at);
            while (at < text.Length && text[at] is '@' or '$')
                at++;
            if (at < text.Length && text[at] == (text[open] == '{' ? '}' : ']'))
                return items == 0 ? -1 : at;
            if (at >= text.Length || text[at] is not ('"' or '\'' or '`'))
                return -1;

            var literal = QuotedText.ReadAt(text, at, unclosed);
            if (literal.Start < 0)
                return -1;

            at = SkipBlank(text, literal.Close);
            if (at < text.Length && text[at] == ',')
                at++;
            else if (at < text.Length && text[at] is not ('}' or ']'))
                return -1;
        }

        return -1;
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '$' or '@';
}
