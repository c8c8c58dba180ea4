using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Writes a text back into the source, line by line as it was where it can be.</summary>
internal static class TextWriting
{
    /// <summary>One interpolated string; null where its parts cannot stand in one.</summary>
    public static string? Interpolated(Parametrization text) => StyleOf(text.Parts)?.Write(text.Parts);

    /// <summary>The same kind of expression with less in it; null where its parts cannot stand side by side.</summary>
    public static string? Rewritten(WrittenText original, Parametrization text, SourceText source)
    {
        if (original.Lines.Count == 0)
            return Concatenation(text.Parts);

        var written = new StringBuilder();
        for (var line = 0; line < original.Lines.Count; line++)
        {
            var kept = source.ToString(original.Lines[line]);
            if (text.ChangedLines.Contains(line))
            {
                if (Concatenation(text.Parts.Where(part => part.Line == line).ToList()) is not { } changed)
                    return null;
                kept = changed;
            }

            if (kept.Length == 0)
                continue;
            if (written.Length > 0)
                written.Append(source.ToString(TextSpan.FromBounds(original.Lines[line - 1].End, original.Lines[line].Start)));
            written.Append(kept);
        }

        return written.ToString();
    }

    private static string? Concatenation(IReadOnlyList<TextPart> parts)
    {
        var leaves = new List<string>();
        var run = new List<TextPart>();
        foreach (var part in parts)
        {
            if (part.Hole is not { IsInterpolated: false } hole)
            {
                run.Add(part);
                continue;
            }

            if (!Close())
                return null;
            leaves.Add(hole.Written);
        }

        return Close() ? string.Join(" + ", leaves) : null;

        bool Close()
        {
            if (run.Count == 0)
                return true;
            if (StyleOf(run)?.Write(run) is not { } text)
                return false;

            leaves.Add(text);
            run.Clear();
            return true;
        }
    }

    /// <summary>That of the interpolated string among them, or of the first.</summary>
    private static TextStyle? StyleOf(IReadOnlyList<TextPart> parts)
    {
        var styles = parts.Select(part => part.Style).Where(style => style is not null).ToList();
        return styles.Find(style => style!.Dollars.Length > 0) ?? styles.FirstOrDefault();
    }
}
