using System.Text;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What <c>.gitattributes</c> says of files. Source: git-check-attr(1); github-linguist, "Using gitattributes".</summary>
internal sealed class GitAttributes
{
    private static readonly string[] s_command =
        ["check-attr", "--stdin", "-z", "linguist-vendored", "linguist-generated", "linguist-documentation"];

    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private readonly HashSet<string> _documentation = new(StringComparer.Ordinal);

    /// <summary>Whether a file is code of others; written by a tool.</summary>
    public string? ReasonToSkip(string path) => _reasons.GetValueOrDefault(path);

    /// <summary>Whether a file is documentation.</summary>
    public bool IsDocumentation(string path) => _documentation.Contains(path);

    /// <summary>The attributes of files, by their paths relative to the folder.</summary>
    public static GitAttributes Read(string folder, IReadOnlyList<string> paths)
    {
        var attributes = new GitAttributes();
        if (paths.Count == 0 || GitCommand.For(folder) is not { } git || !git.TryLeaveOutFilters())
            return attributes;

        var input = Encoding.UTF8.GetBytes(string.Join('\0', paths) + '\0');
        if (!git.TryRun(s_command, input, out var output, out _, out _))
            return attributes;

        var fields = Encoding.UTF8.GetString(output).Split('\0');
        for (var i = 0; i + 2 < fields.Length; i += 3)
        {
            if (fields[i + 2] is not ("set" or "true"))
                continue;
            if (fields[i + 1] == "linguist-documentation")
                attributes._documentation.Add(fields[i]);
            else
                attributes._reasons[fields[i]] = fields[i + 1];
        }

        return attributes;
    }
}
