namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Tells a token that documentation made up from one that a provider made.</summary>
internal static class MadeUp
{
    private static readonly string[] s_words = ["EXAMPLE", "PLACEHOLDER", "REPLACE_ME", "REPLACEME", "CHANGEME", "YOUR_TOKEN", "YOURTOKEN", "YOUR-TOKEN"];

    /// <summary>Why the body of a token is made up and how much of a secret it still is; null when nothing says so.</summary>
    public static Judgement? Judge(string text, int start, int end)
    {
        var body = text.Substring(start, end - start);
        if (Array.Exists(s_words, word => body.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            return Judgement.PassedOver("an example of documentation");

        int same = 0, steps = 0, crossed = 0;
        for (var i = 0; i < body.Length; i++)
        {
            crossed += body[i] is 'x' or 'X' or '*' ? 1 : 0;
            same += i > 0 && body[i] == body[i - 1] ? 1 : 0;
            steps += i > 0 && IsStep(body[i - 1], body[i]) ? 1 : 0;
        }

        if (crossed * 4 >= body.Length * 3)
            return Judgement.PassedOver("crossed out");

        if (same * 4 >= body.Length * 3)
            return new Judgement(Confidence.Low, "one character over and over: made up");

        return steps * 3 >= body.Length * 2 ? new Judgement(Confidence.Low, "characters in sequence: made up") : null;
    }

    private static bool IsStep(char first, char second) => second == first + 1 || (first, second) is ('9', '0' or 'a' or 'A') or ('z', 'A' or '0') or ('Z', 'a' or '0') or ('f', '0');
}
