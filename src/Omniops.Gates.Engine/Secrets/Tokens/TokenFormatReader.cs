using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// Reads the files of <c>rules/secrets</c>. They are our own and tested: a mistake in them is a <see cref="FormatException"/>.
/// </summary>
internal static class TokenFormatReader
{
    /// <summary>The formats of one file, <c>{"formats": [{"id": …}]}</c>.</summary>
    public static IReadOnlyList<TokenFormat> Read(string json)
    {
        var settings = JsonSettings.Read(json);
        if (settings.Error is { } error)
            throw new FormatException($"{error.Reason} at {error.Start}");

        var formats = new List<TokenFormat>();
        foreach (var entries in settings.Entries.GroupBy(entry => Path(entry.Key)[1]))
            formats.Add(ToFormat([.. entries.Select(entry => (Path(entry.Key).Skip(2).ToArray(), entry.Value))]));
        return formats;
    }

    private static TokenFormat ToFormat((string[] Path, string Value)[] entries)
    {
        var format = new TokenFormat("", "", "");
        foreach (var property in entries.GroupBy(entry => entry.Path[0]))
        {
            var values = property.Select(entry => entry.Value).ToArray();
            format = property.Key switch
            {
                "id" => format with { Id = values[0] },
                "provider" => format with { Provider = values[0] },
                "what" => format with { What = values[0] },
                "kind" => format with { Kind = Named<SecretKind>(values[0]) },
                "anchors" => format with { Anchors = values },
                "forms" => format with { Forms = values },
                "rank" => format with { Rank = Named<Confidence>(values[0]) },
                "weak" => format with { IsWeak = values[0] == "true" },
                "check" => format with { Check = Named<TokenCheck>(values[0]) },
                "near" => format with { Near = values },
                "with" => format with { With = values },
                "keys" => format with { Keys = values },
                "needsKey" => format with { NeedsKey = values[0] == "true" },
                "match" => format with { Match = Samples(property) },
                "noMatch" => format with { NoMatch = Samples(property) },
                "source" => format with { Source = values[0] },
                _ => throw new FormatException($"'{format.Id}' has an unknown property '{property.Key}'"),
            };
        }

        return format.Id.Length > 0 && format.Provider.Length > 0 && format.What.Length > 0
            ? format
            : throw new FormatException($"format '{format.Id}' lacks its id, provider or what");
    }

    private static IReadOnlyList<string>[] Samples(IEnumerable<(string[] Path, string Value)> entries) =>
        [.. entries.GroupBy(entry => entry.Path[1]).Select(sample => sample.Select(entry => entry.Value).ToArray())];

    private static T Named<T>(string name)
        where T : struct =>
        Enum.TryParse(name, ignoreCase: true, out T value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name}");

    private static string[] Path(JsonKey key) => key.Parent is null ? [key.Name] : [.. Path(key.Parent), key.Name];
}
