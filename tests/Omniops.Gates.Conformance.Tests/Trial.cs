using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>One program: what the analyzers say of it, and what it answers.</summary>
internal sealed partial record Trial(WebProgram Program, ImmutableArray<Finding> Findings, ImmutableArray<Answer> Answers, string Output)
{
    /// <summary>Sites that nobody means to let in: a stranger, near misses, a sandboxed frame, one without encryption.</summary>
    private static readonly string[] s_strangers =
    [
        "https://evil.test", "https://evilshop.example", "https://shop.example.evil.test", "https://evilshop.example.com",
        "null", "http://shop.example",
    ];

    private static readonly string[] s_paths =
        ["/", "/api", "/site.css", "/index.html", "/nowhere", "/fails", "/private", "/short", "/moved", "/client", "/cookie"];

    private static readonly string[] s_sharedPaths = ["/", "/api", "/private"];

    /// <summary>Whether it serves at all.</summary>
    public bool IsServing => Answers.Length > 0;

    /// <summary>Visitors' requests by https.</summary>
    public IEnumerable<Answer> Plain => Answers.Where(answer => answer.Question is { IsPlain: true, IsSecure: true });

    /// <summary>Visitors' requests, by http as well.</summary>
    public IEnumerable<Answer> Visits => Answers.Where(answer => answer.Question.IsPlain);

    /// <summary>Scripts' requests from elsewhere, or from the site that is meant.</summary>
    public IEnumerable<Answer> From(bool isStranger) =>
        Answers.Where(answer => answer.Question.Origin is { } origin && origin != Program.Origin == isStranger);

    /// <summary>Everything that was said and what a visitor sees.</summary>
    public string Describe() => string.Concat(
        Findings.Select(finding => $"\n    {finding.Rule} {finding.Outcome}: {finding.Message}")
            .Concat(Plain.Select(answer => $"\n    {answer.Question} -> {answer.Status} "
                + $"{string.Join(" | ", answer.Headers.Select(header => $"{header.Key}: {header.Value}"))}")));

    public static async Task<Trial> RunAsync(string name, string folder, ProgramRunner runner, CancellationToken cancellation)
    {
        var program = WebProgram.Read(name);
        var compiled = new CompiledProgram(program);
        var findings = await compiled.JudgeAsync(cancellation);
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        using var server = await runner.StartAsync(compiled.Write(own), program.Variables, cancellation);
        var answers = ImmutableArray.CreateBuilder<Answer>();
        if (server.IsServing)
        {
            foreach (var question in Questions(program, findings).Where(question => server.Serves(question.IsSecure)))
                answers.Add(await server.AskAsync(question, cancellation));
        }

        return new Trial(program, findings, answers.ToImmutable(), server.Output);
    }

    private static IEnumerable<Question> Questions(WebProgram program, IEnumerable<Finding> findings)
    {
        foreach (var path in s_paths.Concat(program.Paths))
        {
            yield return new Question(path, IsSecure: true);
            yield return new Question(path, IsSecure: false);
        }

        yield return new Question("/", IsSecure: false, IsForwarded: true);
        yield return new Question("/client", IsSecure: false, IsForwarded: true);
        var origins = s_strangers.Concat(Witnesses(findings)).Append(program.Origin).Distinct();
        foreach (var origin in origins)
        {
            foreach (var path in s_sharedPaths.Concat(program.Paths))
            {
                yield return new Question(path, IsSecure: true, origin);
                yield return new Question(path, IsSecure: true, origin, IsPreflight: true);
            }
        }
    }

    /// <summary>Origins that a finding names, as far as a browser sends them.</summary>
    private static IEnumerable<string> Witnesses(IEnumerable<Finding> findings) =>
        from finding in findings
        where finding.Rule.StartsWith("OMNI4", StringComparison.Ordinal)
        from Match match in Address().Matches(finding.Message)
        where Uri.TryCreate(match.Value, UriKind.Absolute, out var address) && address.GetLeftPart(UriPartial.Authority) == match.Value
        select match.Value;

    [GeneratedRegex("""https?://[^\s'",;)]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
