namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// Tells literals that stand for something else from secrets: placeholders, references, names, addresses, sentences, types, hashes.
/// There is no threshold of randomness here: people type short and plain passwords.
/// </summary>
internal static class CredentialValue
{
    private const int MaxPasswordLength = 200;

    private static readonly string[] s_references =
    [
        "arn:", "vault:", "vault://", "secret://", "secrets:", "op://", "keyvault", "env:", "env.", "ref:", "ref+", "ssm:", "file:",
        "pass:", "!ref", "!sub", "@microsoft.keyvault",
        "process.env", "os.environ", "os.getenv", "system.getenv", "env[", "secretsmanager:", "sops:", "ansible-vault", "$ansible_vault",
        "enc(", "enc[", "{cipher}", "{vault}",
        "encrypted:", "lookup(", "data.", "var.", "local.", "module.", "secrets.", "vars.", "settings.", "config.", "credentials(",
        "environment.", "kubernetes:", "aws-ssm",
    ];

    /// <summary>Values that say "nothing here" or name a type, in lower case.</summary>
    private static readonly HashSet<string> s_nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "none", "nil", "undefined", "true", "false", "yes", "no", "on", "off", "default", "string", "str", "text", "varchar",
        "char", "int", "integer", "bool", "boolean",
        "object", "bytes", "number", "any", "auto", "autogenerate", "generated", "empty", "blank", "unset", "unknown", "n/a", "na",
        "optional", "required", "hidden", "value", "anonymous",
        "disabled", "enabled", "example", "xxx", "placeholder",
        "always", "never", "basic", "bearer", "digest", "plain", "plaintext", "sha1", "sha256", "sha512", "md5", "bcrypt", "hs256",
        "rs256", "self", "input", "stdin", "prompt", "ask",
        "redacted", "masked", "removed", "insert", "todo", "tbd", "fixme", "changeit", "enter", "new", "old", "current", "confirm",
        "inherit",
    };

    /// <summary>Values that stand for any value, and that people use as passwords all the same.</summary>
    private static readonly HashSet<string> s_doubtful = new(StringComparer.OrdinalIgnoreCase)
    {
        "sample", "dummy", "fake", "mock", "foo", "bar", "baz", "foobar", "test", "testing", "abc", "abcdef", "xyz", "demo", "stub",
    };

    private static readonly char[] s_slashes = ['/', '\\'];
    private static readonly HashSet<string> s_endings = new(StringComparer.OrdinalIgnoreCase)
    {
        "json", "xml", "yml", "yaml", "txt", "pem", "key", "crt", "cer", "pfx", "p12", "jks", "html", "htm", "js", "ts", "css",
        "cs", "php", "py", "rb", "java", "png", "svg", "jpg", "aspx", "asp", "jsp", "config", "conf", "ini", "env", "sh", "db",
        "com", "net", "org", "local", "internal",
    };

    private static readonly char[] s_marks = ['.', ':', ',', '*', '?', '!'];
    private static readonly string[] s_pathBeginnings = ["~/", "./", "../", "urn:", "\\\\"];

    /// <summary>Operators, character classes and repetitions of regular expressions, ends of elements.</summary>
    private static readonly string[] s_codeParts = ["->", "=>", " == ", "[a-z", "[0-9", ".*", ".+", "\\w", "\\d", "\\s", "</"];

    /// <summary>Why <paramref name="value"/> is no secret whatever name it is given to; null where it may be one.</summary>
    public static string? WhyNot(string name, string value, in TextShape shape)
    {
        if (shape.Length < 3)
            return "too short to be a secret";

        if (Placeholder.Is(value) || s_nothing.Contains(value) || shape.Distinct + shape.Foreign == 1
            || value.StartsWith("anonymous", StringComparison.OrdinalIgnoreCase))
            return "the value is a placeholder";

        if (shape.Letters == 0 && value.IndexOf('.') > 0)
            return "the value is a number";

        if (value.IndexOf("EXAMPLE", StringComparison.Ordinal) >= 0)
            return "the value says that it is an example";

        if (Placeholder.Contains(value))
            return "the value is filled in elsewhere";

        if (IsReference(value))
            return "the value refers to where the secret is kept";

        if (NamesEqual(name, value))
            return "the value repeats its name";

        if (shape.Foreign * 3 > shape.Length)
            return "the value is text for people";

        if (shape.Blanks > 0 && IsSentence(value, shape))
            return "the value is a sentence";

        if (IsAddress(value, shape))
            return "the value is an address or path";

        if (IsExpression(value))
            return "the value is code or a pattern";

        return IsName(name, value, shape) ? "the value is a name" : null;
    }

    /// <summary>Whether the value is one that examples use for any value.</summary>
    public static bool IsDoubtful(string value) => s_doubtful.Contains(value);

    /// <summary>A hash in the notation of the programs that store passwords. Source: crypt(5), the PHC string format, .htpasswd.</summary>
    public static bool IsPasswordHash(string value) =>
        value.Length > 20 && value[0] == '$' && value.IndexOf('$', 1) is > 1 and < 12
        || value.StartsWith("{SHA}", StringComparison.Ordinal) || value.StartsWith("{SSHA}", StringComparison.Ordinal)
        || value.StartsWith("pbkdf2", StringComparison.OrdinalIgnoreCase);

    /// <summary>32, 40, 56, 64, 96 or 128 hexadecimal digits: what MD5 and the SHA family put out.</summary>
    public static bool IsHexDigest(string value) =>
        value.Length is 32 or 40 or 56 or 64 or 96 or 128 && value.All(Uri.IsHexDigit);

    /// <summary>Sixteen small hexadecimal digits. Source: .NET documentation of strong names.</summary>
    public static bool IsPublicKeyToken(string value) =>
        value.Length == 16 && value.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>Eight, four, four, four and twelve hexadecimal digits, in braces or not.</summary>
    public static bool IsGuid(string value) => value.Length is 36 or 38 && value.IndexOf('-') > 0 && Guid.TryParse(value, out _);

    private static bool IsReference(string value)
    {
        if (value[0] is '@' && value.Length > 1 && char.IsLetter(value[1]) && value.IndexOf('(') > 0)
            return true;

        foreach (var beginning in s_references)
        {
            if (value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Letters only compared, so that <c>DB_PASSWORD</c> equals <c>dbPassword</c>; either may be the end of the other.</summary>
    private static bool NamesEqual(string name, string value)
    {
        var nameAt = name.Length;
        var valueAt = value.Length;
        while (true)
        {
            while (nameAt > 0 && !char.IsLetterOrDigit(name[nameAt - 1]))
                nameAt--;
            while (valueAt > 0 && !char.IsLetterOrDigit(value[valueAt - 1]))
                valueAt--;

            // The name may have more in front of it; of the value nothing may be left.
            if (valueAt == 0)
                return true;
            if (nameAt == 0 || char.ToLowerInvariant(name[nameAt - 1]) != char.ToLowerInvariant(value[valueAt - 1]))
                return false;

            nameAt--;
            valueAt--;
        }
    }

    private static bool IsSentence(string value, in TextShape shape)
    {
        var words = shape.Blanks + 1;
        return words >= 3 || shape.Letters + shape.Blanks == shape.Length
            || (shape.Digits == 0 && value.Split(' ').Any(word => CredentialName.IsVocabulary(word.Trim(s_marks).ToLowerInvariant())))
            || value[value.Length - 1] is '.' or ':' or '?' or '…' || (shape.Digits == 0 && char.IsUpper(value[0]) && shape.Marks == 0);
    }

    private static bool IsAddress(string value, in TextShape shape)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && scheme < 12)
            return ConnectionUrl.FindAll(value).All(url => string.IsNullOrEmpty(url.Password));

        if (Array.Exists(s_pathBeginnings, beginning => value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            || (value.Length > 2 && char.IsLetter(value[0]) && value[1] == ':' && value[2] is '\\' or '/'))
            return true;

        var slash = value.IndexOfAny(s_slashes);
        if (slash < 0)
            return HasFileEnding(value);

        // Base64 has slashes too; the parts of a path are words.
        return shape.Length < 200 && value.Split(s_slashes).All(part => part.Length < 24 && !LooksRandom(part, TextShape.Of(part)));
    }

    private static bool HasFileEnding(string value)
    {
        var dot = value.LastIndexOf('.');
        if (dot <= 0 || value.Length - dot is < 3 or > 6)
            return false;

        return s_endings.Contains(value.Substring(dot + 1));
    }

    /// <summary>A call, an index, a member of an object, a comparison, a pattern.</summary>
    private static bool IsExpression(string value)
    {
        var open = value.IndexOf('(');
        if (open > 0 && value.IndexOf(')', open) > 0 && IsIdentifierPath(value.Substring(0, open)))
            return true;

        var index = value.IndexOf('[');
        if (index > 0 && value[value.Length - 1] == ']' && IsIdentifierPath(value.Substring(0, index)))
            return true;

        return Array.Exists(s_codeParts, part => value.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>
    /// An identifier that speaks of credentials itself (<c>DB_PASSWORD</c>, <c>accessTokenSecret</c>), one of several parts
    /// (<c>System.String</c>), or one in capitals, which names a variable.
    /// </summary>
    private static bool IsName(string name, string value, in TextShape shape)
    {
        if (shape.Blanks > 0 || !IsIdentifierPath(value))
            return false;

        // Three identifiers with dots between are a type or a key.
        if (value.Count(c => c == '.') > 1 && value.Split('.').All(IsWord))
            return true;

        if (LooksRandom(value, shape))
            return false;

        if (value.IndexOf('.') > 0 && shape.Digits == 0)
            return true;

        var words = NameWords.Split(value);
        if (words.Count == 0)
            return false;

        // With a number behind it even "password" is one that people type, but Password1 and Password2 may be two fields.
        if (shape.Digits > 0)
        {
            return shape.Digits == 1 && name.Length > 0 && name[name.Length - 1] == value[value.Length - 1]
                && words.TrueForAll(CredentialName.IsVocabulary);
        }

        var vocabulary = words.Count(CredentialName.IsVocabulary);
        if (vocabulary == words.Count)
            return true;

        return (vocabulary > 0 && words.Count > 1) || (shape.Lower == 0 && value.IndexOf('_') > 0);
    }

    private static bool IsWord(string part) => part.Length is > 1 and < 32 && char.IsLetter(part[0]) && !WordLikeness.IsRandom(part);

    /// <summary>Identifiers with dots, hyphens, colons or double colons between them.</summary>
    private static bool IsIdentifierPath(string text)
    {
        if (text.Length == 0 || !(char.IsLetter(text[0]) || text[0] is '_' or '-'))
            return false;

        return text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':');
    }

    /// <summary>Whether a text looks made by a generator: long, mixed, and without the rhythm of words.</summary>
    public static bool LooksRandom(string value, in TextShape shape)
    {
        if (shape.Length < 8 || shape.Blanks > 0)
            return false;

        if (shape.IsLetters)
            return shape.Length >= 12 && (WordLikeness.IsRandom(value) || (shape.Length >= 16 && IsMixed(value)));

        if (shape.Digits == 0)
            return shape.Length >= 16 && (WordLikeness.IsRandom(value) || IsMixed(value));

        // Letters and digits taking turns are no word with a number behind it.
        return shape.Letters > 0
            && (Turns(value) >= Math.Max(3, shape.Length / 8) || WordLikeness.IsRandom(value) || (shape.Length >= 16 && IsMixed(value)));
    }

    /// <summary>Changes between capitals and small letters inside of words, more than camel case has.</summary>
    private static bool IsMixed(string value)
    {
        int turns = 0, letters = 0;
        for (var i = 1; i < value.Length; i++)
        {
            if (!char.IsLetter(value[i]))
                continue;

            letters++;
            if (char.IsLetter(value[i - 1]) && char.IsUpper(value[i]) != char.IsUpper(value[i - 1]))
                turns++;
        }

        return turns * 5 >= letters * 2 && letters >= 10 && WordLikeness.IsUnusual(value);
    }

    /// <summary><c>1234567890abcdef</c>, <c>abcdefghijkl</c>: typed along the alphabet or the keyboard, to show a form.</summary>
    public static bool IsSequence(string value)
    {
        var steps = 0;
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] - value[i - 1] is 1 or 0 or -1 || (value[i - 1] == '9' && value[i] is '0' or 'a' or 'A'))
                steps++;
        }

        return steps * 5 >= (value.Length - 1) * 4;
    }

    private static int Turns(string value)
    {
        var turns = 0;
        for (var i = 1; i < value.Length; i++)
        {
            var (before, c) = (value[i - 1], value[i]);
            if (char.IsDigit(c) != char.IsDigit(before) && char.IsLetterOrDigit(c) && char.IsLetterOrDigit(before))
                turns++;
        }

        return turns;
    }

    /// <summary>Whether a text is longer than what somebody types or pastes as a password.</summary>
    public static bool IsTooLong(in TextShape shape) => shape.Length > MaxPasswordLength;
}
