namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>The outermost structure of every key that is not OpenSSH's or PGP's. Source: ITU-T X.690.</summary>
internal static class DerSequence
{
    /// <summary>
    /// Whether the bytes begin a sequence and are about as long as it says: the last line of a key is often lost on the way.
    /// </summary>
    public static bool IsBeginning(byte[] bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0x30)
            return false;

        var length = bytes[1] switch
        {
            < 0x80 => bytes[1] + 2,
            0x81 => bytes[2] + 3,
            0x82 => (bytes[2] << 8) + bytes[3] + 4,
            _ => -1,
        };
        return length >= bytes.Length - 3 && bytes.Length * 5 >= length * 4;
    }
}
