using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <content>Texts, also those of which only an end is seen.</content>
internal sealed partial class PredicateMachine
{
    private PredicateValue Joined(IEnumerable<PredicateValue> parts, IOperation use)
    {
        var (prefix, suffix, whole, isSeen, isOrigin) = ("", "", "", true, false);
        foreach (var part in parts)
        {
            isOrigin |= part.IsOrigin;
            var text = part.IsSeen ? part.Known?.ToString() ?? "" : "";
            whole += text;
            if (part.IsSeen)
                suffix += text;
            else
                suffix = part.Suffix;
            if (isSeen)
                prefix += part.IsSeen ? text : part.Prefix;
            isSeen &= part.IsSeen;
        }

        if (isSeen && !isOrigin)
            Texts.Add(whole);
        return isSeen ? PredicateValue.Of(whole, isOrigin) : Unseen(use, isOrigin) with { Prefix = prefix, Suffix = suffix };
    }

    private PredicateValue OfStrings(string name, IReadOnlyList<PredicateValue> arguments, IOperation use) => name switch
    {
        "Equals" when arguments.Count >= 2 => AreEqual(arguments[0], arguments[1], use),
        "Compare" or "CompareOrdinal" when arguments.Count >= 2 => AreEqual(arguments[0], arguments[1], use) is { IsSeen: true } same
            ? PredicateValue.Of(same.IsTrue ? 0 : 1, arguments[0].IsOrigin)
            : Unseen(use, arguments.Any(argument => argument.IsOrigin)),
        "IsNullOrEmpty" or "IsNullOrWhiteSpace" when arguments is [{ IsSeen: true } text] =>
            PredicateValue.Of(string.IsNullOrWhiteSpace(text.Known as string)),
        "Concat" => Joined(arguments.SelectMany(argument => ElementsOrSelf(argument)), use),
        _ => Unseen(use, arguments.Any(argument => argument.IsOrigin)),
    };

    private static IEnumerable<PredicateValue> ElementsOrSelf(PredicateValue value) =>
        value.Known is ImmutableArray<PredicateValue> elements ? elements : ImmutableArray.Create(value);

    private PredicateValue OfText(string name, PredicateValue text, IReadOnlyList<PredicateValue> arguments, IOperation use)
    {
        var isOrigin = text.IsOrigin || arguments.Any(argument => argument.IsOrigin);
        var given = arguments.Count > 0 ? arguments[0] : null;
        if (name == "Equals" && given is not null)
            return AreEqual(text, given, use);

        if (name is "Contains" or "StartsWith" or "EndsWith" or "IndexOf" && given is not null)
        {
            var found = Searched(name, text, given, use);
            return name != "IndexOf" ? found
                : text.Known is string within && given.Known?.ToString() is { } part
                    ? PredicateValue.Of(within.IndexOf(part, StringComparison.OrdinalIgnoreCase), isOrigin)
                    : Unseen(use, isOrigin);
        }

        if (!text.IsSeen && name is "Trim" or "TrimEnd" or "TrimStart" or "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToString")
            return text;
        if (text is not { IsSeen: true, Known: string value } || arguments.Any(argument => !argument.IsSeen))
            return Unseen(use, isOrigin);

        object? result = name switch
        {
            "ToLower" or "ToLowerInvariant" => value.ToLowerInvariant(),
            "ToUpper" or "ToUpperInvariant" => value.ToUpperInvariant(),
            "ToString" or "Normalize" => value,
            "Trim" => value.Trim(Characters(given)),
            "TrimEnd" => value.TrimEnd(Characters(given)),
            "TrimStart" => value.TrimStart(Characters(given)),
            "Replace" when arguments.Count >= 2 && given!.Known?.ToString() is { Length: > 0 } old =>
                value.Replace(old, arguments[1].Known?.ToString() ?? ""),
            "Substring" when arguments is [{ Known: int start }] && start >= 0 && start <= value.Length => value.Substring(start),
            "Substring" when arguments is [{ Known: int start }, { Known: int length }]
                && start >= 0 && length >= 0 && start + length <= value.Length => value.Substring(start, length),
            "LastIndexOf" when given?.Known?.ToString() is { } part => value.LastIndexOf(part, StringComparison.OrdinalIgnoreCase),
            "Split" when Separators(given) is { Length: > 0 } separators => value.Split(separators, StringSplitOptions.RemoveEmptyEntries)
                .Select(part => PredicateValue.Of(part.Trim(), text.IsOrigin)).ToImmutableArray(),
            _ => null,
        };
        if (result is ImmutableArray<PredicateValue> pieces && !text.IsOrigin)
            Texts.UnionWith(pieces.Select(piece => (string)piece.Known!));
        return result is null ? Unseen(use, isOrigin) : PredicateValue.Of(result, isOrigin);
    }

    /// <summary>A part of a text is looked for in another.</summary>
    private PredicateValue Searched(string name, PredicateValue text, PredicateValue part, IOperation use)
    {
        if (text.IsSeen && part.IsSeen)
        {
            if (text.Known?.ToString() is not { } whole || part.Known?.ToString() is not { } piece)
                return Unseen(use, text.IsOrigin || part.IsOrigin);

            // The origin in a line of trusted ones: each piece of that line will do.
            if (name == "Contains" && part.IsOrigin && !text.IsOrigin)
                return IsLine(whole) ? PredicateValue.Chosen(use.Syntax.OneLine()) : PredicateValue.Of(whole.Contains(piece));

            return PredicateValue.Of(name switch
            {
                "StartsWith" => whole.StartsWith(piece, StringComparison.OrdinalIgnoreCase),
                "EndsWith" => whole.EndsWith(piece, StringComparison.OrdinalIgnoreCase),
                _ => whole.IndexOf(piece, StringComparison.OrdinalIgnoreCase) >= 0,
            });
        }

        if (text.IsOrigin && !part.IsOrigin)
        {
            return name switch
            {
                "EndsWith" when part.Prefix.StartsWith(".", StringComparison.Ordinal) || part.Prefix.Contains("//") => PredicateValue.False,
                "StartsWith" when part.Suffix.EndsWith(":", StringComparison.Ordinal)
                    || part.Suffix.EndsWith("/", StringComparison.Ordinal) => PredicateValue.False,
                "StartsWith" or "Contains" => PredicateValue.Chosen(use.Syntax.OneLine()),
                _ => Unseen(use, isOrigin: true),
            };
        }

        return part.IsOrigin && !text.IsOrigin && name == "Contains" && !text.IsSeen
            ? PredicateValue.Chosen(use.Syntax.OneLine())
            : Unseen(use, text.IsOrigin || part.IsOrigin);
    }

    private static bool IsLine(string text) => OriginText.Parts(text).Length > 0 && text.Contains("://");

    private static char[] Characters(PredicateValue? given) => given?.Known switch
    {
        char character => [character],
        ImmutableArray<PredicateValue> list => [.. list.Select(element => element.Known).OfType<char>()],
        _ => [],
    };

    private static string[] Separators(PredicateValue? given) => given?.Known switch
    {
        char character => [character.ToString()],
        string text => [text],
        ImmutableArray<PredicateValue> list => [.. list.Select(element => element.Known?.ToString() ?? "").Where(text => text.Length > 0)],
        _ => [],
    };
}
