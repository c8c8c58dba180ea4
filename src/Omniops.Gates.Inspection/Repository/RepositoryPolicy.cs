using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What a repository has accepted: the waivers of its policy file and its baseline, with what is wrong with both.</summary>
public sealed class RepositoryPolicy
{
    /// <summary>Days before its last day in which a waiver is named in every build.</summary>
    public const int NoticeDays = 14;

    private const long MaxPolicyBytes = 1024 * 1024;
    private const long MaxBaselineBytes = 64 * 1024 * 1024;

    private readonly string _root;
    private readonly Lazy<string> _realRoot;
    private readonly string _policyText;
    private readonly string _baselineText;
    private readonly List<Finding> _problems = [];

    private RepositoryPolicy(string root)
    {
        _root = root;
        _realRoot = new(() => RealPath.Of(root));
        (Policy, _policyText) = Read(
            GatePolicy.FileName, MaxPolicyBytes, text => PolicyReader.Read(text), policy => policy.Problems, GatePolicy.None);
        (Baseline, _baselineText) = Read(
            Baseline.FileName, MaxBaselineBytes, text => Baseline.Read(text), baseline => baseline.Problems, Baseline.None);
    }

    /// <summary>The policy file's content.</summary>
    public GatePolicy Policy { get; }

    /// <summary>The baseline file's content.</summary>
    public Baseline Baseline { get; }

    /// <summary>OMNI9901: what is not understood in either file, so that nobody believes in a waiver that does not act.</summary>
    public IReadOnlyList<Finding> Problems => _problems;

    /// <summary>Reads both files of a repository; a file that is not there accepts nothing.</summary>
    public static RepositoryPolicy Load(string root) => new(root);

    /// <summary>Holds findings against both files.</summary>
    public FindingAcceptance Accept() => new(Policy, Baseline, Relative);

    /// <summary>OMNI9902: waivers whose last day is over.</summary>
    public IEnumerable<Finding> Expired(DateOnly today) => Policy.Waivers.Where(waiver => Days(waiver, today) < 0)
        .Select(waiver => Finding.Of(
            IntegrityRules.WaiverExpired, PlaceOf(waiver), $"{waiver.Rule} {waiver.Start}", waiver.Rule, waiver.Owner, Date(waiver)));

    /// <summary>OMNI9905: what accepted none of a repository's findings.</summary>
    /// <param name="unseenFolders">Full paths of folders whose projects were not judged; what may speak of them is left alone.</param>
    public IEnumerable<Finding> Unused(FindingAcceptance acceptance, IReadOnlyList<string> unseenFolders) =>
    [
        .. acceptance.UnusedWaivers.Where(_ => unseenFolders.Count == 0).Select(waiver => Finding.Of(
            IntegrityRules.AcceptanceUnused, PlaceOf(waiver), $"{waiver.Rule} {waiver.Start}",
            $"the waiver of {waiver.Rule} by {waiver.Owner}", "remove it")),
        .. acceptance.UnusedEntries.Where(entry => !IsUnseen(entry, unseenFolders)).Select(entry => Finding.Of(
            IntegrityRules.AcceptanceUnused,
            FilePosition.Of(Path.Combine(_root, Baseline.FileName), _baselineText, entry.Start, entry.Length),
            $"{entry.Rule} {entry.Path} {entry.About} {entry.Number}",
            $"the entry of {entry.Rule} in '{entry.Path}'", "take mended findings out with 'omniops-gates check --baseline prune'")),
    ];

    /// <summary>Whether a baseline entry speaks of a project that was not judged.</summary>
    public bool IsUnseen(BaselineEntry entry, IReadOnlyList<string> unseenFolders) =>
        unseenFolders.Select(Relative).Any(folder =>
            (entry.Path + "/").StartsWith(folder is "." ? "" : folder + "/", StringComparison.OrdinalIgnoreCase));

    /// <summary>How many findings are answered for and what needs a decision soon, in one line; null where nothing is to be said.</summary>
    public string? Summary(DateOnly today)
    {
        var soon = Policy.Waivers.Where(waiver => Days(waiver, today) is >= 0 and <= NoticeDays).OrderBy(waiver => waiver.Expires)
            .Select(waiver => $"{waiver.Rule} by {waiver.Owner} on {Date(waiver)}").ToList();
        var ending = soon.Count == 0
            ? $"none expires within {NoticeDays} days"
            : $"{soon.Count} expire(s) within {NoticeDays} days: {string.Join(", ", soon)}";
        List<string> parts = [];
        if (Policy.Waivers.Count > 0)
            parts.Add($"{Policy.Waivers.Count} waiver(s) act, {ending}");
        if (Baseline.Entries.Count > 0)
            parts.Add($"{Baseline.Entries.Count} finding(s) in the baseline");
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    /// <summary>What a file is for, by its path and by what the repository says of it.</summary>
    /// <param name="file">Full path; of one that lies elsewhere only the name counts, as it does in a compilation.</param>
    public SecretPlace PlaceOf(string file)
    {
        var path = Relative(file);
        return SecretPlaces.Of(IsOutside(path) ? Path.GetFileName(path) : path, Policy.Secrets);
    }

    private static int Days(Waiver waiver, DateOnly today) => DateOnly.FromDateTime(waiver.Expires).DayNumber - today.DayNumber;

    private static string Date(Waiver waiver) => waiver.Expires.ToString(Waiver.DateFormat, CultureInfo.InvariantCulture);

    private FilePosition PlaceOf(Waiver waiver) =>
        FilePosition.Of(Path.Combine(_root, GatePolicy.FileName), _policyText, waiver.Start, waiver.Length);

    /// <summary>Relative to the root, also for a file that is named by where it really is.</summary>
    private string Relative(string path)
    {
        var relative = Below(_root, path);
        if (!IsOutside(relative))
            return relative;

        var real = Below(_realRoot.Value, path);
        return IsOutside(real) ? relative : real;

        static string Below(string root, string file) => Path.GetRelativePath(root, file).Replace('\\', '/');
    }

    private static bool IsOutside(string path) => path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path);

    private (T Content, string Text) Read<T>(
        string name, long maxBytes, Func<string, T> parse, Func<T, IReadOnlyList<PolicyProblem>> problems, T none)
    {
        var path = Path.Combine(_root, name);
        if (!File.Exists(path))
            return (none, "");

        var content = TextFile.Read(path, maxBytes);
        if (content.Text is not { } text)
        {
            _problems.Add(Finding.Of(
                IntegrityRules.ConfigurationInvalid, new FilePosition(path), name, $"'{name}' {content.Problem}", "write it as UTF-8 JSON"));
            return (none, "");
        }

        var parsed = parse(text);
        _problems.AddRange(problems(parsed).Select(problem => Finding.Of(
            IntegrityRules.ConfigurationInvalid, FilePosition.Of(path, text, problem.Start, problem.Length),
            problem.Key, problem.Fact, problem.WayOut)));
        return (parsed, text);
    }
}
