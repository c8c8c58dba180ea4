namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>A literal in source code and the name it is given to.</summary>
/// <param name="Name">Empty where none is in sight.</param>
/// <param name="IsLoose">Whether the name stands beside the literal only, as in a list, where it may mean something else.</param>
internal readonly record struct SourceAssignment(string Name, QuotedText Literal, bool IsLoose);
