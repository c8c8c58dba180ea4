namespace Omniops.Gates.Engine.Readers;

/// <summary>A scalar in a settings file.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Value">The value, unescaped.</param>
/// <param name="Start">Offset of the value's first character, the opening quote of a string.</param>
/// <param name="Length">Length of the value as written, with quotes.</param>
public sealed record JsonEntry(JsonKey Key, JsonKind Kind, string Value, int Start, int Length)
{
    /// <summary>The key as configuration sees it: <c>ConnectionStrings:Shop</c>, <c>Cors:Origins:0</c>.</summary>
    public string KeyPath => Key.ToString();
}
