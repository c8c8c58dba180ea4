namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// The words of an identifier, in lower case: <c>smtpPassword2</c>, <c>SMTP_PASSWORD</c> and <c>smtp-password</c> are all smtp, password.
/// </summary>
public static class NameWords
{
    /// <summary>Longer names are no names.</summary>
    public const int MaxLength = 120;

    /// <summary>Numbers are left out.</summary>
    public static List<string> Split(string name)
    {
        var words = new List<string>(4);
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var c = i < name.Length ? name[i] : '\0';
            if (start >= 0 && (!IsLetter(c) || BeginsWord(name, i)))
            {
                words.Add(name.Substring(start, i - start).ToLowerInvariant());
                start = -1;
            }

            if (start < 0 && IsLetter(c))
                start = i;
        }

        return words;
    }

    /// <summary>A capital behind a small letter, or the last of several capitals before a small one: <c>XMLToken</c>.</summary>
    private static bool BeginsWord(string name, int at) =>
        char.IsUpper(name[at])
        && (char.IsLower(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]) && !IsPluralOfCapitals(name, at)));

    /// <summary><c>APIs</c> and <c>DBs</c> end with a small letter and are one word.</summary>
    private static bool IsPluralOfCapitals(string name, int at) =>
        name[at + 1] == 's' && (at + 2 == name.Length || !char.IsLower(name[at + 2]));

    private static bool IsLetter(char c) => c != '\0' && char.IsLetter(c);
}
