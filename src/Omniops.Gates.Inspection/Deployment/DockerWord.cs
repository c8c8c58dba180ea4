namespace Omniops.Gates.Inspection.Deployment;

/// <summary>One word of an instruction, as written: quotes, escapes and variables are still in it.</summary>
/// <param name="Text">The word; a line continuation inside it is removed.</param>
/// <param name="Start">Offset of its first character in the file.</param>
/// <param name="Length">Length in the file.</param>
public sealed record DockerWord(string Text, int Start, int Length);
