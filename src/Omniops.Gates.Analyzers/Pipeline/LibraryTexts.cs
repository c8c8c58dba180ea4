using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Parts of texts that a library leaves to whoever calls it: what a parameter holds, and what a property of a module says. They stand in its
/// facts between signs that no route has, and are written as in a URL as often as the text around them is.
/// </summary>
internal static class LibraryTexts
{
    private const char Parameter = '\u0002';

    private const char Property = '\u0003';

    /// <summary>Facts hold texts within texts.</summary>
    private const int Levels = 3;

    /// <summary>Stands for what a parameter holds.</summary>
    public static string Of(IParameterSymbol parameter) => $"{Parameter}{parameter.Ordinal}{Parameter}";

    /// <summary>Stands for what a property of a module says.</summary>
    public static string? Of(IPropertySymbol property) => LibraryFacts.IdOf(property) is { } id ? $"{Property}{id}{Property}" : null;

    /// <summary>Stands for what an option of the program's is given.</summary>
    public static string OfOption(string name) => $"{Property}{name}{Property}";

    /// <summary>Puts in what parameters hold, and nothing known for what is left.</summary>
    public static string Complete(string text, Func<int, string?> parameter)
    {
        text = Replace(text, Parameter, part => int.TryParse(part, out var ordinal) ? parameter(ordinal) : null);
        return Replace(text, Property, _ => null);
    }

    /// <summary>Puts in what the properties of a module or options of the program say.</summary>
    public static string WithProperties(string text, Func<string, string?> property) => Replace(text, Property, property);

    /// <summary>Puts in what parameters hold and leaves the rest.</summary>
    public static string WithParameters(string text, Func<int, string?> parameter) =>
        Replace(text, Parameter, part => int.TryParse(part, out var ordinal) ? parameter(ordinal) : null);

    private static string Replace(string text, char sign, Func<string, string?> value)
    {
        var mark = sign.ToString();
        for (var level = 0; level < Levels; level++, mark = Uri.EscapeDataString(mark))
        {
            var parts = text.Split([mark], StringSplitOptions.None);
            for (var i = 1; i < parts.Length - 1; i += 2)
                parts[i] = Repeat(value(Repeat(parts[i], Uri.UnescapeDataString, level)) ?? HeaderTexts.Hole.ToString(), Uri.EscapeDataString, level);
            text = string.Concat(parts);
        }

        return text;
    }

    private static string Repeat(string text, Func<string, string> change, int times)
    {
        for (var i = 0; i < times; i++)
            text = change(text);
        return text;
    }
}
