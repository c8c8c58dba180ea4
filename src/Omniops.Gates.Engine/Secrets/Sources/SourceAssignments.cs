using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads the string literals of source code in any language with quotation marks, and the names they are given to: assignments, members,
/// pairs, arguments, comparisons. It reads no grammar, only what stands on both sides of a literal, so that a file in a language it does
/// not
/// know, or half a file, is read as well as any other.
/// </summary>
internal static class SourceAssignments
{
    private const int MaxLook = 160;

    /// <summary>Literals inside of literals.</summary>
    private const int MaxDepth = 3;

    /// <summary>Longer ones are names of messages and resources.</summary>
    private const int MaxPairName = 32;

    private static readonly char[] s_quotes = ['"', '\'', '`'];

    /// <summary>Calls that pass a literal on as it is.</summary>
    private static readonly WordSet s_wrappers = new(
        "GetBytes", "getBytes", "FromBase64String", "bytes", "bytearray", "b64decode", "unhexlify", "from", "atob", "String", "str",
        "Some", "SecureString",
        "string", "std::string", "TEXT", "_T", "quote", "of", "toCharArray", "Ok", "Secret", "SecretStr");

    /// <summary>Calls whose first argument names what the second is, in lower case.</summary>
    private static readonly WordSet s_pairCalls = new(
        "set", "put", "add", "setProperty", "define", "header", "append", "setAttribute", "setenv", "putenv", "setHeader", "addHeader",
        "SetEnvironmentVariable", "UseSetting",
        "AddParameter", "AddWithValue", "get", "getenv", "env", "config", "getProperty", "GetValue", "fetch", "default", "getOrDefault",
        "getOrElse", "KeyValuePair", "Pair",
        "entry", "setString", "property", "option", "register", "bind", "field", "param", "queryParam", "formParam", "environ",
        "setdefault", "addProperty", "replace",
        "Claim", "NameValueHeaderValue", "SetString", "Setting", "AppSetting", "input", "env_var", "systemProperty", "setItem", "assign");

    private static readonly WordSet s_directives = new(
        "define", "set", "export", "env", "setenv", "setx", "arg");

    private static readonly WordSet s_comparisons = new(
        "equals", "equalsIgnoreCase", "compareTo", "isEqualTo", "compare_digest", "eq", "toBe", "toEqual", "Equal", "AreEqual");

    /// <summary>Between a name and its literal in declarations: <c>password: str = </c>, <c>var password string = </c>.</summary>
    private static readonly WordSet s_types = new(
        "string", "str", "text", "char", "object", "any", "bytes", "byte", "NSString", "Optional", "const", "as", "String?");

    /// <summary>Calls <paramref name="report"/> for each literal that a name is given to, or that may hold credentials by itself.</summary>
    public static void Read(string text, Action<SourceAssignment> report, CancellationToken cancellation) =>
        Read(text, 0, text.Length, MaxDepth, report, cancellation);

