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
        "84458759597353959342667868355637793682774794464999693757379359447827956359997946652678289576479546578879"
        + "57436569799453857234867579366633792994873894555997693667285449955448934647897827772999398766379464597969"
        + "56455559999452369543959795258827865968563496463799994668177739856566873656697937752889297388379855579949"
        + "25772779399657439747589979484336384966765797336699796645866968644254935545579938673896498487349354588979"
        + "87978999698496768566098979386527693966564795446689595847378439666744874248796838672794299677479345598859"
        + "44464669598443749343999999277717892999785797769989992666388439956437843698789846453597399746729753777669"
        + "5657477749854352953467695638881987397679499879699965";

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
