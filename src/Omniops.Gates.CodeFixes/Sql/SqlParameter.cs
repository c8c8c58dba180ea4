namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A parameter of a statement.</summary>
/// <param name="Name">Without its sign.</param>
/// <param name="IsBare">Whether the value stood without quotes, so that a word such as <c>NULL</c> was one of the language.</param>
internal sealed record SqlParameter(string Name, ParameterValue Value, bool IsBare);
