namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// The characters of which tokens are made, with those that join a token to the text that announces it: <c>sig=</c>, <c>%3D</c>,
/// <c>hooks.slack.com/</c>. White space, quotes, brackets and the rest end a run.
/// </summary>
internal static class RunCharacters
{
    private static readonly bool[] s_isRun = Table(CharacterSet.Parse("A-Za-z0-9_+/=.~%$:@!-"));
    private static readonly bool[] s_isAlphanumeric = Table(CharacterSet.Alphanumeric);
    private static readonly bool[] s_isValue = Table(CharacterSet.Parse("A-Za-z0-9_+/.~-"));

    /// <summary>Whether the character belongs to a run.</summary>
    public static bool IsRun(char c) => c < 128 && s_isRun[c];

    /// <summary>Whether the character belongs to a word.</summary>
    public static bool IsAlphanumeric(char c) => c < 128 && s_isAlphanumeric[c];

    /// <summary>Whether the character may belong to the value of a key, padding aside.</summary>
    public static bool IsValue(char c) => c < 128 && s_isValue[c];

    private static bool[] Table(CharacterSet set)
    {
        var table = new bool[128];
        for (var c = '\0'; c < 128; c++)
            table[c] = set.Contains(c);
        return table;
    }
}
