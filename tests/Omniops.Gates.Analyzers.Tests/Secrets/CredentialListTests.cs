namespace Omniops.Gates.Analyzers.Tests.Secrets;

/// <summary>OMNI1002 in lists, and in variables that get their value later.</summary>
public sealed class CredentialListTests
{
    [Theory]
    [InlineData("""string[] Passwords = { "Tr0ub4dor&3" };""")]
    [InlineData("""string[] Passwords = new[] { "Tr0ub4dor&3" };""")]
    [InlineData("""string[] Passwords = ["Tr0ub4dor&3"];""")]
    [InlineData("""List<string> Passwords = ["Tr0ub4dor&3"];""")]
    [InlineData("""List<string> Passwords = new() { "Tr0ub4dor&3" };""")]
    [InlineData("""IEnumerable<string> Passwords => new List<string> { "Tr0ub4dor&3" };""")]
    [InlineData("""IEnumerable<string> Passwords => new[] { "Tr0ub4dor&3" }.ToList();""")]
    [InlineData("""string[] GetPasswords() => new[] { "Tr0ub4dor&3" };""")]
    [InlineData("""void Fill(List<string> passwords) { passwords.Add("Tr0ub4dor&3"); }""")]
    [InlineData("""void Try(params string[] passwords) { } void Run() => Try("Tr0ub4dor&3");""")]
    [InlineData("""string _password; void Set() { _password = "Tr0ub4dor&3"; }""")]
    [InlineData("""void Set() { string password; password = "Tr0ub4dor&3"; Connect("db", password); }""")]
    [InlineData("""string Secret { get; set; } void Set() { Secret = "Tr0ub4dor&3"; }""")]
    public async Task Reports(string members) => Assert.Equal("OMNI1002", await SecretTest.OfMembers(members));

    [Fact]
    public async Task Reports_each_of_a_list() =>
        Assert.Equal("OMNI1002 OMNI1002", await SecretTest.OfMembers("""string[] Passwords = { "Tr0ub4dor&3", "correct-horse-7" };"""));

    [Theory]
    [InlineData("string[] passwords = { \"Tr0ub4dor-and-3\", \"correct-horse-7\" };", "Passwords:0", "Passwords:1")]
    [InlineData("string[] passwords = [\"Tr0ub4dor-and-3\", \"correct-horse-7\"];", "Passwords:0", "Passwords:1")]
    [InlineData("var passwords = new List<string> { \"Tr0ub4dor-and-3\", \"correct-horse-7\" };", "Passwords:0", "Passwords:1")]
    [InlineData("var smtpPassword = \"Tr0ub4dor-and-3\";", "Smtp:Password")]
    [InlineData("new HttpClient().DefaultRequestHeaders.Add(\"Authorization\", \"Basic c2hvcDpUcjB1YjRkb3ItYW5kLTM=\");", "Authorization")]
    public async Task Proposes_a_key_for_each(string statement, params string[] keys)
    {
        var findings = await new Findings($"using System.Collections.Generic;\nusing System.Net.Http;\n{statement}\n").InBuild();
        Assert.Equal(keys, findings.Where(finding => finding.Id.StartsWith("OMNI1", StringComparison.Ordinal))
            .OrderBy(finding => finding.Location.SourceSpan.Start).Select(finding => finding.Properties[GateReporter.ConfigurationKeyProperty]));
    }

    /// <summary>Pairs that name no place may be anything, but one of them is a password.</summary>
    [Theory]
    [InlineData("""string Options = "timeout=30;password=Tr0ub4dor&3";""", "OMNI1003?")]
    [InlineData("""string Options = "user=shop;password=Tr0ub4dor&3";""", "OMNI1003")]
    [InlineData("""string Options = "timeout=30;password=<password>";""", "")]
    [InlineData("""string Options = "foo=1;password=1";""", "")]
    public async Task Judges_pairs(string members, string expected) => Assert.Equal(expected, await SecretTest.OfMembers(members));
}
