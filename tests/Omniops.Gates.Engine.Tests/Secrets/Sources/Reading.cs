using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

/// <summary>What a reader reports for a text, written as the tables of the tests write it.</summary>
internal static class Reading
{
    /// <summary>The assignments in order of place, as <c>name = value</c>.</summary>
    public static string[] Of(FileKind kind, string text) => Of((into, token) => FileAssignments.Read(kind, text, into, token), text);

    public static string[] Of(Action<Action<Assignment>, CancellationToken> read, string text)
    {
        var assignments = new List<Assignment>();
        read(assignments.Add, TestContext.Current.CancellationToken);
        foreach (var assignment in assignments)
            CheckPlace(text, assignment);
        return [.. assignments.OrderBy(found => found.Start).Select(found => $"{found.Name} = {found.Value}").Distinct()];
    }

    /// <summary>The place lies in the text, and holds the value where nothing about it is escaped.</summary>
    public static void CheckPlace(string text, Assignment assignment)
    {
        Assert.InRange(assignment.Start, 0, text.Length);
        Assert.InRange(assignment.Length, 0, text.Length - assignment.Start);
        var written = text.Substring(assignment.Start, assignment.Length);
        var isPlain = written.IndexOfAny(['\\', '"', '\'', '`', '&', '\n', '\r']) < 0;
        if (isPlain && !text.Contains("Secret", StringComparison.Ordinal))
            Assert.Equal(written, assignment.Value);
    }
}
