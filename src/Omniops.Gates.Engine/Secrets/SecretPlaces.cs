using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>Tells what a file is for by its path, and what a secret means there.</summary>
public static class SecretPlaces
{
    private static readonly HashSet<string> s_folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "testing", "unittest", "unittests", "integrationtests", "e2e", "spec", "specs", "__tests__", "testdata",
        "fixtures",
        "mocks", "__mocks__", "sample", "samples", "example", "examples", "demo", "demos", "doc", "docs", "documentation", "benchmarks",
        "benchmark",
    };

    private static readonly string[] s_documents = [".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".mdx"];

    private static readonly char[] s_slashes = ['/', '\\'];

    /// <summary>
    /// By the folders and the name in a path relative to the repository. Of a full path only the name counts: the folders that lead to a
    /// repository say nothing about what is in it.
    /// </summary>
    public static SecretPlace Of(string path)
    {
        var parts = path.Split(s_slashes);
        for (var i = 0; i < parts.Length - 1 && !Path.IsPathRooted(path); i++)
        {
            if (s_folders.Contains(parts[i]) || IsTestProject(parts[i]))
                return SecretPlace.Aside;
        }

        var name = parts[parts.Length - 1];
        return Array.Exists(s_documents, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || IsTestFile(name)
            ? SecretPlace.Aside
            : SecretPlace.Production;
    }

    /// <summary>The same, unless the repository says otherwise.</summary>
    /// <param name="isAside">Whether something else than the path says that it is a test, sample or document.</param>
    public static SecretPlace Of(string path, SecretPolicy policy, bool isAside = false) =>
        policy.Production.Any(pattern => pattern.Matches(path)) ? SecretPlace.Production
        : isAside || policy.Aside.Any(pattern => pattern.Matches(path)) ? SecretPlace.Aside
        : Of(path);

    /// <summary>What a finding with this confidence says about its gate.</summary>
    public static Outcome OutcomeOf(SecretPlace place, SecretKind kind, Confidence confidence) => (place, confidence) switch
    {
        (_, Confidence.High) when kind == SecretKind.ProviderToken || place == SecretPlace.Production => Outcome.Fails,
        (SecretPlace.Production, Confidence.Medium) => Outcome.NotProven,
        (SecretPlace.Aside, Confidence.High) => Outcome.Advised,
        _ => Outcome.Noted,
    };

    /// <summary><c>Shop.Tests</c>, <c>Shop.UnitTests</c>, <c>shop-tests</c>.</summary>
    private static bool IsTestProject(string folder) =>
        folder.EndsWith("Tests", StringComparison.Ordinal) || folder.EndsWith(".Test", StringComparison.Ordinal)
        || folder.EndsWith("-tests", StringComparison.Ordinal) || folder.EndsWith("_tests", StringComparison.Ordinal)
        || folder.EndsWith(".Specs", StringComparison.Ordinal) || folder.EndsWith(".Samples", StringComparison.Ordinal);

    /// <summary><c>LoginTests.cs</c>, <c>login.test.ts</c>, <c>login_test.go</c>, <c>test_login.py</c>.</summary>
    private static bool IsTestFile(string name)
    {
        var ending = name.LastIndexOf('.');
        var stem = ending < 0 ? name : name.Substring(0, ending);
        return stem.EndsWith("Tests", StringComparison.Ordinal) || stem.EndsWith("Test", StringComparison.Ordinal)
            || stem.EndsWith(".test", StringComparison.Ordinal) || stem.EndsWith(".spec", StringComparison.Ordinal)
            || stem.EndsWith("_test", StringComparison.Ordinal) || stem.EndsWith("_spec", StringComparison.Ordinal)
            || stem.StartsWith("test_", StringComparison.Ordinal);
    }
}
