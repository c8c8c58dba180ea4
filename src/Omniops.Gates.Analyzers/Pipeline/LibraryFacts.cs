using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Facts about one method or middleware class as text, kept in the assembly's metadata: a line for each fact, its parts between tabs. Texts
/// are written as in a URL, so that neither sign stands in one.
/// </summary>
internal static class LibraryFacts
{
    /// <summary>The key of the assembly's metadata.</summary>
    public const string Key = "Omniops.Facts";

    /// <summary>What is written once, so that an assembly without any facts is told from one that nobody has read.</summary>
    public const string Schema = "2";

    private const int Parts = 7;

    /// <summary>The name of a method or class that is the same in source and metadata.</summary>
    public static string? IdOf(ISymbol symbol) => (symbol is IMethodSymbol { ReducedFrom: { } full } ? full : symbol).OriginalDefinition.GetDocumentationCommentId();

    /// <summary>The facts about the symbol of this name.</summary>
    public static string Write(string id, IEnumerable<LibraryFact> facts) => string.Join("\n", facts.Select(Write).Prepend(id));

    /// <summary>What <see cref="Write(string, IEnumerable{LibraryFact})"/> has written; null for any other text.</summary>
    public static (string Id, IReadOnlyList<LibraryFact> Facts)? Read(string text)
    {
        var lines = text.Split('\n');
        var facts = new List<LibraryFact>();
        foreach (var line in lines.Skip(1))
        {
            if (ReadFact(line.Split('\t')) is not { } fact)
                return null;

            facts.Add(fact);
        }

        return lines[0].Length == 0 ? null : (lines[0], facts);
    }

    private static string Write(LibraryFact fact) => string.Join(
        "\t", fact.Kind, Escape(fact.Name), ((int)fact.Environments).ToString(CultureInfo.InvariantCulture),
        Escape(string.Join("\n", fact.Conditions.Select(condition => condition.Write()))), fact.IsOnStarting ? "starting" : "", WriteValue(fact.Value), Escape(fact.Method));

    private static LibraryFact? ReadFact(string[] parts)
    {
        if (parts.Length != Parts || !Enum.TryParse<LibraryFactKind>(parts[0], out var kind) || !Enum.IsDefined(typeof(LibraryFactKind), kind)
            || kind == LibraryFactKind.Option && !parts[1].Contains('.') || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var environments)
            || ReadConditions(parts[3]) is not { } conditions)
        {
            return null;
        }

        return new LibraryFact(
            kind, Unescape(parts[1]) ?? "", (EnvironmentSet)environments & EnvironmentSet.All, parts[4].Length > 0, ReadValue(parts[5]), Unescape(parts[6]))
        {
            Conditions = conditions,
        };
    }

    private static ImmutableArray<LibraryCondition>? ReadConditions(string text)
    {
        var conditions = ImmutableArray.CreateBuilder<LibraryCondition>();
        foreach (var line in Unescape(text)?.Split('\n') ?? [])
        {
            if (LibraryCondition.Read(line) is not { } condition)
                return null;

            conditions.Add(condition);
        }

        return conditions.ToImmutable();
    }

    private static string WriteValue(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int number => "i" + number.ToString(CultureInfo.InvariantCulture),
        double number => "n" + number.ToString("R", CultureInfo.InvariantCulture),
        string text => "=" + Escape(text),
        _ => "",
    };

    private static object? ReadValue(string text) => text switch
    {
        "" => null,
        "true" => true,
        "false" => false,
        _ when text[0] == '=' => Uri.UnescapeDataString(text.Substring(1)),
        _ when text[0] == 'i' && int.TryParse(text.Substring(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ when text[0] == 'n' && double.TryParse(text.Substring(1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string Escape(string? text) => text is null ? "" : Uri.EscapeDataString(text);

    private static string? Unescape(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
