namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A parameter of a statement.</summary>
/// <param name="Name">Without its sign.</param>
internal sealed record SqlParameter(string Name, ParameterValue Value);
