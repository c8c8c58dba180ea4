namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Finds provider tokens and private keys in any text by their form.</summary>
public static class TokenScanner
{
    /// <summary>Reports everything in <paramref name="text"/> that has the form of a known token, in order of place.</summary>
    public static void Find(string text, Action<Secret> report, CancellationToken cancellation = default)
    {
        TokenScan? scan = null;
        for (var at = 0; RunFinder.TryNext(text, at, out var start, out var end); at = end)
            FindInRun(text, start, end, ref scan, cancellation);

        FindFiles(text, ref scan, cancellation);
        scan?.Report(report);
    }

    private static void FindInRun(string text, int start, int end, ref TokenScan? scan, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var formats = TokenFormats.Current;
        var hasPercent = text.IndexOf('%', start, end - start) >= 0;
        for (var at = start; at < end - 1; at = TokenBoundary.NextInRun(text, start, end, at, hasPercent))
        {
            var next = at + 1;
            if (formats.Beginning(text[at], text[at + 1]) is { } forms)
                next = (scan ??= new TokenScan(text)).TryForms(forms, at);

            if (next == at + 1 && TokenBoundary.BeginsValue(text, start, at))
                next = FindInValue(text, at, end, formats, ref scan);

            at = next;
        }
    }

    /// <summary>Looks at a whole value: forms that are known by their length, and keys that are written in parts.</summary>
    private static int FindInValue(string text, int at, int end, TokenFormats formats, ref TokenScan? scan)
    {
        var valueEnd = at;
        while (valueEnd < end && RunCharacters.IsValue(text[valueEnd]))
            valueEnd++;

        // A token may hold a colon. A value behind a colon may not, or a line of colons would be read once for each of them.
        var joinedEnd = valueEnd;
        while (joinedEnd < end && (at == 0 || text[at - 1] != ':')
            && (text[joinedEnd] is ':' || RunCharacters.IsValue(text[joinedEnd])))
            joinedEnd++;

        if (joinedEnd > valueEnd && formats.OfLength(joinedEnd - at) is { } joined)
        {
            var next = (scan ??= new TokenScan(text)).TryForms(joined, at);
            if (next > at + 1)
                return next;
        }

        // The full stop of a sentence is no part of the value, the padding of base64 is.
        while (valueEnd > at && text[valueEnd - 1] == '.')
            valueEnd--;

        if (valueEnd - at >= KeyParts.MinLength && TokenBoundary.MayBeginKeyPart(text, at))
            (scan ??= new TokenScan(text)).TryKeyPart(at, valueEnd);

        for (var padding = 0; padding < 2 && valueEnd < end && text[valueEnd] == '='; padding++)
            valueEnd++;

        return formats.OfLength(valueEnd - at) is { } forms ? (scan ??= new TokenScan(text)).TryForms(forms, at) : at + 1;
    }

    /// <summary>Files whose beginning is a word shorter than a run.</summary>
    private static void FindFiles(string text, ref TokenScan? scan, CancellationToken cancellation)
    {
        for (var at = 0; (at = text.IndexOf(PemKey.Beginning, at, StringComparison.Ordinal)) >= 0; at += PemKey.Beginning.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            (scan ??= new TokenScan(text)).Add(PemKey.At(text, at));
        }

        const string Machine = NetrcPassword.Beginning;
        for (var at = 0; (at = text.IndexOf(Machine, at, StringComparison.Ordinal)) >= 0; at += Machine.Length)
        {
            if (NetrcPassword.At(text, at) is { } password)
                (scan ??= new TokenScan(text)).Add(password);
        }
    }
}
