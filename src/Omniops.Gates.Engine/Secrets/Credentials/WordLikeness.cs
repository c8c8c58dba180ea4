namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// Tells words from random letters by how common each pair of neighbouring letters is in the words and identifiers of source code.
/// Source: pairs counted over the identifiers and texts of the class libraries of Mono, each distinct word at most fifty times.
/// </summary>
internal static class WordLikeness
{
    /// <summary>
    /// Average surprise in bits from which letters look random. Words of eight letters stay below it in 95 of 100 cases, random ones in
    /// ten.
    /// </summary>
    private const double Random = 5.1;

    /// <summary>Bits of surprise of the second letter behind the first, a row for each first letter, 9 standing for more.</summary>
    private const string Surprise =
        "8445875959735395934266786835563779368277479446499969375737935944782795635999794665267828957647954657887957436569799453857234867579" +
        "3666337929948738945559976936672854499554489346478978277729993987663794645979695645555999945236954395979525882786596856349646379999" +
        "4668177739856566873656697937752889297388379855579949257727793996574397475899794843363849667657973366997966458669686442549355455799" +
        "3867389649848734935458897987978999698496768566098979386527693966564795446689595847378439666744874248796838672794299677479345598859" +
        "4446466959844374934399999927771789299978579776998999266638843995643784369878984645359739974672975377766956574777498543529534676956" +
        "38881987397679499879699965";

    /// <summary>Below this the letters are surely words.</summary>
    private const double Unusual = 4.5;

    /// <summary>
    /// Whether the letters of <paramref name="text"/>, case and everything else left out, look random. Few letters never do.
    /// </summary>
    public static bool IsRandom(string text) => IsAtLeast(text, Random);

    /// <summary>Whether the letters are no everyday words, though they may be no random ones either.</summary>
    public static bool IsUnusual(string text) => IsAtLeast(text, Unusual);

    private static bool IsAtLeast(string text, double threshold)
    {
        int pairs = 0, bits = 0, before = -1;
        var isSmall = false;
        foreach (var c in text)
        {
            var letter = (c | 0x20) - 'a';
            if (letter is < 0 or > 25 || c > 'z')
            {
                before = -1;
                continue;
            }

            // A capital behind a small letter begins a word: what stands before it says nothing.
            if (before >= 0 && !(c <= 'Z' && isSmall))
            {
                bits += Surprise[(before * 26) + letter] - '0';
                pairs++;
            }

            before = letter;
            isSmall = c > 'Z';
        }

        return pairs >= 5 && bits >= threshold * pairs;
    }
}
