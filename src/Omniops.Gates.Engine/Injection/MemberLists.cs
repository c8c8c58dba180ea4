using System.Collections.Concurrent;

namespace Omniops.Gates.Engine.Injection;

/// <summary>The lists of members that are built into this assembly. Each is read once per process and immutable from then on.</summary>
public static class MemberLists
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<ListedMembers>> s_lists = new(StringComparer.Ordinal);

    /// <summary>A list by its path below <c>rules</c>: <c>sql/sinks.json</c>.</summary>
    public static IReadOnlyList<ListedMembers> Read(string path) => s_lists.GetOrAdd(path, key =>
    {
        using var stream = typeof(MemberLists).Assembly.GetManifestResourceStream(key)
            ?? throw new ArgumentException($"there is no list '{key}'", nameof(path));
        using var reader = new StreamReader(stream);
        return ListedMembersReader.Read(reader.ReadToEnd());
    });
}
