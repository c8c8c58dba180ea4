namespace Omniops.Gates.Engine.Seen;

/// <summary>When something of the pipeline runs.</summary>
/// <param name="Environments">Those it runs in, of <see cref="All"/>; none for code that never runs.</param>
/// <param name="Conditions">What else must hold, as the source says it, outermost first.</param>
/// <param name="Branches">The branches of the pipeline it belongs to, outermost first.</param>
public sealed record SeenWhen(IReadOnlyList<string> Environments, IReadOnlyList<string> Conditions, IReadOnlyList<string> Branches)
{
    /// <summary>Every environment that is told apart. <c>Other</c> stands for all other names that a team gives one.</summary>
    public static IReadOnlyList<string> All { get; } = ["Development", "Staging", "Production", "Other"];

    /// <summary>At all times.</summary>
    public static SeenWhen Always { get; } = new(All, [], []);

    /// <summary>As a reader is told it; empty for what always runs.</summary>
    public string Describe() =>
        string.Join(", ", Branches.Select(branch => $"in {branch}").Append(InEnvironments()).Where(part => part.Length > 0)
            .Concat(Conditions.Select(condition => $"depends on {condition}")));

    private string InEnvironments()
    {
        var missing = All.Except(Environments).ToList();
        return missing.Count switch
        {
            0 => "",
            1 when missing[0] != "Other" => $"not in {missing[0]}",
            _ when missing.Count == All.Count => "never",
            _ => $"only in {string.Join(" and ", Environments.Select(one => one == "Other" ? "other environments" : one))}",
        };
    }
}
