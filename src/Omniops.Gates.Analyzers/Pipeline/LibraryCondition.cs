using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A condition in a library on which something depends that it does.</summary>
/// <param name="Key">What makes it this condition of the library and no other.</param>
/// <param name="Text">How messages name it.</param>
/// <param name="IsTrue">Whether it must hold or must not.</param>
/// <param name="Environments">Where it matters.</param>
internal sealed record LibraryCondition(string Key, string Text, bool IsTrue, EnvironmentSet Environments)
{
    private const char Part = ';';

    /// <summary>What <see cref="PipelineCondition.IsDeferral"/> is.</summary>
    public bool IsDeferral { get; init; }

    /// <summary>What <see cref="PipelineCondition.IsFound"/> is.</summary>
    public bool IsFound { get; init; }

    /// <summary>What <see cref="PipelineCondition.IsBranch"/> is.</summary>
    public bool IsBranch { get; init; }

    /// <summary>What <see cref="PipelineCondition.Path"/> is.</summary>
    public string? Path { get; init; }

    /// <summary>What it asks of the path of a request, as C#; null where it does not.</summary>
    public string? Asked { get; init; }

    public static LibraryCondition Of(PipelineCondition condition) =>
        new(KeyOf(condition), condition.Text, condition.IsTrue, condition.Environments)
        {
            IsDeferral = condition.IsDeferral,
            IsFound = condition.IsFound,
            IsBranch = condition.IsBranch,
            Path = condition.Path,
            Asked = PathConditions.AskedBy(condition) is { } asked && PathConditions.AsksPath(asked) ? asked.ToString() : null,
        };

    /// <summary>What it is for an application that calls the library.</summary>
    /// <param name="call">The call.</param>
    /// <param name="library">How messages name the method that is called.</param>
    /// <param name="complete">Puts what the call gives into a text.</param>
    public PipelineCondition Within(SyntaxNode call, string library, Func<string, string> complete) =>
        new(call, IsTrue, Environments, $"{Text} in {library}")
        {
            Key = Key,
            IsDeferral = IsDeferral,
            IsFound = IsFound,
            IsBranch = IsBranch,
            Path = Path is null ? null : complete(Path),
            Asked = Asked is null ? null : SyntaxFactory.ParseExpression(Asked),
        };

    public string Write() => string.Join(
        Part.ToString(),
        new[]
        {
            Key, Text, IsTrue ? "true" : "", ((int)Environments).ToString(CultureInfo.InvariantCulture), IsDeferral ? "later" : "", IsFound ? "found" : "",
            IsBranch ? "branch" : "", Path is null ? "" : "=" + Path, Asked ?? "",
        }.Select(Uri.EscapeDataString));

    /// <summary>What <see cref="Write"/> has written; null for any other text.</summary>
    public static LibraryCondition? Read(string text)
    {
        var parts = text.Split(Part);
        if (parts.Length != 9 || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var environments))
            return null;

        parts = [.. parts.Select(Uri.UnescapeDataString)];
        return new LibraryCondition(parts[0], parts[1], parts[2].Length > 0, (EnvironmentSet)environments & EnvironmentSet.All)
        {
            IsDeferral = parts[4].Length > 0,
            IsFound = parts[5].Length > 0,
            IsBranch = parts[6].Length > 0,
            Path = parts[7].Length > 0 ? parts[7].Substring(1) : null,
            Asked = parts[8].Length > 0 ? parts[8] : null,
        };
    }

    /// <summary>
    /// The same in every build of the same source, on any machine: the name of the file without its folder, what tells files of one name
    /// apart, and where in it the condition stands. A condition of a library that this one calls is one for each call.
    /// </summary>
    private static string KeyOf(PipelineCondition condition)
    {
        var (tree, span) = (condition.Syntax.SyntaxTree, condition.Syntax.Span);
        return string.Join(
            ",", System.IO.Path.GetFileName(tree.FilePath), Number(tree.Length), Number(span.Start), Number(span.Length), condition.Key);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
