namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>The check of a bech32 text, as age uses it for its keys. Source: BIP 173.</summary>
internal static class Bech32
{
    private const string Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static readonly uint[] s_generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Whether the six characters at the end fit the rest.</summary>
    public static bool Fits(string text)
    {
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        if (separator < 1)
            return false;

        uint check = 1;
        for (var i = 0; i < separator; i++)
            check = Step(check, (uint)lower[i] >> 5);
        check = Step(check, 0);
        for (var i = 0; i < separator; i++)
            check = Step(check, (uint)lower[i] & 31);
        for (var i = separator + 1; i < lower.Length; i++)
        {
            var digit = Digits.IndexOf(lower[i]);
            if (digit < 0)
                return false;
            check = Step(check, (uint)digit);
        }

        return check == 1;
    }

    private static uint Step(uint check, uint value)
    {
        var top = check >> 25;
        var next = ((check & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < s_generator.Length; i++)
            next ^= ((top >> i) & 1) != 0 ? s_generator[i] : 0;
        return next;
    }
}
