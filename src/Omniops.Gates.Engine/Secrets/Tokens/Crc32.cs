namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>The check sum of token makers. Source: ISO 3309, polynomial 0xEDB88320.</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = Table();

    /// <summary>Over the ASCII characters of a part of a text.</summary>
    public static uint Of(string text, int start, int length)
    {
        var crc = uint.MaxValue;
        for (var i = start; i < start + length; i++)
            crc = s_table[(crc ^ text[i]) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>Six digits of base 62, zero padded.</summary>
    public static string ToBase62(uint crc)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var digits = new char[6];
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = Digits[(int)(crc % 62)];
            crc /= 62;
        }

        return new string(digits);
    }

    private static uint[] Table()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            table[i] = entry;
        }

        return table;
    }
}
