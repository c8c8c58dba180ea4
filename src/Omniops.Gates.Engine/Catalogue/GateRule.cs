namespace Omniops.Gates.Engine.Catalogue;

/// <summary>One rule of the catalogue: everything that descriptors, pages, the index and the tool say about it comes from here.</summary>
/// <param name="Id"><c>OMNI</c> and four digits; never changes its meaning.</param>
/// <param name="Name">The name that the rule's code and its test class carry.</param>
/// <param name="Gate">The area, which fixes the range of <paramref name="Id"/>.</param>
/// <param name="Title">The fact a finding states.</param>
/// <param name="Message">Format of a finding: the culprit in quotes, then the way out.</param>
public sealed record GateRule(string Id, string Name, Gate Gate, string Title, string Message)
{
    /// <summary>What a plain finding of this rule says about its gate.</summary>
    public Outcome Outcome { get; init; } = Outcome.Fails;

    /// <summary>Format used when the rule cannot judge, <c>{0}</c> being the reason; null where the rule always can.</summary>
    public string? NotProvenMessage { get; init; }

    /// <summary>Whether the IDE shows the rule while typing.</summary>
    public RunsOn RunsOn { get; init; } = RunsOn.Build;

    /// <summary>
    /// Shared by rules that may name the same finding differently, by who looks at it: a baseline compares the last word of the anchor,
    /// and of the rule this.
    /// </summary>
    public string? BaselineGroup { get; init; }

    /// <summary>Whether a waiver or the baseline can accept its findings; not for what guards the gate itself.</summary>
    public bool IsWaivable { get; init; } = true;

    /// <summary>Whether the baseline can accept its findings; not for data that was not available, which nobody introduced.</summary>
    public bool IsBaselined => IsWaivable && Outcome == Outcome.Fails;

    /// <summary>Identifiers of the Common Weakness Enumeration, such as <c>CWE-942</c>.</summary>
    public IReadOnlyList<string> Cwe { get; init; } = [];

    /// <summary>Requirements of OWASP ASVS 5.0, such as <c>v5.0.0-3.4.2</c>.</summary>
    public IReadOnlyList<string> Asvs { get; init; } = [];

    /// <summary>Items of the production deployment checklist that this rule proves in part or in whole.</summary>
    public IReadOnlyList<string> ChecklistItems { get; init; } = [];

    /// <summary>The rule's page.</summary>
    public string HelpLink => $"{RuleCatalogue.PagesUrl}{Id}.md";
}
