using System.Text;
using System.Text.RegularExpressions;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>Everything that speaks of a rule says what the catalogue says. A failure shows the text to paste.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string s_root = RepositoryFolder.Root;

    public static TheoryData<string> Rules => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Fact]
    public void Lists_unique_ids_in_order()
    {
        var ids = RuleCatalogue.All.Select(rule => rule.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, RuleCatalogue.All.Select(rule => rule.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_an_id_in_the_range_of_its_gate(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        Assert.Matches("^OMNI[0-9]{4}$", rule.Id);
        Assert.StartsWith(((int)rule.Gate).ToString(System.Globalization.CultureInfo.InvariantCulture), rule.Id["OMNI".Length..], StringComparison.Ordinal);
        Assert.Equal($"{RuleCatalogue.PagesUrl}{id}.md", rule.HelpLink);
        Assert.DoesNotContain(rule.Title, character => character == '.');
        Assert.False(rule.Message.EndsWith('.'), "a message has no full stop");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_a_page_with_its_title_and_all_sections(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var page = RulePage.Read(id);
        Assert.Equal($"# {rule.Id}: {rule.Title}", page.Title);
        Assert.Equal(["Fails", "Passes", "Fix", "Options"], page.Sections);
        Assert.NotEmpty(page.Fails);
        Assert.NotEmpty(page.Passes);
        Assert.InRange(page.LineCount, 1, 40);
    }

    [Fact]
    public void Every_page_belongs_to_a_rule() => Assert.Equal(
        RuleCatalogue.All.Select(rule => $"{rule.Id}.md"),
        Directory.GetFiles(RepositoryFolder.Rules, "OMNI*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_a_test_class_of_its_name(string id)
    {
        var file = $"{RuleCatalogue.Find(id)!.Name}Tests.cs";
        Assert.True(
            Directory.EnumerateFiles(Path.Combine(s_root, "tests"), file, SearchOption.AllDirectories).Any(),
            $"write {file}");
    }

    [Fact]
    public void Every_live_rule_has_an_analyzer_with_the_catalogues_words()
    {
        var descriptors = Findings.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToLookup(descriptor => descriptor.Id);
        foreach (var rule in RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live))
        {
            Assert.Contains(descriptors[rule.Id], descriptor =>
                descriptor.Title.ToString() == rule.Title && descriptor.MessageFormat.ToString() == rule.Message
                && descriptor.HelpLinkUri == rule.HelpLink && descriptor.Category == rule.Gate.ToString());
        }
    }

    [Fact]
    public void The_release_file_lists_what_analyzers_report()
    {
        var rows = RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).Select(rule =>
            $"{rule.Id} | {rule.Gate} | {(rule.Outcome == Outcome.NotProven ? "Warning" : "Error")} | {rule.Name}");
        AssertContains(Path.Combine("src", "Omniops.Gates.Analyzers", "AnalyzerReleases.Unshipped.md"), string.Join('\n', rows));
    }

    [Theory]
    [InlineData("rules/README.md", "")]
    [InlineData("README.md", "rules/")]
    public void A_table_of_rules_is_in_step(string file, string folder)
    {
        var table = new StringBuilder("| rule | gate | what fails | seen |\n|---|---|---|---|\n");
        foreach (var rule in RuleCatalogue.All)
            table.Append($"| [{rule.Id}]({folder}{rule.Id}.md) | {rule.Gate} | {rule.Title} | {(rule.RunsOn == RunsOn.Live ? "live" : "on build")} |\n");
        AssertContains(file, table.ToString());
    }

    [Fact]
    public void The_targets_leave_the_level_of_every_rule_to_the_stage() => AssertContains(
        "src/Omniops.Gates/msbuild/Gates.targets", $"<_OmniopsWarnings>{string.Join(';', RuleCatalogue.All.Select(rule => rule.Id))}</_OmniopsWarnings>");

    [Fact]
    public void The_help_links_lead_into_the_repository_that_the_package_names() =>
        AssertContains("Directory.Build.props", $"<RepositoryUrl>{RuleCatalogue.PagesUrl.Split("/blob/")[0]}</RepositoryUrl>");

    [Fact]
    public void Every_rule_that_fails_has_a_place_in_the_broken_sample()
    {
        var marks = Directory.EnumerateFiles(Path.Combine(s_root, "samples", "Storefront.Broken"), "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
            .SelectMany(File.ReadLines).Where(line => line.Contains("gate: OMNI", StringComparison.Ordinal)).ToList();
        foreach (var rule in RuleCatalogue.All.Where(rule => rule.Outcome == Outcome.Fails))
            Assert.Contains(marks, mark => mark.Contains("gate: ", StringComparison.Ordinal) && mark.Contains(rule.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_that_code_reads_is_on_a_page()
    {
        var pages = string.Join('\n', RuleCatalogue.All.Select(rule => RulePage.Read(rule.Id).Options));
        foreach (var option in new[] { "omniops_provides", "omniops_sql_sinks", "omniops_html_sinks", "omniops_clock_skew_minutes", "omniops_password_length", "omniops_request_bytes", "OmniopsAdvisorySnapshot", "OmniopsGates", "OmniopsFacts" })
            Assert.Contains(option, pages, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_of_an_analyzer_is_guarded()
    {
        var files = Directory.EnumerateFiles(Path.Combine(s_root, "src", "Omniops.Gates.Analyzers"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(File.ReadAllText).Where(text => Actions().IsMatch(text)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, text => Assert.Equal(Actions().Count(text), text.Split("reporter.Guard(").Length - 1));
    }

    [GeneratedRegex(@"\bRegister(Operation|OperationBlock|AdditionalFile|SyntaxNode|Symbol|SemanticModel|SyntaxTree|CodeBlock)Action\(", RegexOptions.None, 1000)]
    private static partial Regex Actions();

    private static void AssertContains(string file, string expected)
    {
        var content = File.ReadAllText(Path.Combine(s_root, file)).ReplaceLineEndings("\n");
        Assert.True(content.Contains(expected, StringComparison.Ordinal), $"{file} is out of step with the catalogue. Paste this:\n{expected}");
    }
}
