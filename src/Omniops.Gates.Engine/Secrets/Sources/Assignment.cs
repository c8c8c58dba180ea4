namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// A literal that a text gives to a name: a JSON member, a YAML mapping, an XML attribute or element, a line of an .env file.
/// </summary>
/// <param name="Name">The name with the names around it, outermost first, with colons between: <c>Smtp:Accounts:0:Password</c>.</param>
/// <param name="Value">What it is given, unescaped.</param>
/// <param name="Start">Offset of the value in the text, quotes left out.</param>
/// <param name="Length">Characters of the value as written; may differ from the value's own length where it is escaped.</param>
public readonly record struct Assignment(string Name, string Value, int Start, int Length);
