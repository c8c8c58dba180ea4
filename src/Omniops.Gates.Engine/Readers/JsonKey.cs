namespace Omniops.Gates.Engine.Readers;

/// <summary>
/// A key or index of a settings file and the keys around it. They are joined on demand: joined for every entry, a long key over a long list
/// would cost the product of both.
/// </summary>
public sealed record JsonKey(JsonKey? Parent, string Name)
{
    /// <summary>The path, joined by colons. Source: ConfigurationPath of .NET.</summary>
    public override string ToString() => Parent is null ? Name : $"{Parent}:{Name}";
}
