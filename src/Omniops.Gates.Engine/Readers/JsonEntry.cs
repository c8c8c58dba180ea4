namespace Omniops.Gates.Engine.Readers;

/// <summary>A scalar in a settings file.</summary>
/// <param name="KeyPath">The key as configuration sees it: <c>ConnectionStrings:Shop</c>, <c>Cors:Origins:0</c>.</param>
/// <param name="Value">The value, unescaped.</param>
/// <param name="Start">Offset of the value's first character, the opening quote of a string.</param>
/// <param name="Length">Length of the value as written, with quotes.</param>
public sealed record JsonEntry(string KeyPath, JsonKind Kind, string Value, int Start, int Length);
