namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>What a value is made of, counted in one pass.</summary>
internal readonly record struct TextShape(int Length, int Lower, int Upper, int Digits, int Blanks, int Marks, int Foreign, int Distinct)
{
    public int Letters => Lower + Upper;

    public bool HasLetterAndDigit => Letters > 0 && Digits > 0;

    public bool IsDigits => Length > 0 && Digits == Length;

    public bool IsLetters => Length > 0 && Letters == Length;

    public static TextShape Of(string text)
    {
        int lower = 0, upper = 0, digits = 0, blanks = 0, marks = 0, foreign = 0;
        ulong seenLow = 0, seenHigh = 0;
        foreach (var c in text)
        {
            if (c is >= 'a' and <= 'z')
                lower++;
            else if (c is >= 'A' and <= 'Z')
                upper++;
            else if (c is >= '0' and <= '9')
                digits++;
            else if (char.IsWhiteSpace(c))
                blanks++;
            else if (c > 127)
                foreign++;
            else
                marks++;

            if (c < 64)
                seenLow |= 1UL << c;
            else if (c < 128)
                seenHigh |= 1UL << (c - 64);
        }

        return new(text.Length, lower, upper, digits, blanks, marks, foreign, Count(seenLow) + Count(seenHigh));
    }

    private static int Count(ulong bits)
    {
        var count = 0;
        for (; bits != 0; bits &= bits - 1)
            count++;
        return count;
    }
}
