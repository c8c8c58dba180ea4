namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Items of lists that carry a name themselves: <c>- KEY=value</c> of compose, arguments of a command.</summary>
internal static class ListItem
{
    /// <summary>Offset of the equals sign after a name at the beginning of <paramref name="item"/>, or -1.</summary>
    public static int NameEnd(string item)
    {
        var at = 0;
        while (at < item.Length && item[at] == '-')
            at++;
        if (at >= item.Length || !(char.IsLetter(item[at]) || item[at] == '_'))
            return -1;

        while (at < item.Length && at < 200 && (char.IsLetterOrDigit(item[at]) || item[at] is '_' or '.' or '-' or ':'))
            at++;
        return at < item.Length && item[at] == '=' ? at : -1;
    }

    /// <summary>The assignment of an item that is written as its value reads.</summary>
    public static Assignment Split(NamePath? list, string item, int nameEnd, int start) => new(
        NamePath.Join(list, item.Substring(0, nameEnd)), item.Substring(nameEnd + 1), start + nameEnd + 1, item.Length - nameEnd - 1);

    /// <summary><c>--password</c>: its value is the next item.</summary>
    public static bool IsFlag(string item)
    {
        if (item.Length is < 2 or > 80 || item[0] != '-')
            return false;

        for (var i = 1; i < item.Length; i++)
        {
            if (!char.IsLetterOrDigit(item[i]) && item[i] is not ('-' or '_' or '.'))
                return false;
        }

        return true;
    }
}
