namespace Omniops.Gates.Conformance.Tests;

/// <summary>What the answers of a server show.</summary>
/// <param name="Evidence">The answer that decided.</param>
internal sealed record Observation(Verdict Verdict, string Evidence)
{
    /// <summary>No answer has to do with it.</summary>
    public static Observation None { get; } = new(Verdict.Open, "no answer shows it");

    /// <summary>Broken where one answer is wrong, open where there is none at all.</summary>
    public static Observation Of(IEnumerable<Answer> concerned, Func<Answer, string?> problem)
    {
        var answers = concerned.ToList();
        foreach (var answer in answers)
        {
            if (problem(answer) is { } wrong)
                return new Observation(Verdict.Broken, $"{answer.Question} -> {answer.Status}: {wrong}");
        }

        return answers.Count == 0 ? None : new Observation(Verdict.Kept, $"{answers.Count} answers");
    }
}
