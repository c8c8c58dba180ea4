namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>A set of ASCII characters, written as a regular expression writes it: <c>[A-Za-z0-9_-]</c>.</summary>
internal readonly record struct CharacterSet(ulong Low, ulong High)
{
    /// <summary>Letters and digits.</summary>
    public static CharacterSet Alphanumeric { get; } = Parse("A-Za-z0-9");

    /// <summary>The digits of base64 without its padding.</summary>
    public static CharacterSet Base64 { get; } = Parse("A-Za-z0-9+/");

    /// <summary>The digits of base64url. Source: RFC 4648 section 5.</summary>
    public static CharacterSet Base64Url { get; } = Parse("A-Za-z0-9_-");

    /// <summary>The characters between the brackets; a hyphen at the end stands for itself.</summary>
    public static CharacterSet Parse(string characters)
    {
        ulong low = 0, high = 0;
        for (var i = 0; i < characters.Length; i++)
        {
            var isRange = i + 2 < characters.Length && characters[i + 1] == '-';
            var last = isRange ? characters[i + 2] : characters[i];
            for (int c = characters[i]; c <= last; c++)
            {
                if (c < 64)
                    low |= 1UL << c;
                else
                    high |= 1UL << (c - 64);
            }

            i += isRange ? 2 : 0;
        }

        return new CharacterSet(low, high);
    }

    /// <summary>Whether <paramref name="c"/> belongs to the set.</summary>
    public bool Contains(char c) => c < 128 && ((c < 64 ? Low >> c : High >> (c - 64)) & 1) != 0;
}
