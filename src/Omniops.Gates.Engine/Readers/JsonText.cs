using System.Globalization;
using System.Text;

namespace Omniops.Gates.Engine.Readers;

/// <summary>Writes values as JSON, for what the compiler has no writer at hand.</summary>
internal static class JsonText
{
    /// <summary>A string with its quotes; nothing outside of the printable characters is left as it is.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>An object of the members that have a value, each written as JSON already.</summary>
    public static string Object(params (string Name, string? Value)[] members)
    {
        var written = members.Where(member => member.Value is not null).Select(member => $"{Quoted(member.Name)}:{member.Value}");
        return $"{{{string.Join(",", written)}}}";
    }

    /// <summary>An array of values that are written as JSON already.</summary>
    public static string Array(IEnumerable<string> values) => $"[{string.Join(",", values)}]";
}
