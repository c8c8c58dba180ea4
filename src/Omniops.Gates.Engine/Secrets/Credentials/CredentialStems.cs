namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>The cheap test before anything is allocated: does a piece of text hold letters that every name of a credential holds?</summary>
internal static class CredentialStems
{
    private static readonly string[]?[] s_byFirstLetter = ByFirstLetter(
        "pass", "pwd", "psw", "pswd", "secret", "token", "key", "cred", "auth", "pw", "salt", "nonce", "seed", "session", "cookie", "sas",
        "kennwort",
        "contrasena", "senha", "motdepasse", "wachtwoord", "jwt", "bearer", "pat", "otp", "pin", "iv", "dsn");

    /// <summary>Looks between two offsets, whatever the case is.</summary>
    public static bool Occur(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var letter = (text[i] | 0x20) - 'a';
            if (letter is < 0 or > 25 || s_byFirstLetter[letter] is not { } stems)
                continue;

            foreach (var stem in stems)
            {
                if (i + stem.Length <= end && IsAt(text, i, stem))
                    return true;
            }
        }

        return false;
    }

    private static bool IsAt(string text, int at, string stem)
    {
        for (var i = 1; i < stem.Length; i++)
        {
            if ((text[at + i] | 0x20) != stem[i])
                return false;
        }

        return true;
    }

    private static string[]?[] ByFirstLetter(params string[] stems)
    {
        var table = new string[]?[26];
        foreach (var group in stems.GroupBy(stem => stem[0]))
            table[group.Key - 'a'] = [.. group];
        return table;
    }
}
