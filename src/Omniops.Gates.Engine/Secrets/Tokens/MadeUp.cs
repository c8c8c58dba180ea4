namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Tells a token that documentation made up from one that a provider made.</summary>
internal static class MadeUp
{
    private const int MinPart = 12;

    private static readonly string[] s_words =
        ["EXAMPLE", "PLACEHOLDER", "REPLACE_ME", "REPLACEME", "CHANGEME", "YOUR_TOKEN", "YOURTOKEN", "YOUR-TOKEN"];

    private static readonly char[] s_separators = ['/', '-', '.', '_'];

    /// <summary>Of the storage emulator (Azurite) and the Cosmos DB emulator. Source: their documentation.</summary>
    private static readonly string[] s_emulatorKeys = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEH"];

    /// <summary>Why the body of a token is made up and how much of a secret it still is; null when nothing says so.</summary>
    public static Judgement? Judge(string text, int start, int end)
    {
        var body = text.Substring(start, end - start);
        if (Array.Exists(s_words, word => body.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            return Judgement.PassedOver("an example of documentation");

        if (Array.Exists(s_emulatorKeys, key => body.StartsWith(key, StringComparison.Ordinal)))
            return Judgement.PassedOver("the public key of an emulator");

        // The secret is the last part of a token that has several: hooks.slack.com/services/T…/B…/XXXX.
        var last = body.LastIndexOfAny(s_separators) + 1;
        return JudgeCharacters(body) ?? (last > 0 && body.Length - last >= MinPart ? JudgeCharacters(body.Substring(last)) : null);
    }

    private static Judgement? JudgeCharacters(string body)
    {
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

    private static bool IsStep(char first, char second) =>
        second == first + 1 || (first, second) is ('9', '0' or 'a' or 'A') or ('z', 'A' or '0') or ('Z', 'a' or '0') or ('f', '0');
}
