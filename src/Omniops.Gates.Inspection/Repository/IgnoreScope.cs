namespace Omniops.Gates.Inspection.Repository;

/// <summary>The rules of one <c>.gitignore</c> and, behind them, those of the folders around it.</summary>
/// <param name="Folder">Where the file stands, relative to what is listed; empty at its root.</param>
internal sealed record IgnoreScope(string Folder, IReadOnlyList<IgnoreRule> Rules, IgnoreScope? Outer)
{
    /// <summary>Whether a path is ignored; null where no rule speaks of it. The nearest file counts, and in it the last rule.</summary>
    public static bool? Ignores(IgnoreScope? scope, string path, bool isFolder)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            var names = (scope.Folder.Length == 0 ? path : path[(scope.Folder.Length + 1)..]).Split('/');
            for (var i = scope.Rules.Count - 1; i >= 0; i--)
            {
                if (scope.Rules[i].Matches(names, isFolder))
                    return !scope.Rules[i].IsException;
            }
        }

        return null;
    }
}
