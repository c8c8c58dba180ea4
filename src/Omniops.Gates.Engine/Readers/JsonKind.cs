namespace Omniops.Gates.Engine.Readers;

/// <summary>What stands at a place in a JSON text.</summary>
public enum JsonKind
{
    /// <summary>A string; its text is unescaped.</summary>
    String,

    /// <summary>A number, true, false or null; its text is as written.</summary>
    Literal,

    /// <summary>An object or array without content, which configuration sees as a key without a value.</summary>
    Empty,
}
