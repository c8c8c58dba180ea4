namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>Names that are written in one word: <c>dbpassword</c>, <c>clientsecret</c>, <c>passwordfield</c>.</summary>
internal static class CompoundWord
{
    /// <summary>What such a word says.</summary>
    /// <param name="rest">What stands in it behind the part that speaks of a credential.</param>
    public static NameStrength Classify(string word, out string rest)
    {
        rest = "";
        foreach (var part in CredentialVocabulary.PasswordParts)
        {
            var at = word.LastIndexOf(part, StringComparison.Ordinal);
            if (at >= 0)
            {
                rest = word.Substring(at + part.Length);
                return NameStrength.Password;
            }
        }

        if (EndsWith(word, "pass") && CredentialVocabulary.BeforePass.Contains(word.Substring(0, word.Length - 4)))
            return NameStrength.Password;

        if (EndsWith(word, "secret"))
            return NameStrength.Secret;

        if (EndsWith(word, "token"))
            return NameStrength.Token;

        if (EndsWith(word, "key"))
            return CredentialName.IsKeyQualifier(word.Substring(0, word.Length - 3)) ? NameStrength.Key : NameStrength.None;

        return OfBeginning(word, out rest);
    }

    /// <summary><c>secretvalue</c> and <c>tokenurl</c>, but not <c>secretary</c> and <c>tokenizer</c>.</summary>
    private static NameStrength OfBeginning(string word, out string rest)
    {
        rest = "";
        if (word.StartsWith("secret", StringComparison.Ordinal))
        {
            rest = word.Substring(6);
            return rest is "ary" or "ive" or "ly" or "ion" ? NameStrength.None : NameStrength.Secret;
        }

        if (word.StartsWith("token", StringComparison.Ordinal) && CredentialName.IsAbout(word.Substring(5)))
        {
            rest = word.Substring(5);
            return NameStrength.Token;
        }

        return NameStrength.None;
    }

    private static bool EndsWith(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);
}