    private static void Read(string text, int start, int end, int depth, Action<SourceAssignment> report, CancellationToken cancellation)
    {
        var previous = QuotedText.None;
        var unclosed = new UnclosedQuotes();
        var list = LiteralList.None;
        for (var at = Next(start); at >= 0; at = Next(at))
        {
            var literal = QuotedText.ReadAt(text, at, unclosed);
            if (literal.Start < 0 || literal.Close > end)
            {
                at = Math.Max(at + 1, literal.Start < 0 ? literal.Close : 0);
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var before = SkipBlank(text, literal.Open, mayCrossLine: true) - 1;
            if (before >= 0 && text[before] is '{' or '[')
                list = LiteralList.OpenAt(text, before, unclosed);
            if (literal.Length > 2)
                Look(text, literal, previous, list, report);

            // A file of its own, or a request as text: literals inside of a literal.
            if (literal.Length > 8 && depth > 0 && text.IndexOfAny(s_quotes, literal.Start, literal.Length) >= 0)
                Read(text, literal.Start, literal.End, depth - 1, report, cancellation);

            previous = literal;
            at = literal.Close;
        }

        int Next(int from) => from < end ? text.IndexOfAny(s_quotes, from, end - from) : -1;
    }

    private static void Look(string text, QuotedText literal, QuotedText previous, LiteralList list, Action<SourceAssignment> report)
    {
        var isLoose = false;
        var at = BeforeWrappers(text, literal.Open);
        var (start, end) = at == 0 ? default : NameBefore(text, at, literal, previous, ref isLoose);
        if (at > 0 && text[at - 1] is '(' or ',' && CredentialCalls.TakeCredential(text, at - 1))
            report(new("password", literal, IsLoose: false));
        else if (end > start && end - start <= NameWords.MaxLength && CredentialStems.Occur(text, start, end))
            report(new(text.Substring(start, end - start).Trim('"', '\'', '`', ' ', '\t'), literal, isLoose));
        else if (literal.Close <= list.Close)
            report(new(text.Substring(list.Start, list.End - list.Start), literal, IsLoose: false));
        else if (MayHoldCredentials(text, literal))
            report(new("", literal, isLoose));
    }

    /// <summary>Connection strings, URLs and headers speak for themselves.</summary>
    private static bool MayHoldCredentials(string text, QuotedText literal)
    {
        if (literal.Length is < 10 or > 2000)
            return false;

        if (text.IndexOf("://", literal.Start, literal.Length, StringComparison.Ordinal) >= 0)
            return text.IndexOf('@', literal.Start, literal.Length) >= 0 || text.IndexOf('=', literal.Start, literal.Length) >= 0;

        return text.IndexOf('=', literal.Start, literal.Length) >= 0 && CredentialStems.Occur(text, literal.Start, literal.End)
            || StartsWithScheme(text, literal.Start);
    }

    private static bool StartsWithScheme(string text, int at) =>
        string.Compare(text, at, "Bearer ", 0, 7, StringComparison.OrdinalIgnoreCase) == 0
        || string.Compare(text, at, "Basic ", 0, 6, StringComparison.OrdinalIgnoreCase) == 0
        || string.Compare(text, at, "Authorization:", 0, 14, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>What stands before a literal, or before the calls that only pass it on.</summary>
    private static int BeforeWrappers(string text, int open)
    {
        var at = SkipBlank(text, open, mayCrossLine: true);
        for (var wrappers = 0; wrappers < 3 && at > 0 && text[at - 1] == '('; wrappers++)
        {
            var (start, end) = Identifier(text, SkipBlank(text, at - 1));
            if (!s_wrappers.Holds(text, start, end))
                break;

            at = SkipBlank(text, WithoutNew(text, PathStart(text, start)), mayCrossLine: true);
        }

        return at;
    }

    private static (int Start, int End) NameBefore(string text, int at, QuotedText literal, QuotedText previous, ref bool isLoose)
    {
        switch (text[at - 1])
        {
            case '(':
                return OfCall(text, at - 1, ref isLoose);
            case ',':
                return OfPair(text, at - 1, literal, previous, ref isLoose);
            case '=' or '>' or ':' or '|' or '?' or '~':
                return OfOperator(text, at, previous);
            default:
                // password "x" in configuration languages, #define PASSWORD "x".
                var isBeside = IsIdentifier(text[at - 1]) && at < literal.Open && !CrossesLine(text, at, literal.Open);
                return isBeside && EndsStatement(text, literal.Close) ? DirectiveBefore(text, at) : default;
        }
    }

    /// <summary>In a sentence something follows the quotation.</summary>
    private static bool EndsStatement(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at == text.Length || text[at] is '\n' or '\r' or ';' or ',' or '#' or '{' or '/';
    }

    /// <summary>
    /// The name must begin its line or stand behind a word such as <c>#define</c>: in a sentence any word may be followed by a quotation.
    /// </summary>
    private static (int Start, int End) DirectiveBefore(string text, int end)
    {
        var (start, _) = PathEndingAt(text, end);
        var before = SkipBlank(text, start);
        if (before == 0 || text[before - 1] is '\n' or '\r')
            return (start, end);

        var (wordStart, wordEnd) = Identifier(text, before);
        return s_directives.Holds(text, wordStart, wordEnd) ? (start, end) : default;
    }

    private static (int Start, int End) OfOperator(string text, int at, QuotedText previous)
    {
        while (at > 0 && text[at - 1] is '=' or '>' or ':' or '|' or '?' or '!' or '+' or '-' or '~' or '<' or '&')
            at--;

        at = SkipBlank(text, at);
        if (at == 0)
            return default;

        // Between a question mark and a colon stands the other choice, not a name.
        if (previous.Close == at)
            return text[Math.Max(0, SkipBlank(text, previous.Open) - 1)] == '?' ? default : (previous.Start, previous.End);

        switch (text[at - 1])
        {
            case ']':
                var open = text.LastIndexOf('[', at - 1, Math.Min(at, MaxLook));
                return open < 0 ? default : (open + 1, at - 1);
            case '}':
                var brace = text.LastIndexOf('{', at - 1, Math.Min(at, MaxLook));
                return brace < 0 ? default : PathEndingAt(text, SkipBlank(text, brace, mayCrossLine: true));
            case ')':
                return default;
        }

        var (start, end) = PathEndingAt(text, at);
        for (var types = 0; types < 2 && s_types.Holds(text, start, end); types++)
        {
            var before = SkipBlank(text, start);
            if (before > 0 && text[before - 1] == ':')
                before = SkipBlank(text, before - 1);
            (start, end) = PathEndingAt(text, before);
        }

        return (start, end);
    }

    /// <summary><c>setPassword("x")</c>; of a comparison, what is compared: <c>password.equals("x")</c>.</summary>
    private static (int Start, int End) OfCall(string text, int open, ref bool isLoose)
    {
        var (start, end) = Identifier(text, SkipBlank(text, open));
        if (end == start)
            return default;

        if (s_comparisons.Holds(text, start, end))
            return start > 0 && text[start - 1] == '.' ? PathEndingAt(text, start - 1) : default;

        isLoose = !(StartsWith(text, start, end, "set") || StartsWith(text, start, end, "with") || StartsWith(text, start, end, "use"));
        // A builder's password("x"); Html.Password("x") and Assert.Pass("x") name what they make or do.
        return isLoose && char.IsUpper(text[start]) ? default : (start, end);
    }

    /// <summary>
    /// The literal before the comma names this one: surely behind <c>--</c> or in a call that takes pairs, perhaps anywhere else.
    /// </summary>
    private static (int Start, int End) OfPair(string text, int comma, QuotedText literal, QuotedText previous, ref bool isLoose)
    {
        if (previous.Start < 0 || SkipBlank(text, comma) != previous.Close || previous.Length > NameWords.MaxLength)
            return OfCommaInCall(text, comma, ref isLoose);

        if (previous.Length > 3 && text[previous.Start] == '-')
            return (previous.Start, previous.End);

        var open = SkipBlank(text, previous.Open, mayCrossLine: true) - 1;
        if (open < 0 || text[open] is not ('(' or '{' or '['))
            return default;

        if (text[open] == '(')
        {
            var (start, end) = Identifier(text, SkipBlank(text, open));
            if (s_pairCalls.Holds(text, start, end))
                return (previous.Start, previous.End);
        }

        var close = literal.Close;
        while (close < text.Length && text[close] is ' ' or '\t')
            close++;

        isLoose = true;
        var isPair = close < text.Length && text[close] is ')' or '}' or ']' && previous.Length < MaxPairName;
        return isPair ? (previous.Start, previous.End) : default;
    }

    /// <summary><c>getenv(DB_PASSWORD, "x")</c>: an identifier in the place of the first literal.</summary>
    private static (int Start, int End) OfCommaInCall(string text, int comma, ref bool isLoose)
    {
        var (start, end) = PathEndingAt(text, SkipBlank(text, comma));
        if (end == start)
            return default;

        var open = SkipBlank(text, start);
        if (open == 0 || text[open - 1] != '(')
            return default;

        var (callStart, callEnd) = Identifier(text, SkipBlank(text, open - 1));
        if (!s_pairCalls.Holds(text, callStart, callEnd))
            return default;

        isLoose = true;
        return (start, end);
    }

    private static (int Start, int End) Identifier(string text, int end)
    {
        var start = end;
        while (start > 0 && IsIdentifier(text[start - 1]))
            start--;
        return (start, end);
    }

    /// <summary>An identifier with what it is a member of; hyphens belong to it where they join letters.</summary>
    private static (int Start, int End) PathEndingAt(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < MaxLook
            && (IsIdentifier(text[start - 1]) || text[start - 1] is '.' or '@' or '$' || IsHyphenAt(text, start - 1)))
            start--;
        return (start, end);
    }

    private static int PathStart(string text, int start)
    {
        while (start > 0 && (IsIdentifier(text[start - 1]) || text[start - 1] is '.' or ':'))
            start--;
        return start;
    }

    private static int WithoutNew(string text, int start)
    {
        var at = SkipBlank(text, start);
        var isNew = at >= 3 && string.CompareOrdinal(text, at - 3, "new", 0, 3) == 0 && (at == 3 || !IsIdentifier(text[at - 4]));
        return isNew ? at - 3 : start;
    }

    private static int SkipBlank(string text, int at, bool mayCrossLine = false)
    {
        var limit = Math.Max(0, at - MaxLook);
        while (at > limit && (text[at - 1] is ' ' or '\t' || (mayCrossLine && text[at - 1] is '\n' or '\r')))
            at--;
        return at;
    }

    private static bool CrossesLine(string text, int start, int end) => text.IndexOf('\n', start, end - start) >= 0;

    private static bool StartsWith(string text, int start, int end, string word) =>
        end - start > word.Length && string.Compare(text, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsHyphenAt(string text, int at) => text[at] == '-' && at > 0 && char.IsLetterOrDigit(text[at - 1]);

    private static bool IsIdentifier(char c) => char.IsLetterOrDigit(c) || c == '_';
}
