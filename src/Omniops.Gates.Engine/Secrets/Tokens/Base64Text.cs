namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Decodes base64 and base64url that a person may have cut or wrapped. Never throws. Source: RFC 4648.</summary>
internal static class Base64Text
{
    /// <summary>
    /// The bytes, as far as they are complete; characters that are no digits are skipped, the first <c>=</c> ends the text.
    /// </summary>
    public static byte[] Decode(string text, int start, int end)
    {
        var bytes = new byte[(int)((long)(end - start) * 3 / 4)];
        var count = 0;
        uint bits = 0;
        var pending = 0;
        for (var i = start; i < end && text[i] != '='; i++)
        {
            var digit = Digit(text[i]);
            if (digit < 0)
                continue;

            bits = (bits << 6) | (uint)digit;
            pending += 6;
            if (pending < 8)
                continue;

            pending -= 8;
            bytes[count++] = (byte)(bits >> pending);
        }

        Array.Resize(ref bytes, count);
        return bytes;
    }

    /// <summary>The same as UTF-8 text; bytes that are none become replacement characters.</summary>
    public static string DecodeText(string text, int start, int end) => System.Text.Encoding.UTF8.GetString(Decode(text, start, end));

    private static int Digit(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
