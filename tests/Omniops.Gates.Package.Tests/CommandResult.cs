using System.Text.RegularExpressions;

namespace Omniops.Gates.Package.Tests;

/// <summary>What a command printed, and its exit code.</summary>
internal sealed partial record CommandResult(int ExitCode, string Output)
{
    /// <summary>Each distinct finding of the gate as "error OMNI4001 Program.cs:3", in order.</summary>
    public IReadOnlyList<string> Findings { get; } =
    [
        .. FindingLine().Matches(Output)
            .Select(match => $"{match.Groups["level"].Value} {match.Groups["code"].Value} {Path.GetFileName(match.Groups["file"].Value.Trim())}"
                + (match.Groups["line"].Success ? $":{match.Groups["line"].Value}" : ""))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>How often the repository gate ran: it says so in one line each time.</summary>
    public int RepositoryGateRuns => Output.Split('\n').Count(line => line.Contains("Omniops.Gates: repository ", StringComparison.Ordinal));

    /// <summary>The findings without the one about the age of the embedded advisories, which every build reports.</summary>
    public IReadOnlyList<string> OwnFindings => [.. Findings.Where(finding => !finding.Contains("OMNI7003", StringComparison.Ordinal))];

    public CommandResult MustExit(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode} instead of {code}:\n{Output}");
        return this;
    }

    [GeneratedRegex(@"^(?:\s*\d+>)?(?<file>[^\r\n]*?)(?:\((?<line>\d+)[,\d]*\))?\s*: (?<level>error|warning) (?<code>[A-Z]+\d+):", RegexOptions.Multiline, 5000)]
    private static partial Regex FindingLine();
}
