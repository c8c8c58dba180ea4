namespace Omniops.Gates.Inspection.Repository;

/// <summary>A file of a repository as a listing names it.</summary>
/// <param name="Path">Relative to the folder that was listed, with slashes.</param>
/// <param name="IsTracked">Whether version control has it; null where nobody could be asked.</param>
/// <param name="Content">
/// Names path and content of a file that is as version control has it: equal only for equal content. Null for every other file, which
/// has to be read.
/// </param>
public readonly record struct RepositoryFile(string Path, bool? IsTracked, UInt128? Content = null);
