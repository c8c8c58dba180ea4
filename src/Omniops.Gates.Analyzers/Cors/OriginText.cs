namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Reads texts that hold origins.</summary>
internal static class OriginText
{
    /// <summary>The one that stands for every site.</summary>
    public const string Any = "*";

    private static readonly char[] s_separators = [',', ';', '|', ' ', '\t', '\r', '\n'];

    /// <summary>Whether one of the parts is <c>*</c>, whatever the text is split at: no origin's own characters stand next to it.</summary>
    public static bool HasAny(string text)
    {
        for (var i = text.IndexOf('*'); i >= 0; i = text.IndexOf('*', i + 1))
        {
            if ((i == 0 || !IsPartOfOrigin(text[i - 1])) && (i == text.Length - 1 || !IsPartOfOrigin(text[i + 1])))
                return true;
        }

        return false;
    }

    /// <summary>Whether a text that contains this is not <c>*</c>.</summary>
    public static bool IsFixed(string text) => text.Any(c => c != '*' && !char.IsWhiteSpace(c));

    public static string[] Parts(string text) => text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsPartOfOrigin(char c) => char.IsLetterOrDigit(c) || c is '.' or ':' or '/' or '-' or '_' or '*';
}
