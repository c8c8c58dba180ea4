#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// The prefilter: finds the runs of <see cref="RunCharacters"/> that are long enough for a token, each as a whole, without looking at most
/// characters one by one.
/// </summary>
internal static class RunFinder
{
    /// <summary>
    /// No format has a shorter run of characters, the text that announces it included: looking at every 16th character misses none.
    /// </summary>
    public const int MinRun = 16;

    /// <summary>Finds the next run behind <paramref name="at"/>: the beginning of the text, or the end of the run before.</summary>
    public static bool TryNext(string text, int at, out int start, out int end)
    {
#if NET8_0_OR_GREATER
        if (Vector128.IsHardwareAccelerated)
            return TryNextByBlock(text, at, out start, out end);
#endif
        return TryNextBySample(text, at, out start, out end);
    }

    /// <summary>The same by looking at every 16th character and growing the runs that are hit.</summary>
    internal static bool TryNextBySample(string text, int at, out int start, out int end)
    {
        for (var sample = at + MinRun - 1; sample < text.Length; sample = at + MinRun - 1)
        {
            start = sample;
            while (start >= at && RunCharacters.IsRun(text[start]))
                start--;

            end = sample;
            while (end < text.Length && RunCharacters.IsRun(text[end]))
                end++;

            if (end - ++start >= MinRun)
                return true;

            at = Math.Max(end, sample + 1);
        }

        (start, end) = (text.Length, text.Length);
        return false;
    }

#if NET8_0_OR_GREATER
    /// <summary>The same for 16 characters at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryNextByBlock(string text, int at, out int start, out int end)
    {
        ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text.AsSpan()));
        // How many characters before the block belong to a run that reaches it.
        var before = 0;
        for (; at <= text.Length - MinRun; at += MinRun)
        {
            var others = ~RunsAt(ref first, at) & 0xFFFF;
            var leading = BitOperations.TrailingZeroCount(others | 0x10000);
            if (before + leading >= MinRun)
            {
                (start, end) = (at - before, at + leading);
                while (end < text.Length && RunCharacters.IsRun(text[end]))
                    end++;
                return true;
            }

            before = BitOperations.LeadingZeroCount(others) - 16;
        }

        return TryNextBySample(text, at - before, out start, out end);
    }

    /// <summary>A bit for each of 16 characters, set where it belongs to a run, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint RunsAt(ref ushort text, int at)
    {
        // What is no ASCII becomes 0xFF, which belongs to no run.
        var most = Vector128.Create((ushort)0xFF);
        var characters = Vector128.Narrow(
            Vector128.Min(Vector128.LoadUnsafe(ref text, (nuint)at), most),
            Vector128.Min(Vector128.LoadUnsafe(ref text, (nuint)at + 8), most));
        return (IsBetween(characters, '-', ':') | IsBetween(characters, '@', 'Z') | IsBetween(characters, 'a', 'z')
            | IsBetween(characters, '$', '%') | Is(characters, '_') | Is(characters, '=') | Is(characters, '+') | Is(characters, '!')
            | Is(characters, '~')).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsBetween(Vector128<byte> characters, char first, char last)
    {
        var distance = characters - Vector128.Create((byte)first);
        return Vector128.Equals(Vector128.Min(distance, Vector128.Create((byte)(last - first))), distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Is(Vector128<byte> characters, char c) => Vector128.Equals(characters, Vector128.Create((byte)c));
#endif
}
