namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// Tells from a name whether its value is a credential. The last word that speaks of one decides; a word behind it that turns the name into
/// something about a credential (<c>PasswordHash</c>, <c>tokenType</c>) takes it back.
/// </summary>
public static class CredentialName
{
    private static readonly char[] s_pathEnds = [':', '.', '/', '[', ']'];

    /// <summary>How clearly <paramref name="name"/> speaks of a credential.</summary>
    /// <param name="name">An identifier, or a key path: <c>Jwt:Key</c>.</param>
    public static NameStrength Classify(string name)
    {
        // Of a deep path only the end counts.
        if (!CredentialStems.Occur(name, Math.Max(0, name.Length - (2 * NameWords.MaxLength)), name.Length))
            return NameStrength.None;

        var (last, parent) = LastSegments(name);
        if (last.Length is 0 or > NameWords.MaxLength || !(MaySpeak(last) || MaySpeak(parent)))
            return NameStrength.None;

        var words = NameWords.Split(last);
        var strength = Classify(words);
        if (parent.Length is 0 or > NameWords.MaxLength || words.Exists(IsAbout))
            return strength;

        var around = NameWords.Split(parent);
        return strength switch
        {
            NameStrength.Token or NameStrength.Key or NameStrength.Weak when around.Exists(IsPublic) => NameStrength.None,
            // Jwt:Key, Encryption:Key.
            NameStrength.Weak when words.Count == 1 && IsKey(words[0]) && around.Count > 0 && IsKeyQualifier(around[around.Count - 1]) =>
                NameStrength.Key,
            // ApiKeys:Google, Secrets:Mail, Passwords:admin.
            NameStrength.None => OfCollection(around),
            _ => strength,
        };
    }

    /// <summary>Whether a name that speaks of a key means one for encryption or signing.</summary>
    public static bool NamesCryptoKey(string name) => NameWords.Split(name).Exists(CredentialVocabulary.Crypto.Contains);

    /// <summary>Whether a list of this name holds what nobody may take for a password: <c>CommonPasswords</c>.</summary>
    public static bool NamesKnownOnes(string name) => NameWords.Split(name).Exists(CredentialVocabulary.Known.Contains);

    /// <summary>Whether <paramref name="word"/>, in lower case, names a credential or a user: as a value it says nothing.</summary>
    internal static bool IsVocabulary(string word) =>
        OfKnownWord(word) != NameStrength.None || CredentialVocabulary.Fillers.Contains(word);

    private static NameStrength Classify(List<string> words)
    {
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var rest = "";
            var strength = OfKnownWord(words[i]);
            if (strength == NameStrength.None)
                strength = CompoundWord.Classify(words[i], out rest);
            if (strength == NameStrength.None)
                continue;

            strength = InContext(words, i, strength);
            return (rest.Length > 0 && IsAbout(rest)) || words.Skip(i + 1).Any(IsAbout) || IsHarmless(words, i, strength)
                ? NameStrength.None
                : strength;
        }

        return NameStrength.None;
    }

    private static NameStrength OfKnownWord(string word) =>
        CredentialVocabulary.Password.Contains(word) ? NameStrength.Password
        : CredentialVocabulary.Secret.Contains(word) ? NameStrength.Secret
        : CredentialVocabulary.Token.Contains(word) ? NameStrength.Token
        : IsKey(word) || CredentialVocabulary.Weak.Contains(word) ? NameStrength.Weak
        : NameStrength.None;

    /// <summary>Words that mean a credential only beside the right other one.</summary>
    private static NameStrength InContext(List<string> words, int at, NameStrength strength)
    {
        var before = at > 0 ? words[at - 1] : "";
        return words[at] switch
        {
            "key" or "keys" => IsKeyQualifier(before) ? NameStrength.Key : NameStrength.Weak,
            "pw" => CredentialVocabulary.BeforePass.Contains(before) ? NameStrength.Password : NameStrength.Weak,
            "pat" => before.Length > 0 ? NameStrength.Token : NameStrength.Weak,
            // "First pass" and "render pass" are no passwords: the word needs a beginning it is known with, or to stand first or last.
            "pass" when CredentialVocabulary.NotPass.Contains(before) => NameStrength.Weak,
            "pass" when at > 0 && at < words.Count - 1 && !CredentialVocabulary.BeforePass.Contains(before) => NameStrength.Weak,
            _ => strength,
        };
    }

    /// <summary><c>ResetPassword</c> names an action and <c>publicKey</c> no secret; <c>default_password</c> is a password.</summary>
    private static bool IsHarmless(List<string> words, int at, NameStrength strength)
    {
        if (at == 0)
            return false;

        return strength == NameStrength.Password
            ? CredentialVocabulary.Verbs.Contains(words[0])
            : CredentialVocabulary.Harmless.Contains(words[at - 1]) || words.Exists(IsPublic)
                || words[0] is "is" or "has" or "get" or "invalid" or "missing" or "validate";
    }

    private static NameStrength OfCollection(List<string> words)
    {
        if (words.Count == 0)
            return NameStrength.None;

        return words[words.Count - 1] switch
        {
            "passwords" => NameStrength.Password,
            "secrets" or "credentials" => NameStrength.Secret,
            "tokens" => NameStrength.Token,
            "apikeys" => NameStrength.Key,
            "keys" when words.Count > 1 && IsKeyQualifier(words[words.Count - 2]) => NameStrength.Key,
            _ => NameStrength.None,
        };
    }

    internal static bool IsKeyQualifier(string word) =>
        CredentialVocabulary.KeyQualifiers.Contains(word) || word.EndsWith("api", StringComparison.Ordinal)
        || word.EndsWith("access", StringComparison.Ordinal) || word.EndsWith("secret", StringComparison.Ordinal);

    internal static bool IsAbout(string word) => CredentialVocabulary.About.Contains(word);

    private static bool IsKey(string word) => word is "key" or "keys";

    private static bool IsPublic(string word) => word is "public" or "pub" or "publishable";

    private static bool MaySpeak(string name) => CredentialStems.Occur(name, 0, name.Length);

    /// <summary>The last part of a path and the one before it; numbers are places in a list.</summary>
    private static (string Last, string Parent) LastSegments(string path)
    {
        if (path.IndexOfAny(s_pathEnds) < 0)
            return (path, "");

        var last = "";
        var end = path.Length;
        while (end > 0)
        {
            var start = path.LastIndexOfAny(s_pathEnds, end - 1);
            var segment = path.Substring(start + 1, end - start - 1).Trim('"', '\'', ' ');
            end = Math.Max(start, 0);
            if (segment.Length == 0 || segment.All(c => c is >= '0' and <= '9'))
                continue;

            if (last.Length > 0)
                return (last, segment);

            last = segment;
        }

        return (last, "");
    }
}
