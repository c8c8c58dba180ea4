namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>All formats, ready to be looked up. Made once per process from the files in the assembly, immutable from then on.</summary>
internal sealed class TokenFormats
{
    private static readonly Lazy<TokenFormats> s_current = new(Load);

    /// <summary>By the first two characters of the anchor; null where no anchor begins so.</summary>
    private readonly AnchoredForm[]?[] _byBeginning = new AnchoredForm[]?[128 * 128];

    /// <summary>A bit for each beginning: small enough to stay beside the processor, where the table is not.</summary>
    private readonly ulong[] _beginnings = new ulong[128 * 128 / 64];

    /// <summary>By the length of the whole value, for forms that do not begin with their anchor.</summary>
    private readonly AnchoredForm[]?[] _byLength;

    private TokenFormats(IReadOnlyList<TokenFormat> formats)
    {
        All = formats;
        Words = new NearWordList(formats.SelectMany(format => format.Near.Concat(format.With)));

        var forms = formats.SelectMany(FormsOf).ToArray();
        foreach (var group in forms.Where(form => form.Form.Prefix is not null).GroupBy(form => Beginning(form.Form.Prefix!, 0)))
        {
            _byBeginning[group.Key] = [.. group.OrderByDescending(form => form.Form.Prefix!.Length)];
            _beginnings[group.Key / 64] |= 1UL << group.Key;
        }

        var others = forms.Where(form => form.Form.Prefix is null).ToArray();
        _byLength = new AnchoredForm[]?[others.Max(form => form.Form.Longest) + 1];
        for (var length = 0; length < _byLength.Length; length++)
        {
            // An anchor proves more than the words around.
            AnchoredForm[] fitting = [.. others.Where(form => form.Form.Shortest <= length && length <= form.Form.Longest)
                .OrderBy(form => form.Anchor.Length == 0)];
            _byLength[length] = fitting.Length == 0 ? null : fitting;
        }
    }

    /// <summary>The table.</summary>
    public static TokenFormats Current => s_current.Value;

    /// <summary>In order of files and of place in them.</summary>
    public IReadOnlyList<TokenFormat> All { get; }

    /// <summary>The words that tokens without an anchor need near.</summary>
    public NearWordList Words { get; }

    /// <summary>The forms that may begin at <paramref name="at"/>, longest anchor first; null in nearly all places.</summary>
    public AnchoredForm[]? Beginning(char first, char second)
    {
        var key = (first << 7) | second;
        return first < 128 && second < 128 && ((_beginnings[key / 64] >> key) & 1) != 0 ? _byBeginning[key] : null;
    }

    /// <summary>The forms without a beginning of their own that a value of this length may have; null for nearly all lengths.</summary>
    public AnchoredForm[]? OfLength(int length) => length < _byLength.Length ? _byLength[length] : null;

    private static int Beginning(string text, int at) => (text[at] << 7) | text[at + 1];

    private static IEnumerable<AnchoredForm> FormsOf(TokenFormat format)
    {
        foreach (var form in format.Forms)
        {
            if (format.Anchors.Count == 0)
                yield return new AnchoredForm(format, "", TokenForm.Parse(form));

            foreach (var anchor in format.Anchors)
                yield return new AnchoredForm(format, anchor, TokenForm.Parse(form.Replace("{anchor}", anchor)));
        }
    }

    private static TokenFormats Load()
    {
        var assembly = typeof(TokenFormats).Assembly;
        var formats = new List<TokenFormat>();
        foreach (var name in assembly.GetManifestResourceNames().OrderBy(name => name, StringComparer.Ordinal))
        {
            if (!name.StartsWith("secrets/", StringComparison.Ordinal))
                continue;

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            formats.AddRange(TokenFormatReader.Read(reader.ReadToEnd()));
        }

        return new TokenFormats(formats);
    }
}
