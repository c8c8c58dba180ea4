using System.Globalization;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Injection;

/// <summary>
/// Reads the files of <c>rules/sql</c>, <c>rules/html</c> and <c>rules/injection</c>. They are our own and tested: a mistake in them is a
/// <see cref="FormatException"/>.
/// </summary>
internal static class ListedMembersReader
{
    /// <summary>The entries of one file, <c>{"sinks": [{"types": …}]}</c>.</summary>
    public static IReadOnlyList<ListedMembers> Read(string json)
    {
        var settings = JsonSettings.Read(json);
        if (settings.Error is { } error)
            throw new FormatException($"{error.Reason} at {error.Start}");

        var members = new List<ListedMembers>();
        foreach (var entries in settings.Entries.GroupBy(entry => PropertyOf(entry).Parent!))
            members.Add(ToMembers([.. entries]));
        return members;
    }

    private static ListedMembers ToMembers(JsonEntry[] entries)
    {
        var members = new ListedMembers([], [], "");
        foreach (var property in entries.GroupBy(entry => PropertyOf(entry).Name))
        {
            string[] values = [.. property.Select(entry => entry.Value)];
            members = property.Key switch
            {
                "family" => members with { Family = values[0] },
                "types" => members with { Types = values },
                "members" => members with { Members = values },
                "text" => members with { Text = values },
                "at" => members with { At = int.Parse(values[0], CultureInfo.InvariantCulture) },
                "procedure" => members with { Procedure = values },
                "textTypes" => members with { TextTypes = values },
                "kind" => members with { Kind = values[0] },
                "when" => members with { When = values[0] },
                "holds" => members with { Holds = values[0] },
                "without" => members with { Without = values },
                "needs" => members with { Needs = values },
                "says" => members with { Says = values[0] },
                "secondOrder" => members with { IsSecondOrder = values[0] == "true" },
                "source" => members with { Source = values[0] },
                _ => throw new FormatException($"unknown property '{property.Key}' at {property.First().KeyPath}"),
            };
        }

        return members.Types.Count > 0 && members.Members.Count > 0 && members.Source.Length > 0
            ? members
            : throw new FormatException($"the entry at {entries[0].KeyPath} lacks its types, members or source");
    }

    /// <summary><c>sinks:0:family</c> and <c>sinks:0:types:1</c> are of <c>family</c> and <c>types</c>.</summary>
    private static JsonKey PropertyOf(JsonEntry entry) => entry.Key.Parent?.Parent?.Parent is null ? entry.Key : entry.Key.Parent;
}
