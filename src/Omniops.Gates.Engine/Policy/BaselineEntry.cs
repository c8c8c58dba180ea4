namespace Omniops.Gates.Engine.Policy;

/// <summary>One finding that was there when the gate was introduced, named by what it is about and never by its line.</summary>
/// <param name="Path">Relative to the root, with slashes.</param>
/// <param name="About">The finding's anchor.</param>
/// <param name="Number">Its number among findings that are equal otherwise, from one.</param>
/// <param name="Start">Offset in the baseline file.</param>
/// <param name="Length">Length in the baseline file.</param>
public sealed record BaselineEntry(string Rule, string Path, string About, int Number, int Start = 0, int Length = 0);
