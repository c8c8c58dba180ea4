namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>What one text has shown so far. Made for the first candidate: most texts have none.</summary>
internal sealed class TokenScan(string text)
{
    /// <summary>
    /// A longer form is not looked for behind every <c>-</c> and <c>/</c>: in a text of nothing but its beginning that would read all of it
    /// again at each.
    /// </summary>
    private const int MaxShort = 500;

    /// <summary>Ends of names, in lower case without separators, of values that look like keys and are public.</summary>
    private static readonly string[] s_publicNames =
    [
        "sha1", "sha256", "sha384", "sha512", "hash", "digest", "checksum", "integrity", "modulus", "publickey", "signature", "commit",
        "revision",
    ];

    private readonly List<Secret> _found = [];
    private NearWords? _near;
    private string _key = "";
    private int _keyStart = -1;
    private int _putty;
    private int _wrapped;

    /// <summary>Takes the first form that fits at <paramref name="at"/>; gives where to go on.</summary>
    public int TryForms(AnchoredForm[] forms, int at)
    {
        foreach (var form in forms)
        {
            var isStrict = form.Format.IsWeak;
            if ((isStrict || form.Form.Longest > MaxShort) && !TokenBoundary.IsStrict(text, at))
                continue;

            var (start, end) = form.Format.IsParsed ? AnchorAt(form, at) : form.Form.Match(text, at, isStrict);
            if (end < 0 || (form.Format.IsParsed ? Parse(form.Format, start, ref end) : Judge(form, start, end)) is not { } judgement)
                continue;

            var subject = form.Anchor.Length > 0 ? $"{Shown(form.Anchor)}…" : form.Format.Title;
            Add(Secret.Of(form.Format.Kind, judgement, start, text.Substring(start, end - start), subject));
            return Math.Max(end, at + 1);
        }

        return at + 1;
    }

    /// <summary>Looks whether the value is the private number of a key.</summary>
    public void TryKeyPart(int start, int end)
    {
        if (KeyParts.Of(text, start, end) is { } part)
            Add(Secret.Of(part.Kind, part.Judgement, start, text.Substring(start, end - start), part.Subject));
    }

    /// <summary>Keeps what was found.</summary>
    public void Add(Secret? secret)
    {
        if (secret is not null)
            _found.Add(secret);
    }

    /// <summary>Reports in order of place; of two that overlap, the one that is more certain, or longer.</summary>
    public void Report(Action<Secret> report)
    {
        var ordered = _found.OrderBy(secret => secret.Start).ThenByDescending(secret => secret.Length).ToList();
        Secret? last = null;
        foreach (var secret in ordered)
        {
            if (last is not null && secret.Start < last.End)
            {
                last = secret.Judgement.Confidence > last.Judgement.Confidence ? secret : last;
                continue;
            }

            if (last is not null)
                report(last);
            last = secret;
        }

        if (last is not null)
            report(last);
    }

    private (int Start, int End) AnchorAt(AnchoredForm form, int at) =>
        string.CompareOrdinal(text, at, form.Anchor, 0, form.Anchor.Length) == 0 ? (at, at + form.Anchor.Length) : (at, -1);

    private Judgement? Parse(TokenFormat format, int start, ref int end)
    {
        var found = format.Check switch
        {
            TokenCheck.Jwt => JsonWebToken.At(text, start),
            TokenCheck.Putty => PuttyKey.At(text, start, ref _putty),
            _ => start < _wrapped ? null : WrappedText.At(text, start),
        };

        end = found?.End ?? end;
        if (found is not null && format.Check == TokenCheck.Base64)
            _wrapped = end;
        return found?.Judgement;
    }

    private Judgement? Judge(AnchoredForm form, int start, int end)
    {
        var format = form.Format;

        // What is public in front of the body says nothing about the body.
        var body = form.Anchor.Length > 0 && string.CompareOrdinal(text, start, form.Anchor, 0, form.Anchor.Length) == 0
            ? start + form.Anchor.Length
            : start;
        if (format.IsWeak && !Randomness.IsLikely(text, body, end))
            return null;

        if (Surroundings(format, start) is not { } rank)
            return null;

        if (MadeUp.Judge(text, body, end) is { } madeUp)
            return madeUp with { Confidence = Min(madeUp.Confidence, rank), Reason = $"{format.Title}; {madeUp.Reason}" };

        return TokenChecks.Judge(format, text, start, body, end, rank);
    }

    /// <summary>How sure form and surroundings make together; null when the surroundings that the form needs are not there.</summary>
    private Confidence? Surroundings(TokenFormat format, int start)
    {
        if (KeyEndsWithOneOf(format.Keys, start))
            return Confidence.High;

        if (format.NeedsKey || (format.Near.Count > 0 && KeyEndsWithOneOf(s_publicNames, start)))
            return null;

        if (format.Near.Count == 0)
            return format.Rank;

        _near ??= new NearWords(text, TokenFormats.Current.Words);
        return _near.HasOne(format.Near, start) && (format.With.Count == 0 || _near.HasOne(format.With, start)) ? format.Rank : null;
    }

    private bool KeyEndsWithOneOf(IReadOnlyList<string> names, int start)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Key(start).EndsWith(names[i], StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private string Key(int start)
    {
        if (_keyStart != start)
            (_keyStart, _key) = (start, KeyName.Before(text, start));
        return _key;
    }

    private static Confidence Min(Confidence one, Confidence other) => one < other ? one : other;

    /// <summary>A fixed text within a token is public too, but does not stand at its beginning.</summary>
    private static string Shown(string anchor) => anchor.TrimEnd('=', '/');
}
