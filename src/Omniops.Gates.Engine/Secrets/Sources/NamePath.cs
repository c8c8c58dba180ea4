namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// The names around a value. A written name keeps the innermost ones, at most <see cref="MaxNames"/> and about
/// <see cref="MaxLength"/> characters, so that a text nested 100,000 deep does not make names as long as itself.
/// </summary>
internal sealed class NamePath
{
    private const int MaxNames = 24;
    private const int MaxLength = 400;

    private readonly NamePath? _parent;

    private NamePath(NamePath? parent, string name)
    {
        _parent = parent;
        Last = name;
    }

    /// <summary>The innermost name.</summary>
    public string Last { get; }

    /// <summary><paramref name="name"/> inside <paramref name="parent"/>; an empty name adds nothing.</summary>
    public static NamePath? Under(NamePath? parent, string name) => name.Length == 0 ? parent : new NamePath(parent, Cut(name));

    /// <summary>The full name of <paramref name="name"/> inside <paramref name="parent"/>.</summary>
    public static string Join(NamePath? parent, string name)
    {
        name = Cut(name);
        if (parent is null)
            return name;

        var count = name.Length > 0 ? 1 : 0;
        var length = name.Length;
        for (var path = parent; path is not null && count < MaxNames && length < MaxLength; path = path._parent)
        {
            count++;
            length += path.Last.Length + 1;
        }

        var names = new string[count];
        if (name.Length > 0)
            names[--count] = name;
        for (var path = parent; count > 0; path = path!._parent)
            names[--count] = path!.Last;

        return string.Join(":", names);
    }

    private static string Cut(string name) => name.Length <= MaxLength ? name : name.Substring(name.Length - MaxLength);
}
