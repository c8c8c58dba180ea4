using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets.Tokens;

/// <summary>
/// Makes a text out of the pieces of <c>rules/secrets</c>: a piece such as <c>[a-z]{8}</c> becomes that many random characters, the same in
/// every run, and <c>{checksum}</c> makes the characters before it fit the format's check.
/// </summary>
internal static class Sample
{
    public static string Of(TokenFormat format, IReadOnlyList<string> pieces, int seed = 0)
    {
        var random = new Random(seed * 1000 + format.Id.Sum(c => c) + pieces.Count);
        var text = "";
        foreach (var piece in pieces)
            text = piece == "{checksum}" ? WithChecksum(format, text) : text + Expand(piece, random);
        return text;
    }

    public static string Random(string set, int length, int seed)
    {
        var random = new Random(seed);
        return Expand($"[{set}]{{{length}}}", random);
    }

    private static string Expand(string piece, Random random)
    {
        var close = piece.IndexOf("]{", StringComparison.Ordinal);
        if (piece[0] != '[' || close < 0 || piece[^1] != '}')
            return piece;

        var set = CharacterSet.Parse(piece[1..close]);
        var characters = Enumerable.Range(0, 128).Select(c => (char)c).Where(set.Contains).ToArray();
        var length = int.Parse(piece[(close + 2)..^1].Split(',', '|')[0]);
        return new string([.. Enumerable.Range(0, length).Select(_ => characters[random.Next(characters.Length)])]);
    }

    private static string WithChecksum(TokenFormat format, string text)
    {
        var anchor = format.Anchors.First(anchor => text.Contains(anchor));
        var start = text.IndexOf(anchor, StringComparison.Ordinal);
        var body = start + anchor.Length;
        return format.Check switch
        {
            TokenCheck.Crc32Base62 => text[..^6] + Crc32.ToBase62(Crc32.Of(text, body, text.Length - 6 - body)),
            TokenCheck.Crc32Hex => text[..^8] + Crc32.Of(text, body, text.Length - 8 - body).ToString("x8"),
            TokenCheck.Crc32HexOfAll => text[..^8] + Crc32.Of(text, start, text.Length - 8 - start).ToString("X8"),
            _ => throw new InvalidOperationException($"'{format.Id}' has no checksum that can be made"),
        };
    }
}
